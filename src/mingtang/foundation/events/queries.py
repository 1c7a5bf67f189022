"""Readers of what happened."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from mingtang.foundation.events.kinds import EVENT_KINDS
from mingtang.foundation.events.models import Event


@dataclass(frozen=True)
class TimelineItem:
    """One line of a history as staff read it."""

    kind: str
    title: str
    at: datetime
    who: str
    note: str
    detail: dict[str, Any]


def of_subject(kind: str, subject_id: str) -> QuerySet[Event]:
    return Event.objects.filter(subject_kind=kind, subject_id=str(subject_id)).order_by("id")


def of_case(case_id: UUID) -> QuerySet[Event]:
    return Event.objects.filter(case_id=case_id).order_by("id")


def timeline(events: QuerySet[Event]) -> list[TimelineItem]:
    """Events with their details as readable lines, in the order in which they happened."""
    items = []
    for event in events.select_related("detail"):
        detail = event.detail.data if hasattr(event, "detail") else {}
        who = " ".join(part for part in (detail.get("post", ""), detail.get("actor", "")) if part)
        if detail.get("instead_of"):
            who = f"{who}（代 {detail['instead_of']}）"
        items.append(
            TimelineItem(
                kind=event.kind,
                title=str(EVENT_KINDS[event.kind].label) if event.kind in EVENT_KINDS else event.kind,
                at=event.at,
                who=who,
                note=str(detail.get("reason") or detail.get("note") or ""),
                detail=detail,
            )
        )
    return items
