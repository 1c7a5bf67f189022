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
LAST_DAY = 31
"""Of whatever month: a day beyond its end is its end."""
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
    """A day in a period. A day beyond the end of a month (or week) is its end.

    Of years and terms of school `month` is its own number; of quarters and half years it counts from the first, 1. In a
    week day 1 is Monday. Raises ValueError for a month that the period does not have.
    """
    if period.cycle not in MONTHS:
        return min(period.first + timedelta(days=day - 1), period.last)
    own_number = period.cycle in ("year", *FIRST_MONTH)
    ahead = (month - (period.first.month if own_number else 1)) % 12 if month else 0
    if ahead >= MONTHS[period.cycle]:
        raise ValueError(f"{period.key} has no month {month}")
    of_month = add_months(period.first, ahead)
    return of_month.replace(day=min(day, monthrange(of_month.year, of_month.month)[1]))


def owed_by(
    period: Period,
    calendar: Calendar,
    *,
    by_month: int | None = None,
    by_day: int | None = None,
    after_end: Span | None = None,
) -> date:
    """The last day for a period: a date in it (without a day, the end of its month), a span after its end, or its end.

    Raises ValueError for a month that the period does not have.
    """
    if by_day or by_month:
        return date_in(period, by_month, by_day or LAST_DAY)
    if after_end:
        return due_day(period.last, after_end, calendar)
    return period.last
