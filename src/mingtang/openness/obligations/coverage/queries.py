"""In which state each matter of each unit is today. The same for the desk, which sees the rows of its grants, and for
everybody; what is counted holds no title.

Rows are matters in force that are actively disclosed, with each unit that leads in them. A duty or a record of a unit
below (or of a predecessor) belongs to the unit that claimed; of a unit that stands below none of them, the row is that
unit's own. A matter that nobody leads in on a level its row names is a row without a unit.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Case, Max, Q, QuerySet, Sum, When

from mingtang.foundation import clock
from mingtang.foundation.duties.models import Duty, Outcome
from mingtang.foundation.duties.queries import soon_until
from mingtang.foundation.organisations.queries import Scope
from mingtang.kernel.catalogue.item import LEVELS
from mingtang.kernel.disclosure.coverage import Standing, State
from mingtang.openness.catalogue.checking import LEVEL_OF_KIND, unclaimed_levels
from mingtang.openness.catalogue.models import Claim, Fulfilment
from mingtang.openness.catalogue.queries import in_force, open_claims
from mingtang.openness.obligations.kinds import PERIOD, STANDING, THING
from mingtang.openness.obligations.owing.rows import Units

OWED = (THING, PERIOD, STANDING)
"""Kinds whose day counts. That something stays posted is no disclosure of its own."""
DISCHARGED = (Outcome.ON_TIME, Outcome.LATE, Outcome.DONE)


@dataclass(slots=True)
class Row:
    """One matter with one unit (`unit_id` empty: nobody claimed it) on a level: county, township, village or none.

    `overdue` and `soon` are numbers of open duties.
    """

    matter_id: UUID
    area_id: int
    unit_id: int | None
    level: str
    state: State
    overdue: int = 0
    soon: int = 0


@dataclass
class Claims:
    """Who leads in which matter; which of them a unit's duties and records belong to."""

    units: Units
    levels: dict[int, str]
    held: dict[UUID, list[int]] = field(default_factory=dict)
    _known: dict[tuple[UUID, int], int] = field(default_factory=dict)

    def holder(self, matter_id: UUID, unit_id: int) -> int:
        """The claiming unit that a unit is or lies below, the nearest; the unit itself where there is none."""
        key = (matter_id, unit_id)
        if key not in self._known:
            path, stands = self.units.path(unit_id), self.units.path
            over = [pk for pk in self.held.get(matter_id, ()) if path.startswith(stands(pk))]
            # Of an ended unit and its successor that both claimed it, the one that is there.
            alive = self.units.paths
            self._known[key] = max(
                over, key=lambda pk: (len(stands(pk)), stands(pk) == alive[pk]), default=unit_id
            )
        return self._known[key]


def claims(area_id: int | None = None) -> Claims:
    """The units that lead, for all areas or one."""
    units = Units()
    found = Claims(units, {pk: LEVEL_OF_KIND[kind] for pk, kind in units.kinds.items()})
    leads = open_claims().filter(role=Claim.Role.LEAD)
    if area_id is not None:
        leads = leads.filter(matter__catalogue__area_id=area_id)
    for matter, unit in leads.order_by().values_list("matter_id", "unit_id"):
        found.held.setdefault(matter, []).append(unit)
    return found


def rows(scope: Scope | None = None, *, area_id: int | None = None, led: Claims | None = None) -> list[Row]:
    """The states of today: of all areas or one; of the units of a scope, or (none given) all that everybody may see.

    Unclaimed matters are in a scope that covers the unit whose catalogue it is. Seven queries, whatever their number.
    """
    led = led or claims(area_id)
    entries = in_force().filter(active=True)
    if area_id is not None:
        entries = entries.filter(version__catalogue__area_id=area_id)
    fields = ("matter_id", "version__catalogue__area_id", "version__catalogue__unit_id", *LEVELS)
    matters = {row[0]: row[1:] for row in entries.order_by().values_list(*fields)}
    standings = _standings(matters.keys(), led, area_id)
    found = [
        Row(matter, matters[matter][0], unit, led.levels[unit], one.state, one.overdue, one.soon)
        for (matter, unit), one in standings.items()
        if scope is None or scope.covers(unit, matters[matter][0])
    ]
    for matter, (area, owner, *named) in matters.items():
        if scope is None or scope.covers(owner, area):
            there = {led.levels[pk] for pk in led.held.get(matter, ())}
            asked = {level for level, on in zip(LEVELS, named, strict=True) if on}
            found += [
                Row(matter, area, None, level, State.UNCLAIMED) for level in unclaimed_levels(asked, there)
            ]
    return found


