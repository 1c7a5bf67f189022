"""The readers of findings. `public_answered()`, `visible_to()` (error reports) and `problems_visible_to()` are the one
truth on visibility.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from mingtang.foundation import clock
from mingtang.foundation.accounts.models import Person
from mingtang.foundation.cases.models import Case
from mingtang.foundation.cases.queries import waiting_for
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.findings.codes import normalise
from mingtang.foundation.findings.models import EVIDENCE, Finding, HandIn
from mingtang.foundation.findings.process import (
    ACCEPT,
    ANSWER,
    CURE,
    DISMISSED,
    ERROR_REPORT,
    OWNER_STATES,
    RAISE,
    RECTIFICATION,
    VIEW,
)
from mingtang.foundation.findings.sources import FINDING_SOURCES
from mingtang.foundation.organisations.queries import Authority, authority


def public_answered() -> QuerySet[Finding]:
    """Answered reports, which everybody may read. Whether their subject may be named is asked row by row."""
    return _reports().filter(answered_at__isnull=False)


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
    return _reports().filter(reported_at__gte=since).exclude(case__outcome=DISMISSED)


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
    return _reports().filter(subject_kind=kind, subject_id=subject_id).order_by("-reported_at", "-pk")


def answered_of_subject(kind: str, subject_id: UUID, limit: int = 20) -> list[Finding]:
    """The answered reports about a subject, for `findings/parts/of_subject.html` on its public page."""
    rows = public_answered().filter(subject_kind=kind, subject_id=subject_id).select_related("case", "unit")
    return list(rows.order_by("-answered_at", "-pk")[:limit])


def visible_to(who: Authority) -> QuerySet[Finding]:
    """The reports a person may see in the desk. Who may answer may also look at what was answered."""
    return _reports().filter(who.scope(VIEW, ANSWER).q())


def problems_visible_to(who: Authority) -> QuerySet[Finding]:
    """The problems a person may see: those who register and accept see all of their scope, others what was assigned."""
    rows = Finding.objects.filter(kind=Finding.Kind.RECTIFICATION)
    over = who.scope(RAISE, ACCEPT)
    if over.everything:
        return rows
    return rows.filter(over.q() | (Q(assigned_at__isnull=False) & who.scope(VIEW, CURE).q()))


def sees_contact(who: Authority, problem: Finding) -> bool:
    """Whether a person may read how to reach the one who complained: never the unit that has to cure it."""
    return any(who.actor_for(action, problem) for action in (RAISE, ACCEPT))


def evidence_visible_to(stored: StoredFile, person: Person) -> bool:
    """Whether a person may read a file that was handed in: like the problem it belongs to."""
    found = HandIn.objects.filter(pk=stored.owner_id).values("finding")
    return problems_visible_to(authority(person)).filter(pk__in=found).exists()


def evidence_of(problem: Finding) -> list[tuple[HandIn, list[StoredFile]]]:
    """What was handed in, in order, with its files."""
    found = list(problem.hand_ins.select_related("handed_in_by"))
    files = StoredFile.objects.filter(owner_kind=EVIDENCE, owner_id__in=[one.pk for one in found])
    by_owner: dict[UUID, list[StoredFile]] = {}
    for stored in files.order_by("uploaded_at", "pk"):
        by_owner.setdefault(stored.owner_id, []).append(stored)
    return [(one, by_owner.get(one.pk, [])) for one in found]


def open_problem(unit_id: int, key: str) -> Finding | None:
    """The problem of a unit that is still open under a key of its source."""
    rows = Finding.objects.filter(unit_id=unit_id, key=key, case__closed_at=None)
    return rows.select_related("case", "unit").first()


def open_number(unit_id: int, source: str) -> int:
    """How many problems of a source a unit has not cured yet."""
    return Finding.objects.filter(unit_id=unit_id, source=source, case__closed_at=None).count()


def open_under(who: Authority, keys: Iterable[str]) -> dict[str, list[Finding]]:
    """The open problems under keys that a person may see, in the order of units."""
    rows = problems_visible_to(who).filter(key__in=list(keys), case__closed_at=None)
    found: dict[str, list[Finding]] = {}
    for problem in rows.select_related("case", "unit").order_by("unit__path"):
        found.setdefault(problem.key, []).append(problem)
    return found


def springs_of(finding: Finding) -> QuerySet[Finding]:
    """The problems that were made of an error report, or of one that showed again."""
    return Finding.objects.filter(case__springs_from=finding.case_id).order_by("reported_at", "pk")


def sprung_from(finding: Finding) -> Finding | None:
    """The report or the closed problem that a problem was made of."""
    origin = finding.case.springs_from_id
    return Finding.objects.filter(case=origin).select_related("case").first() if origin else None


def problems_of_subject(who: Authority, kind: str, subject_id: UUID) -> QuerySet[Finding]:
    """The problems about a subject that a person may see, newest first."""
    rows = problems_visible_to(who).filter(subject_kind=kind, subject_id=subject_id)
    return rows.select_related("case", "unit").order_by("-reported_at", "-pk")


def by_code(raw: str) -> Finding | None:
    """The report of a quick code, however it was typed; or the problem, where who told of it may follow it."""
    code = normalise(raw)
    if not code:
        return None
    followed = [source.code for source in FINDING_SOURCES if source.followed]
    rows = Finding.objects.filter(Q(kind=Finding.Kind.ERROR_REPORT) | Q(source__in=followed))
    return rows.filter(quick_code=code).select_related("case", "unit").first()


def _reports() -> QuerySet[Finding]:
    return Finding.objects.filter(kind=Finding.Kind.ERROR_REPORT)


def waiting(who: Authority) -> QuerySet[Case]:
    """The cases of reports that wait for the person's posts."""
    return waiting_for(who, ERROR_REPORT.id)


