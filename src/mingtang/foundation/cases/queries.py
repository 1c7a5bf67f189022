"""Readers of cases: what waits for whom."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from mingtang.foundation.cases.actions import Place
from mingtang.foundation.cases.models import Case, Countersign
from mingtang.foundation.cases.registry import PROCESSES, SUBJECT_KINDS, Subject
from mingtang.foundation.organisations.queries import Authority, root_unit


def waiting_q(authority: Authority, only: str = "") -> Q:
    """The open cases, of all processes or only one, whose next step is granted to one of the person's posts."""
    condition = Q(pk__in=[])
    by_action: dict[str, list[tuple[str, int, str]]] = {}
    for process in PROCESSES:
        if only and process.id != only:
            continue
        for state in process.states:
            if state.waits_for and state.waits_for in authority.actions:
                by_action.setdefault(state.waits_for, []).append((process.id, process.version, state.id))
    for action, places in by_action.items():
        states = Q(pk__in=[])
        for process_id, version, state_id in places:
            states |= Q(process_id=process_id, process_version=version, state=state_id)
        condition |= states & authority.scope(action).q()
    return condition & Q(closed_at=None)


def waiting_for(authority: Authority, only: str = "") -> QuerySet[Case]:
    """The cases the person's posts have to act on, of all processes or only one, longest waiting first."""
    rows = Case.objects.filter(waiting_q(authority, only))
    return rows.select_related("unit", "area").order_by("state_since")


def countersigns_waiting_for(authority: Authority) -> QuerySet[Countersign]:
    return (
        Countersign.objects.filter(post_id__in=authority.acting_post_ids, answer="", case__closed_at=None)
        .select_related("case__unit", "post__unit")
        .order_by("asked_at", "pk")
    )


def subjects_open_to(authority: Authority, kind: str) -> dict[UUID, Place]:
    """Subjects visible for the time of an open step or counter-sign of the person's posts, with where they lie."""
    asked = Countersign.objects.filter(post_id__in=authority.acting_post_ids, answer="")
    cases = Case.objects.filter(
        waiting_q(authority) | Q(pk__in=asked.values("case")), subject_kind=kind, closed_at=None
    )
    return {
        subject: Place(unit, area)
        for subject, unit, area in cases.values_list("subject_id", "unit_id", "area_id")
    }


def open_cases_of(kind: str, subject_id: UUID) -> QuerySet[Case]:
    return Case.objects.filter(subject_kind=kind, subject_id=subject_id, closed_at=None).order_by(
        "opened_at", "pk"
    )


@dataclass(frozen=True)
class WaitingItem:
    """A case with the name and address of its subject."""

    case: Case
    subject: Subject
    state: str


def described(cases: list[Case]) -> list[WaitingItem]:
    """Cases with their subjects, one query per kind of subject."""
    wanted: dict[str, list[UUID]] = {}
    for case in cases:
        wanted.setdefault(case.subject_kind, []).append(case.subject_id)
    subjects = {
        kind: SUBJECT_KINDS[kind].describe(ids) for kind, ids in wanted.items() if kind in SUBJECT_KINDS
    }
    return [
        WaitingItem(case, subject, str(case.current.label))
        for case in cases
        if (subject := subjects.get(case.subject_kind, {}).get(case.subject_id))
    ]


def county() -> Place:
    """Where rights over what the whole county has but once are granted: the topmost unit."""
    root = root_unit()
    return Place(root.pk if root else 0, None)
