"""What had to be published by when, and whether it was.

Counted are hard duties to publish (a record or registered fact, a period, a standing matter) by the period in which
their last day lies. Reminders are never counted, nor what was voided.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import partial, reduce
from operator import or_

from django.db.models import BooleanField, Case, Count, Q, QuerySet, Value, When

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
    """Six queries."""
    _states(asked, counts)
    counts.read(asked, "made", Duty.objects.filter(PUBLISHING), partial(moments_q, "opened_at"))
    counts.read(asked, "cut_short", Duty.objects.filter(CUT_SHORT), partial(days_q, "done_on"))
    counts.read(
        asked,
        "confirmed",
        Confirmation.objects.all(),
        partial(days_q, "day"),
        area="matter__catalogue__area_id",
    )
    by_month, by_row = _months(asked, rows, months)
    return Timeliness(_delays(asked, rows), by_month, by_row)


def _states(asked: Asked, counts: Counts) -> None:
    buckets = asked.buckets
    over = Case(
        When(due_on__lt=asked.today, then=Value(True)), default=Value(False), output_field=BooleanField()
    )
    ranges = {name: days_q("due_on", period) for name, period in buckets.items()}
    found = Duty.objects.filter(asked.q(), PUBLISHING, reduce(or_, ranges.values())).order_by()
    keyed = found.annotate(over=over).values("unit_id", "area_id", "outcome", "over")
    for row in keyed.annotate(**{name: Count("pk", filter=q) for name, q in ranges.items()}):
        open_state = "overdue" if row["over"] else "running"
        state = STATES.get(row["outcome"], open_state) if row["outcome"] in ("", *STATES) else "other"
        for name in buckets:
            counts.add(name, row["unit_id"], row["area_id"], state, row[name])
            counts.add(name, row["unit_id"], row["area_id"], "due", row[name])
            if state in SHOULD:
                counts.add(name, row["unit_id"], row["area_id"], "should", row[name])


def _months(
    asked: Asked, rows: UnitRows, months: list[Period]
) -> tuple[dict[Period, tuple[int, int]], dict[int, dict[Period, tuple[int, int]]]]:
    window = asked.during(Period("months", months[0].first, months[-1].last))
    numbers = {}
    for n, month in enumerate(months):
        within = days_q("due_on", month)
        numbers[f"o{n}"] = Count("pk", filter=within & state_q("on_time", asked.today))
        numbers[f"s{n}"] = Count("pk", filter=within)
    by_row: dict[int, dict[Period, tuple[int, int]]] = {}
    for row in should(window).order_by().values("unit_id").annotate(**numbers):
        cells = by_row.setdefault(rows.of(row["unit_id"]), dict.fromkeys(months, (0, 0)))
        for n, month in enumerate(months):
            done, all_of = cells[month]
            cells[month] = (done + row[f"o{n}"], all_of + row[f"s{n}"])
    total = {
        month: (
            sum(cells[month][0] for cells in by_row.values()),
            sum(cells[month][1] for cells in by_row.values()),
        )
        for month in months
    }
    return total, by_row


def _delays(asked: Asked, rows: UnitRows) -> Delays:
    found, known, days = Delays(), {}, calendar()
    late = due(asked).filter(state_q("late", asked.today) | state_q("overdue", asked.today))
    keyed = late.order_by().values_list("unit_id", "area_id", "due_on", "done_on")
    for unit_id, area_id, due_on, done_on, number in keyed.annotate(n=Count("pk")):
        until = done_on or asked.today
        if (due_on, until) not in known:
            known[due_on, until] = days.working_between(due_on, until)
        late_by = known[due_on, until]
        found.all[late_by] += number
        found.by_row.setdefault(rows.of(unit_id), Counter())[late_by] += number
        found.by_area.setdefault(area_id, Counter())[late_by] += number
    return found
