"""The readers of findings. `public_answered()` and `visible_to()` are the one truth on visibility."""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from mingtang.foundation.cases.queries import waiting_for
from mingtang.foundation.findings.codes import normalise
from mingtang.foundation.findings.models import SUBJECT, Finding
from mingtang.foundation.findings.process import ANSWER, VIEW
from mingtang.foundation.organisations.queries import Authority


def public_answered() -> QuerySet[Finding]:
    """Answered reports, which everybody may read. Whether their subject may be named is asked row by row."""
    return Finding.objects.filter(answered_at__isnull=False)


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
