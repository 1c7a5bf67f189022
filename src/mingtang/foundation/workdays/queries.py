"""The readers of the working calendar. Whoever reckons dates asks for `calendar()` once and goes on with it."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from mingtang.foundation.workdays import library
from mingtang.foundation.workdays.models import HolidayNotice, HolidayRow
from mingtang.kernel.clock.arrangements import Taken
from mingtang.kernel.clock.days import Calendar, SpecialDay
from mingtang.kernel.clock.model import Span, TimeUnit
from mingtang.kernel.clock.reckoning import due_day


def calendar(as_of: datetime | None = None) -> Calendar:
    """The working calendar as it is, or as it was known at a moment. One small query; the days are kept per process.

    A notice never changes, so which notices were in force says everything.
    """
    found = HolidayNotice.objects.order_by("pk")
    found = (
        found.filter(ended_at=None)
        if as_of is None
        else found.filter(Q(ended_at=None) | Q(ended_at__gt=as_of), adopted_at__lte=as_of)
    )
    return _calendar_of(tuple(found.values_list("pk", flat=True)))


def workdays_after(day: date, n: int) -> date:
    """The last of `n` working days after a day."""
    return due_day(day, Span(n, TimeUnit.WORKDAY), calendar())


def calendar_without(notice: HolidayNotice | None) -> Calendar:
    """The calendar as it would be without a notice."""
    if notice is None:
        return calendar()
    found = HolidayNotice.objects.filter(ended_at=None).exclude(pk=notice.pk).order_by("pk")
    return _calendar_of(tuple(found.values_list("pk", flat=True)))


@lru_cache(maxsize=32)
def _calendar_of(notices: tuple[UUID, ...]) -> Calendar:
    rows = HolidayRow.objects.filter(notice__in=notices).select_related("notice").order_by("day")
    later = [SpecialDay(row.day, row.working, row.name, str(row.notice)) for row in rows]
    years = HolidayNotice.objects.filter(pk__in=notices, announces_year=True).values_list("year", flat=True)
    return Calendar.of([*library.days(), *later], library.YEARS.union(years))


def notices() -> QuerySet[HolidayNotice]:
    """All notices, the newest year first, with the number of their `days`."""
    return HolidayNotice.objects.annotate(days=Count("rows")).select_related("adopted_by", "ended_by")


def taken(without: HolidayNotice | None = None) -> dict[date, Taken]:
    """The days that notices in force have set, without those of one that is to be replaced."""
    rows = HolidayRow.objects.filter(ended_at=None).select_related("notice")
    if without is not None:
        rows = rows.exclude(notice=without)
    return {row.day: Taken(row.working, str(row.notice)) for row in rows}


def notices_of(year: int) -> Sequence[HolidayNotice]:
    """The notices in force that set a day of a year or announce it."""
    in_force = HolidayNotice.objects.filter(ended_at=None)
    return list(in_force.filter(Q(year=year) | Q(rows__day__year=year)).distinct().order_by("adopted_at"))
