"""Loads units, people, posts, grants and absences of the demo county."""

from datetime import date, timedelta

from django.contrib.auth.hashers import make_password

from mingtang.demo.county import CHANGES, FORMER_UNITS, LEADERS, ROOT, UNITS, UnitSpec
from mingtang.demo.people import LEAD_GROUP, PEOPLE, POSTS, absences
from mingtang.foundation.accounts.models import Person
from mingtang.foundation.organisations import actions
from mingtang.foundation.organisations.models import (
    Area,
    Leader,
    LeadGroupMember,
    Post,
    Unit,
    UnitName,
)
from mingtang.foundation.organisations.queries import SYSTEM
from mingtang.kernel.classification.areas import PILOT_AREAS, SOURCE
from mingtang.workbench.grants import USUAL_GRANTS

WITH_OFFICERS = {"government", "department", "township", "street", "park"}
COUNTY_WIDE = {"supervisor", "openness_office", "admin"}


def load_county(today: date, password: str) -> None:
    """Everything about who there is, as it stands on `today`."""
    Area.objects.bulk_create(
        Area(code=area.code, name=area.label, position=n, source=SOURCE)
        for n, area in enumerate(PILOT_AREAS, start=1)
    )
    units = _units()
    _changes(units)
    Leader.objects.bulk_create(
        Leader(
            unit=units[row.unit],
            name=row.name,
            title=row.title,
            functions=row.functions,
            term_from=row.term_from,
            term_until=row.term_to,
            position=row.order,
        )
        for row in LEADERS
    )
    LeadGroupMember.objects.bulk_create(
        LeadGroupMember(unit=units[ROOT], name=m.name, title=m.title, function=m.role, position=m.order)
        for m in LEAD_GROUP
    )
    people = _people(password)
    _posts(units, people, today)
    for away in absences(today):
        actions.register_absence(
            SYSTEM, people[away.username], first_day=away.start, last_day=away.end, reason=away.reason
        )


def _units() -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for row in (*UNITS, *FORMER_UNITS):
        units[row.slug] = actions.create_unit(
            SYSTEM,
            parent=units[row.parent] if row.parent else None,
            slug=row.slug,
            kind=row.kind,
            name=row.name,
            short_name=row.short_name,
            division_code=row.division_code,
            org_code=row.org_code,
            credit_code=row.credit_code,
            doc_mark=row.doc_mark,
            functions="\n".join(row.functions),
            address=row.address,
            phone=row.phone,
            fax=row.fax,
            postcode=row.postcode,
            email=row.email,
            office_hours=row.office_hours,
            position=row.order,
            minimum_officers=_minimum(row),
        )
    return units


def _minimum(row: UnitSpec) -> int:
    return 1 if row.kind in WITH_OFFICERS and row.ended_on is None and row.slug != "zhengfu-bangongshi" else 0


def _changes(units: dict[str, Unit]) -> None:
    """Units bear today's names; the names of the past go into their history, the merged unit gets its successor."""
    for change in CHANGES:
        unit = units[change.unit]
        if change.kind == "merge" and change.into:
            actions.merge_unit(SYSTEM, unit, units[change.into], on_day=change.on, basis=change.note[:200])
            continue
        unit.names.update(from_day=change.on, basis=change.note[:200])
        UnitName.objects.create(
            unit=unit,
            name=change.old_name,
            short_name=change.old_short_name,
            slug=f"{unit.slug}-{change.on.year - 1}",
            until_day=change.on - timedelta(days=1),
        )


def _people(password: str) -> dict[str, Person]:
    hashed = make_password(password)
    Person.objects.bulk_create(
        Person(
            username=row.username, name=row.name, email=f"{row.username}@mingtang.example", password=hashed
        )
        for row in PEOPLE
    )
    return {person.username: person for person in Person.objects.all()}


def _posts(units: dict[str, Unit], people: dict[str, Person], today: date) -> None:
    posts: dict[str, Post] = {}
    for row in POSTS:
        unit = units[row.unit]
        post = actions.create_post(
            SYSTEM,
            unit,
            code=row.code.replace(".", "--"),
            title=row.title,
            role=row.role,
            deputy_of=posts[row.deputy_of] if row.deputy_of else None,
            full_time_officer=row.full_time_officer,
        )
        posts[row.code] = post
        actions.appoint(SYSTEM, post, people[row.holder], from_day=today - timedelta(days=3 * 365))
        if row.deputy_of is None:
            scope = units[ROOT] if row.role in COUNTY_WIDE else unit
            for action in USUAL_GRANTS[row.role]:
                actions.grant(SYSTEM, post, action, scope)
