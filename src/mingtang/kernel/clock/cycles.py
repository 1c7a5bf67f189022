"""What comes round again: the periods of a cycle, and by when each is owed.

A fixed date of the law (每年1月31日前) is kept as it stands, also on a day of rest: whoever is early is safe. So is the
end of a period. Only a span counted from the end of a period moves on as every span does.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mingtang.kernel.clock.days import ONE, Calendar
from mingtang.kernel.clock.model import Span
from mingtang.kernel.clock.reckoning import add_months, due_day

MONTHS = {
    "month": 1,
    "two_months": 2,
    "quarter": 3,
    "half_year": 6,
    "year": 12,
    "school_year": 12,
    "semester": 6,
}
"""Months of each cycle; those below a month are counted in days."""
FIRST_MONTH = {"school_year": 9, "semester": 3}
"""The first month where it is not January: terms of school begin in September and March (an assumption)."""
CYCLES = ("workday", "day", "week", *MONTHS)


@dataclass(frozen=True)
class Period:
    """One round of a cycle, both days included."""

    cycle: str
    first: date
    last: date

    @property
    def key(self) -> str:
        """Its name in storage, such as `quarter:2026-04-01`."""
        return f"{self.cycle}:{self.first.isoformat()}"


def period_of(cycle: str, day: date) -> Period:
    """The round that a day lies in. Raises ValueError for an unknown cycle."""
    if cycle in ("workday", "day"):
        return Period(cycle, day, day)
    if cycle == "week":
        monday = day - timedelta(days=day.weekday())
        return Period(cycle, monday, monday + timedelta(days=6))
    if cycle not in MONTHS:
        raise ValueError(f"no cycle is called {cycle!r}")
    length, offset = MONTHS[cycle], FIRST_MONTH.get(cycle, 1) - 1
    months = day.year * 12 + day.month - 1 - offset
    begun = months - months % length + offset
    first = date(begun // 12, begun % 12 + 1, 1)
    return Period(cycle, first, add_months(first, length) - ONE)


def periods(cycle: str, first: date, last: date, calendar: Calendar) -> Iterator[Period]:
    """The rounds that touch the days from the first to the last, in order; of working days only those worked."""
    period = period_of(cycle, first)
    while period.first <= last:
        if cycle != "workday" or calendar.working(period.first):
            yield period
        period = period_of(cycle, period.last + ONE)


def date_in(period: Period, month: int | None, day: int) -> date:
    """A day in a period: `month` counts from its first month (1), and a day beyond the end of a month is its end.

    Of a year that is the month's own number.
    """
    of_month = add_months(period.first, (month or 1) - 1)
    return of_month.replace(day=min(day, monthrange(of_month.year, of_month.month)[1]))


def owed_by(
    period: Period,
    calendar: Calendar,
    *,
    by_month: int | None = None,
    by_day: int | None = None,
    after_end: Span | None = None,
) -> date:
    """The last day for a period: a date in it, a span after its end, or its end."""
    if by_day:
        return date_in(period, by_month, by_day)
    if after_end:
        return due_day(period.last, after_end, calendar)
    return period.last
