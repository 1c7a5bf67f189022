"""The readers of findings. `public_answered()` and `visible_to()` are the one truth on visibility."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from mingtang.foundation import clock
from mingtang.foundation.cases.queries import waiting_for
from mingtang.foundation.findings.codes import normalise
from mingtang.foundation.findings.models import SUBJECT, Finding
from mingtang.foundation.findings.process import ANSWER, DISMISSED, VIEW
from mingtang.foundation.organisations.queries import Authority


def public_answered() -> QuerySet[Finding]:
    """Answered reports, which everybody may read. Whether their subject may be named is asked row by row."""
    return Finding.objects.filter(answered_at__isnull=False)


def newest_answered(limit: int) -> list[Finding]:
    rows = public_answered().select_related("case", "unit").order_by("-answered_at", "-pk")
    return list(rows[:limit])


def standing(days: int = 365) -> dict[str, int]:
    """Reports of the last days: `all`, `open`, `answered`, and of these `in_time`. Dismissed ones do not count."""
    return _counted(days).aggregate(**_counts())


def standing_by_unit(days: int = 365) -> list[dict[str, Any]]:
    """The same per unit (`unit__slug`, `unit__short_name`), the most reported first; `late`: open beyond its day."""
    rows = _counted(days).order_by().values("unit__slug", "unit__short_name").annotate(**_counts())
    return sorted((dict(row) for row in rows), key=lambda row: (-row["all"], row["unit__slug"]))


def _counted(days: int) -> QuerySet[Finding]:
    since = clock.now() - timedelta(days=days)
    return Finding.objects.filter(reported_at__gte=since).exclude(case__outcome=DISMISSED)


def _counts() -> dict[str, Count]:
    # Compared by the day of the answer in the county's time.
    answered = Q(answered_at__isnull=False)
    return {
        "all": Count("pk"),
        "open": Count("pk", filter=~answered),
        "answered": Count("pk", filter=answered),
        "in_time": Count("pk", filter=answered & Q(answered_at__date__lte=F("due_on"))),
        "late": Count("pk", filter=~answered & Q(due_on__lt=clock.today())),
    }


def of_subject(kind: str, subject_id: UUID) -> QuerySet[Finding]:
    """Every report about a subject, newest first; for staff."""
    return Finding.objects.filter(subject_kind=kind, subject_id=subject_id).order_by("-reported_at", "-pk")


def answered_of_subject(kind: str, subject_id: UUID, limit: int = 20) -> list[Finding]:
    """The answered reports about a subject, for `findings/parts/of_subject.html` on its public page."""
    rows = public_answered().filter(subject_kind=kind, subject_id=subject_id).select_related("case", "unit")
    return list(rows.order_by("-answered_at", "-pk")[:limit])


def visible_to(who: Authority) -> QuerySet[Finding]:
    """What a person may see in the desk. Who may answer may also look at what was answered."""
    return Finding.objects.filter(who.scope(VIEW, ANSWER).q())


def by_code(raw: str) -> Finding | None:
    """The report of a quick code, however it was typed."""
    code = normalise(raw)
    if not code:
        return None
    return Finding.objects.filter(quick_code=code).select_related("case", "unit").first()


def waiting_count(who: Authority) -> int:
    """How many reports wait for the person's posts."""
    return waiting_for(who).filter(subject_kind=SUBJECT).order_by().count()


def titles(ids: list[UUID]) -> dict[UUID, str]:
    return dict(Finding.objects.filter(pk__in=ids).values_list("pk", "page_title"))


COLUMNS = {"state": "case__state", "outcome": "case__outcome", "unit": "unit__slug"}


def filtered(rows: QuerySet[Finding], query: Mapping[str, str], without: str = "") -> QuerySet[Finding]:
    """Rows under the filters `state`, `outcome` and `unit` (a slug); empty ones do not filter."""
    wanted = {COLUMNS[name]: query[name] for name in COLUMNS if name != without and query.get(name)}
    return rows.filter(Q(**wanted))


def facet(rows: QuerySet[Finding], query: Mapping[str, str], name: str) -> dict[str, int]:
    """How many rows per value of a filter, under the other filters."""
    counted = (
        filtered(rows, query, without=name).order_by().values_list(COLUMNS[name]).annotate(n=Count("pk"))
    )
    return {value: n for value, n in counted if value}