def _standings(matters: Iterable[UUID], led: Claims, area_id: int | None) -> dict[tuple[UUID, int], Standing]:
    """One for each matter and leading unit, and for each other unit that owes something on a matter."""
    known = set(matters)
    found = {(matter, unit): Standing() for matter in known for unit in led.held.get(matter, ())}

    def of(matter: UUID, unit: int) -> Standing | None:
        if matter not in led.held or matter not in known:
            return None
        return found.setdefault((matter, led.holder(matter, unit)), Standing())

    duties = Duty.objects.filter(kind__in=OWED)
    if area_id is not None:
        duties = duties.filter(area_id=area_id)
    for matter, unit, overdue, soon, emptied in _open(duties):
        if one := of(matter, unit):
            one.overdue += overdue
            one.soon += soon
            one.emptied |= bool(emptied)
    for matter, unit, discharged, closed, declared in _closed(duties):
        if one := of(matter, unit):
            one.discharged |= bool(discharged)
            one.closed_period = _later(one.closed_period, closed)
            one.declared_period = _later(one.declared_period, declared)
    for matter, unit in _public(area_id):
        if matter in led.held and (own := found.get((matter, led.holder(matter, unit)))):
            own.public = True
    return found


def _later(one: date | None, other: date | None) -> date | None:
    return max(one, other) if one and other else one or other


def _open(duties: QuerySet[Duty]) -> Iterator[tuple[UUID, int, int, int, int]]:
    """Matter and unit of open binding duties, with how many are overdue, how many due soon, and whether one waits for
    anything to be kept public.
    """
    today = clock.today()
    due = Q(due_on__lte=soon_until(today))
    first = Q(kind=STANDING, period_first=None)
    grouped = duties.filter(due | first, closed_at=None, soft=False).order_by()
    yield from grouped.values_list("subject_id", "unit_id").annotate(
        overdue=_number(Q(due_on__lt=today)), soon=_number(due & Q(due_on__gte=today)), emptied=_number(first)
    )


def _closed(duties: QuerySet[Duty]) -> Iterator[tuple[UUID, int, int, date | None, date | None]]:
    """Matter and unit of duties that ended, with how many were discharged, and the ends of the newest period that was
    closed and of the newest that was closed by a declaration.
    """
    ended = duties.exclude(outcome__in=("", Outcome.VOID)).order_by()
    period = Q(kind=PERIOD)
    yield from ended.values_list("subject_id", "unit_id").annotate(
        discharged=_number(Q(outcome__in=DISCHARGED)),
        closed=Max("period_last", filter=period),
        declared=Max("period_last", filter=period & Q(outcome=Outcome.DECLARED)),
    )


def _number(condition: Q) -> Sum:
    """How many meet a condition. A filtered Count takes three times as long on SQLite."""
    return Sum(Case(When(condition, then=1), default=0))


def _public(area_id: int | None) -> Iterator[tuple[UUID, int]]:
    """Matters and the units of public records that fulfil them."""
    shown = Q(record__display_until=None) | Q(record__display_until__gte=clock.today())
    links = Fulfilment.objects.filter(shown, ended_at=None, record__is_public=True)
    if area_id is not None:
        links = links.filter(matter__catalogue__area_id=area_id)
    yield from links.order_by().values_list("matter_id", "record__unit_id").distinct()
