"""A county with two bureaus and their staff, for the tests of findings."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.test import Client

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.cases.actions import Act
from mingtang.foundation.findings import actions, subjects
from mingtang.foundation.findings.models import Finding
from mingtang.foundation.organisations.actions import appoint, create_post, create_unit, grant
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import SYSTEM, authority

CONTACT = "13900000000 不外传"
TEXT = "第二段的咨询电话少了一位。"
SUBJECT_KIND = "test_page"


@dataclass
class House:
    county: Unit
    civil: Unit
    water: Unit
    clerk: Person  # answers for the civil affairs bureau
    reader: Person  # only looks, same bureau
    stranger: Person  # answers for the water bureau
    nobody: Person  # no post


def make_unit(parent: Unit | None, slug: str, kind: str, name: str) -> Unit:
    return create_unit(
        SYSTEM,
        parent=parent,
        slug=slug,
        kind=kind,
        name=f"明堂县{name}",
        short_name=name,
        division_code="990121000000",
    )


def make_staff(unit: Unit, username: str, *granted: str) -> Person:
    person = Person.objects.create_user(username, f"甲{username}")
    post = create_post(SYSTEM, unit, code=f"post-{username}", title="专员", role="drafter")
    appoint(SYSTEM, post, person, from_day=date(2020, 1, 1))
    for action in granted:
        grant(SYSTEM, post, action, unit)
    return person


def answer_it(
    house: House, finding: Finding, *, show_text: bool = True, text: str = "您说得对，已改正。"
) -> None:
    who = authority(house.clerk)
    actions.accept(who, finding, Act())
    actions.answer(who, finding, Act(), outcome="mended", text=text, show_text=show_text)


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def form_url(subject: UUID) -> str:
    return subjects.report_url(SUBJECT_KIND, subject)


FORM = {"category": "typo", "text": TEXT, "contact": CONTACT, "website": ""}
