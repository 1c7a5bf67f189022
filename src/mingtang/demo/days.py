"""On which days an office of the demo county signs, meets and counts. Good enough for invented texts.

The real calendar with make-up workdays belongs to the kernel; the demo must stay the same when that one learns a new
year, so it keeps its own rough one.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

_SPRING_FESTIVALS = {  # first and last day off, from 2027 on as expected
    2023: (date(2023, 1, 21), date(2023, 1, 27)),
    2024: (date(2024, 2, 10), date(2024, 2, 17)),
    2025: (date(2025, 1, 28), date(2025, 2, 4)),
    2026: (date(2026, 2, 15), date(2026, 2, 23)),
    2027: (date(2027, 2, 5), date(2027, 2, 11)),
    2028: (date(2028, 1, 25), date(2028, 1, 31)),
}


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A time of the county's day."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def is_working(day: date) -> bool:
    """Whether the offices are open: no weekend and no long holiday."""
    if day.weekday() >= 5 or (day.month == 5 and day.day <= 5) or (day.month == 10 and day.day <= 7):
        return False
    first, last = _SPRING_FESTIVALS.get(day.year, (date.max, date.min))
    return (day.month, day.day) != (1, 1) and not first <= day <= last


def working(day: date, step: int = -1) -> date:
    """Return the nearest working day at or before (``step`` -1) or after (1) the day."""
    while not is_working(day):
        day += timedelta(days=step)
    return day
