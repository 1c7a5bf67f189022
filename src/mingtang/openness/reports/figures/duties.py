"""What had to be published by when, and whether it was.

Counted are hard duties to publish (a record or registered fact, a period, a standing matter) by the period in which
their last day lies. Reminders are never counted, nor what was voided.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial, reduce
from operator import or_

from django.db.models import Case, Count, DateField, Q, QuerySet, When

from mingtang.foundation.duties.models import Duty, Outcome
from mingtang.foundation.workdays.queries import calendar
from mingtang.kernel.clock.cycles import Period
from mingtang.openness.obligations.kinds import DISPLAY, PERIOD, STANDING, THING
from mingtang.openness.obligations.models import Confirmation
from mingtang.openness.reports.asked import Asked
from mingtang.openness.reports.figures.counts import Counts, UnitRows
from mingtang.openness.reports.periods import days_q, moments_q

PUBLISHING = Q(kind__in=(THING, PERIOD, STANDING), soft=False) & ~Q(outcome=Outcome.VOID)
CUT_SHORT = Q(kind=DISPLAY, outcome=Outcome.CUT_SHORT)
STATES: dict[str, str] = {
    Outcome.ON_TIME: "on_time",
    Outcome.LATE: "late",
    Outcome.DECLARED: "declared",
    Outcome.WAIVED: "waived",
}
SHOULD = ("on_time", "late", "overdue")
"""What makes up the denominator of the rate: there was something to publish, and its last day is over or it is done."""


def due(asked: Asked) -> QuerySet[Duty]:
    return Duty.objects.filter(asked.q(), PUBLISHING, days_q("due_on", asked.period))


def state_q(state: str, today: date) -> Q:
    """The condition for one state of a duty that falls due in the period."""
    if state == "overdue":
        return Q(closed_at=None, due_on__lt=today)
    if state == "running":
        return Q(closed_at=None, due_on__gte=today)
    return Q(outcome=next(outcome for outcome, name in STATES.items() if name == state))


def should(asked: Asked) -> QuerySet[Duty]:
    return due(asked).filter(reduce(or_, (state_q(state, asked.today) for state in SHOULD)))


def in_state(asked: Asked, state: str) -> QuerySet[Duty]:
    return due(asked).filter(state_q(state, asked.today))


def made(asked: Asked) -> QuerySet[Duty]:
    """Arose in the period, whenever they fall due."""
    return Duty.objects.filter(asked.q(), PUBLISHING, moments_q("opened_at", asked.period))


def cut_short(asked: Asked) -> QuerySet[Duty]:
    """Displays that were taken down in the period before their last day."""
    return Duty.objects.filter(asked.q(), CUT_SHORT, days_q("done_on", asked.period))


def confirmed(asked: Asked) -> QuerySet[Confirmation]:
    return Confirmation.objects.filter(asked.q(), days_q("day", asked.period))


@dataclass
class Delays:
    """Working days late, by row: of what was published late, from its last day to that day; of what is still owed,
    to today. Each counter tells how many duties have how many days.
    """

    all: Counter[int] = field(default_factory=Counter)
    by_row: dict[int, Counter[int]] = field(default_factory=dict)
    by_area: dict[int | None, Counter[int]] = field(default_factory=dict)

    def add(self, row: int, area_id: int | None, days: int, number: int) -> None:
        self.all[days] += number
        self.by_row.setdefault(row, Counter())[days] += number
        self.by_area.setdefault(area_id, Counter())[days] += number


def mean(days: Counter[int] | None) -> float | None:
    return sum(n * times for n, times in days.items()) / days.total() if days else None


def worst(days: Counter[int] | None) -> int | None:
    return max(days) if days else None


@dataclass
class Timeliness:
    """`months` and `by_row` are (on time, should) by month, of all and of each row."""

    delays: Delays
    months: dict[Period, tuple[int, int]]
    by_row: dict[int, dict[Period, tuple[int, int]]]


def read(asked: Asked, counts: Counts, rows: UnitRows, months: list[Period]) -> Timeliness:
    """Four queries, of which the first looks at what fell due in all these periods once."""
    found = Timeliness(Delays(), dict.fromkeys(months, (0, 0)), {})
    _fell_due(asked, counts, rows, found)
    counts.read(asked, "made", Duty.objects.filter(PUBLISHING), partial(moments_q, "opened_at"))
    counts.read(asked, "cut_short", Duty.objects.filter(CUT_SHORT), partial(days_q, "done_on"))
    counts.read(
        asked,
        "confirmed",
        Confirmation.objects.all(),
        partial(days_q, "day"),
        area="matter__catalogue__area_id",
    )
    return found


def _fell_due(asked: Asked, counts: Counts, rows: UnitRows, found: Timeliness) -> None:
    buckets, months, days = (
        asked.buckets,
        {month.first: month for month in found.months},
        lru_cache(maxsize=None)(calendar().working_between),
    )
    first = min(*(period.first for period in buckets.values()), *months)
    window = Period("days", first, asked.period.last)
    late_on = Case(When(outcome=Outcome.LATE, then="done_on"), output_field=DateField())
    keyed = Duty.objects.filter(asked.q(), PUBLISHING, days_q("due_on", window)).order_by()
    counted = keyed.annotate(late_on=late_on).values_list(
        "unit_id", "area_id", "outcome", "due_on", "late_on"
    )
    cells: Counter[tuple[str, int, int | None, str]] = Counter()
    of_day: dict[date, list[str]] = {}
    for unit_id, area_id, outcome, due_on, late_on, number in counted.annotate(n=Count("pk")):
        state = STATES.get(outcome, "other") if outcome else "overdue" if due_on < asked.today else "running"
        if due_on not in of_day:
            of_day[due_on] = [name for name, p in buckets.items() if p.first <= due_on <= p.last]
        for bucket in of_day[due_on]:
            cells[bucket, unit_id, area_id, state] += number
        if state not in SHOULD:
            continue
        row = rows.of(unit_id)
        if month := months.get(due_on.replace(day=1)):
            of_row = found.by_row.setdefault(row, dict.fromkeys(found.months, (0, 0)))
            for table in (found.months, of_row):
                done, all_of = table[month]
                table[month] = (done + number * (state == "on_time"), all_of + number)
        if state != "on_time" and asked.period.first <= due_on:
            found.delays.add(row, area_id, days(due_on, late_on or asked.today), number)
    for (bucket, unit_id, area_id, state), number in cells.items():
        for name in ("due", state, *(["should"] if state in SHOULD else [])):
            counts.add(bucket, unit_id, area_id, name, number)