def problems_waiting(who: Authority) -> QuerySet[Case]:
    """The cases of problems that wait for the person's posts."""
    return waiting_for(who, RECTIFICATION.id)


def named(ids: list[UUID]) -> dict[UUID, tuple[str, str]]:
    """Kind and title of findings."""
    rows = Finding.objects.filter(pk__in=ids).values_list("pk", "kind", "page_title")
    return {pk: (kind, title) for pk, kind, title in rows}


COLUMNS = {"state": "case__state", "outcome": "case__outcome", "unit": "unit__slug", "source": "source"}
OVERDUE = "overdue"


def overdue_q() -> Q:
    """Problems that their unit should have cured by now. What is handed in waits for others."""
    return Q(case__closed_at=None, case__state__in=OWNER_STATES, due_on__lt=clock.today())


def filtered(rows: QuerySet[Finding], query: Mapping[str, str], without: str = "") -> QuerySet[Finding]:
    """Rows under the filters `state`, `outcome`, `unit` (a slug), `source`, `overdue`; empty ones do not filter."""
    wanted = {COLUMNS[name]: query[name] for name in COLUMNS if name != without and query.get(name)}
    rows = rows.filter(Q(**wanted))
    return rows.filter(overdue_q()) if query.get(OVERDUE) and without != OVERDUE else rows


def facet(rows: QuerySet[Finding], query: Mapping[str, str], name: str) -> dict[str, int]:
    """How many rows per value of a filter, under the other filters."""
    others = filtered(rows, query, without=name).order_by()
    if name == OVERDUE:
        return {"1": others.filter(overdue_q()).count()}
    counted = others.values_list(COLUMNS[name]).annotate(n=Count("pk"))
    return {value: n for value, n in counted if value}


SORTS = {
    "due": (F("case__closed_at").desc(nulls_first=True), "due_on", "pk"),
    "new": ("-reported_at", "-pk"),
    "unit": ("unit__path", F("case__closed_at").desc(nulls_first=True), "due_on", "pk"),
}


def in_order(rows: QuerySet[Finding], sort: str) -> QuerySet[Finding]:
    """By `due` (open ones by their day, then the closed, newest first), `new` or `unit`; anything else is `due`."""
    return rows.order_by(*SORTS.get(sort, SORTS["due"])).select_related("case", "unit")
