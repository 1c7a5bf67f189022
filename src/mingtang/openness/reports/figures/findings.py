"""Error reports of citizens and their answers; problems that units had to cure."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, F, Q, QuerySet
from django.utils.timezone import localtime

from mingtang.foundation.findings.models import Finding
from mingtang.foundation.findings.process import DISMISSED
from mingtang.foundation.findings.queries import overdue_q
from mingtang.foundation.workdays.queries import calendar
from mingtang.openness.reports.asked import Asked
from mingtang.openness.reports.figures.counts import Counts
from mingtang.openness.reports.periods import moments_q

NO_PROBLEM = "no_problem"
REPORT, PROBLEM = Finding.Kind.ERROR_REPORT, Finding.Kind.RECTIFICATION


def reported(asked: Asked) -> QuerySet[Finding]:
    """Error reports made in the period; those that were dismissed do not count."""
    rows = Finding.objects.filter(asked.q(), moments_q("reported_at", asked.period), kind=REPORT)
    return rows.exclude(case__outcome=DISMISSED)


def answered_in_time(asked: Asked) -> QuerySet[Finding]:
    return reported(asked).filter(answered_at__isnull=False, answered_at__date__lte=F("due_on"))


def answered(asked: Asked) -> QuerySet[Finding]:
    return reported(asked).filter(answered_at__isnull=False)


def late(asked: Asked) -> QuerySet[Finding]:
    """Answered after the day promised, or not answered although it is over."""
    open_beyond = Q(answered_at=None, due_on__lt=asked.today)
    return reported(asked).filter(Q(answered_at__date__gt=F("due_on")) | open_beyond)


def problems(asked: Asked) -> QuerySet[Finding]:
    """Registered in the period and handed to their unit: before that it does not know of them. What turned out to be no
    problem does not count.
    """
    handed = Finding.objects.filter(kind=PROBLEM, assigned_at__isnull=False)
    rows = handed.filter(asked.q(), moments_q("reported_at", asked.period))
    return rows.exclude(case__outcome=NO_PROBLEM)


def cured(asked: Asked) -> QuerySet[Finding]:
    """Of the problems registered in the period, those that are closed by now."""
    return problems(asked).filter(case__closed_at__isnull=False)


def uncured(asked: Asked) -> QuerySet[Finding]:
    """Of the problems registered in the period, those whose unit is beyond its day now."""
    return problems(asked).filter(overdue_q())


@dataclass
class Answers:
    """Working days from the report to the answer: how many reports took how many."""

    days: Counter[int] = field(default_factory=Counter)


LISTS = {
    "reported": reported,
    "answered": answered,
    "answered_in_time": answered_in_time,
    "report_late": late,
    "problems": problems,
    "cured": cured,
    "uncured": uncured,
}


def read(asked: Asked, counts: Counts) -> Answers:
    """One query over the findings of all periods compared."""
    found, days = Answers(), calendar()
    wanted = Q()
    for period in asked.buckets.values():
        wanted |= moments_q("reported_at", period)
    rows = (
        Finding.objects.filter(asked.q(), wanted)
        .exclude(case__outcome__in=(DISMISSED, NO_PROBLEM))
        .exclude(kind=PROBLEM, assigned_at=None)
        .order_by()
    )
    flags = rows.annotate(
        over=Count("pk", filter=overdue_q()), closed=Count("pk", filter=Q(case__closed_at__isnull=False))
    )
    for row in flags.values_list(
        "kind", "unit_id", "area_id", "reported_at", "answered_at", "due_on", "over", "closed"
    ):
        kind, unit_id, area_id, reported_at, answered_at, due_on, over, closed = row
        day = localtime(reported_at).date()
        bucket = next(name for name, p in asked.buckets.items() if p.first <= day <= p.last)
        if kind == PROBLEM:
            names = ["problems", *(["cured"] if closed else []), *(["uncured"] if over else [])]
        elif answered_at is None:
            names = ["reported", *(["report_late"] if due_on < asked.today else [])]
        else:
            answered_on = localtime(answered_at).date()
            in_time = answered_on <= due_on
            names = ["reported", "answered", "answered_in_time" if in_time else "report_late"]
            if bucket == "this":
                found.days[days.working_between(day, answered_on)] += 1
        for name in names:
            counts.add(bucket, unit_id, area_id, name, 1)
    return found
