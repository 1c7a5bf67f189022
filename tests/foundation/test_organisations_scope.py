"""On any tree, any mergers, any grants: what a scope covers is what its condition finds, and who is told may act."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingtang.foundation import clock
from mingtang.foundation.accounts.models import Person
from mingtang.foundation.cases.actions import Place
from mingtang.foundation.organisations.models import (
    Absence,
    Area,
    Grant,
    Post,
    PostHolding,
    Unit,
    UnitSuccession,
)
from mingtang.foundation.organisations.queries import authority, people_for
from mingtang.openness.records.models import Record
from tests.county import NOON

TODAY = NOON.date()
ACT = "record.view"
UNITS, POSTS, PEOPLE, AREAS = 6, 4, 3, 2

pytestmark = pytest.mark.django_db
BOUNDED = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@dataclass
class World:
    units: list[Unit]
    areas: list[Area]
    people: list[Person]


days = st.integers(-2, 2)
worlds = st.fixed_dictionaries(
    {
        "parents": st.tuples(*(st.integers(-1, n - 1) for n in range(UNITS))),
        "mergers": st.lists(
            st.tuples(st.integers(0, UNITS - 1), st.integers(0, UNITS - 1), days), max_size=3
        ),
        "grants": st.lists(
            st.tuples(st.integers(0, POSTS - 1), st.integers(0, UNITS - 1), st.integers(-1, AREAS - 1)),
            max_size=6,
        ),
        "deputies": st.tuples(*(st.integers(-1, n - 1) for n in range(POSTS))),
        "holdings": st.lists(
            st.tuples(st.integers(0, POSTS - 1), st.integers(0, PEOPLE - 1), days, st.integers(0, 3)),
            max_size=6,
        ),
        "absences": st.lists(st.tuples(st.integers(0, PEOPLE - 1), days, st.integers(0, 2)), max_size=2),
    }
)


@contextmanager
def built(plan: dict[str, Any]) -> Iterator[World]:
    """The world of a plan; gone afterwards, so that examples do not meet."""
    with clock.at(NOON), transaction.atomic():
        try:
            yield build(plan)
        finally:
            transaction.set_rollback(True)


def build(plan: dict[str, Any]) -> World:
    units: list[Unit] = []
    for n, parent in enumerate(plan["parents"]):
        above = units[parent].path if parent >= 0 else ""
        units.append(
            Unit(
                parent=units[parent] if parent >= 0 else None,
                path=f"{above}{n + 1:04d}.",
                slug=f"u{n}",
                kind="department",
                name=f"u{n}",
                short_name=f"u{n}",
                division_code="990121000000",
            )
        )
        units[-1].save()
    areas = [Area.objects.create(code=f"a{n}", name=f"a{n}") for n in range(AREAS)]
    people = [Person.objects.create(username=f"p{n}", name=f"p{n}") for n in range(PEOPLE)]
    # One level of deputies, as the forms allow: the A of a B is never a B itself.
    posts: list[Post] = []
    for n, deputy in enumerate(plan["deputies"]):
        a = posts[deputy] if deputy >= 0 and posts[deputy].deputy_of is None else None
        posts.append(
            Post.objects.create(unit=units[0], code=f"c{n}", title="岗", role="drafter", deputy_of=a)
        )
    done: set[tuple[int, ...]] = set()
    for old, new, day in plan["mergers"]:
        if old != new and (old, new) not in done:
            done.add((old, new))
            UnitSuccession.objects.create(
                predecessor=units[old], successor=units[new], on_day=TODAY + timedelta(days=day)
            )
    for post, unit, area in set(plan["grants"]):
        if posts[post].deputy_of is None:
            Grant.objects.create(
                post=posts[post], action=ACT, unit=units[unit], area=areas[area] if area >= 0 else None
            )
    for post, person, start, length in {(p, q, s): (p, q, s, n) for p, q, s, n in plan["holdings"]}.values():
        first = TODAY + timedelta(days=start)
        PostHolding.objects.create(
            post=posts[post], person=people[person], from_day=first, until_day=first + timedelta(days=length)
        )
    for person, start, length in plan["absences"]:
        first = TODAY + timedelta(days=start)
        Absence.objects.create(
            person=people[person], first_day=first, last_day=first + timedelta(days=length)
        )
    return World(units, areas, people)


def places(world: World) -> list[Place]:
    return [Place(u.pk, a.pk if a else None) for u in world.units for a in (None, *world.areas)]


@BOUNDED
@given(worlds)
def test_the_condition_of_a_scope_finds_what_the_scope_covers(plan: dict[str, Any]) -> None:
    with built(plan) as world:
        Record.objects.bulk_create(
            Record(unit_id=p.unit_id, area_id=p.area_id, created_at=NOON, updated_at=NOON, year=2026)
            for p in places(world)
        )
        for person in world.people:
            who = authority(person)
            scope = who.scope(ACT)
            found = set(Record.objects.filter(scope.q()).values_list("unit_id", "area_id"))
            covered = {(p.unit_id, p.area_id) for p in places(world) if scope.covers(p.unit_id, p.area_id)}
            assert found == covered
            acts = {(p.unit_id, p.area_id) for p in places(world) if who.actor_for(ACT, p)}
            assert acts == covered
            assert bool(scope) == bool(ACT in who.actions)
            touched = scope.unit_ids()
            assert touched is None or {unit for unit, _area in covered} <= touched
            # A filter from the unit's side, as the pages of units use it.
            assert not Record.objects.filter(who.scope("no.such.action").q()).exists()


@BOUNDED
@given(worlds)
def test_those_who_are_told_may_act_and_who_may_act_and_is_there_is_told(plan: dict[str, Any]) -> None:
    with built(plan) as world:
        away = {
            absence.person_id for absence in Absence.objects.filter(first_day__lte=TODAY, last_day__gte=TODAY)
        }
        who = {person.pk: authority(person) for person in world.people}
        for place in places(world):
            told = {person.pk for person in people_for(ACT, place)}
            may = {pk for pk, held in who.items() if held.actor_for(ACT, place)}
            assert told <= may
            assert may - away <= told


@BOUNDED
@given(worlds)
def test_a_deputy_acts_only_where_nobody_who_is_there_holds_the_post(plan: dict[str, Any]) -> None:
    with built(plan) as world:
        away = set(
            Absence.objects.filter(first_day__lte=TODAY, last_day__gte=TODAY).values_list("person", flat=True)
        )
        for person in world.people:
            for actor in authority(person).actors:
                assert actor.post is not None
                assert actor.instead_of == actor.post.deputy_of
                if actor.instead_of:
                    holders = PostHolding.objects.filter(
                        post=actor.instead_of, from_day__lte=TODAY, until_day__gte=TODAY
                    )
                    assert {h.person_id for h in holders} <= away


def test_dates_are_the_countys() -> None:
    with clock.at(NOON):
        assert clock.today() == date(2026, 3, 2)
