"""The only writer of events."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from mingtang.foundation import clock
from mingtang.foundation.bulk import MANY, insert
from mingtang.foundation.events.kinds import EVENT_KINDS
from mingtang.foundation.events.models import Delivery, Event, EventDetail
from mingtang.foundation.events.outbox import CONSUMERS, wake
from mingtang.foundation.organisations.queries import Actor
from mingtang.kernel.canonical import commitment


@dataclass
class NewEvent:
    """An event to be written. `detail` holds names and free text (text, numbers, lists); it can be erased later."""

    kind: str
    by: Actor
    subject_kind: str
    subject_id: str
    unit_id: int | None = None
    area_id: int | None = None
    case_id: UUID | None = None
    content_hash: str = ""
    reason_code: str = ""
    at: datetime | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)


def append(event: NewEvent) -> Event:
    """Writes one event with its detail and deliveries, in the caller's transaction."""
    return append_many([event])[0]


def append_many(events: Iterable[NewEvent], *, bulk: bool = False) -> list[Event]:
    """Writes events in order. What follows from those of a `bulk` load waits for what people are doing meanwhile."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an event is written in the transaction of what it tells")
    now = clock.now()
    rows: list[Event] = []
    details: list[EventDetail] = []
    for new in events:
        if new.kind not in EVENT_KINDS:
            raise ValueError(f"{new.kind!r} is not a registered event kind")
        salt = secrets.token_hex(16)
        data = {"actor": new.by.person.name if new.by.person else "", "post": new.by.title, **new.detail}
        if new.by.instead_of:
            data["instead_of"] = str(new.by.instead_of)
        rows.append(
            Event(
                kind=new.kind,
                actor_id=new.by.person_id,
                post_id=new.by.post_id,
                instead_of_id=new.by.instead_of.pk if new.by.instead_of else None,
                subject_kind=new.subject_kind,
                subject_id=str(new.subject_id),
                case_id=new.case_id,
                unit_id=new.unit_id,
                area_id=new.area_id,
                content_hash=new.content_hash,
                reason_code=new.reason_code,
                at=new.at or now,
                commitment=commitment(salt, data),
            )
        )
        details.append(EventDetail(salt=salt, data=data))
    Event.objects.bulk_create(rows)
    for row, detail in zip(rows, details, strict=True):
        detail.event = row
    if len(details) >= MANY:
        insert(EventDetail, details)
    else:
        EventDetail.objects.bulk_create(details)
    deliveries = [
        Delivery(event=row, consumer=consumer.id, due_at=now, bulk=bulk)
        for row in rows
        for consumer in CONSUMERS
        if consumer.wants(row.kind)
    ]
    if len(deliveries) >= MANY:
        insert(Delivery, deliveries)
    else:
        Delivery.objects.bulk_create(deliveries)
    if any(CONSUMERS[delivery.consumer].handle for delivery in deliveries):
        wake()
    return rows
