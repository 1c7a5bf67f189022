"""Fixtures of the tests of findings."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.findings import actions, subjects
from mingtang.foundation.findings.models import Finding
from mingtang.foundation.findings.subjects import REPORTABLE, Reportable, ReportableKind
from tests.foundation.findings.house import CONTACT, SUBJECT_KIND, TEXT, House, make_staff, make_unit


@pytest.fixture
def house() -> House:
    cache.clear()
    county = make_unit(None, "county", "government", "县政府")
    civil = make_unit(county, "civil", "department", "民政局")
    water = make_unit(county, "water", "department", "水利局")
    return House(
        county,
        civil,
        water,
        make_staff(civil, "clerk", "finding.view", "finding.answer"),
        make_staff(civil, "reader", "finding.view"),
        make_staff(water, "stranger", "finding.view", "finding.answer"),
        Person.objects.create_user("nobody", "路人"),
    )


@pytest.fixture
def pages(house: House, monkeypatch: pytest.MonkeyPatch) -> dict[UUID, Reportable]:
    """Pages of the civil affairs bureau that are public; taking one out withdraws it."""
    known: dict[UUID, Reportable] = {}
    monkeypatch.setattr(
        REPORTABLE,
        "_entries",
        {**dict(REPORTABLE.items()), SUBJECT_KIND: ReportableKind(known.get, known.keys().__and__)},
    )
    known[uuid4()] = Reportable("城乡低保办事指南", "/error-reports/", house.civil.pk, None)
    return known


@pytest.fixture
def subject(pages: dict[UUID, Reportable]) -> UUID:
    return next(iter(pages))


@pytest.fixture
def send(subject: UUID) -> Callable[..., Finding]:
    def report(**changes: Any) -> Finding:
        target = subjects.subject_target(f"{SUBJECT_KIND}:{subject}")
        return actions.report(target, **{"category": "typo", "text": TEXT, "contact": CONTACT, **changes})

    return report
