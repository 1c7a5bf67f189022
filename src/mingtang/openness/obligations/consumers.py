"""Follows records, links, claims, catalogues and facts by the outbox, each by what it touches only."""

from typing import Any
from uuid import UUID

from mingtang.foundation.events.models import Event
from mingtang.foundation.events.outbox import CONSUMERS, Consumer
from mingtang.openness.catalogue import kinds as catalogue
from mingtang.openness.catalogue.models import Version
from mingtang.openness.obligations import checking, kinds
from mingtang.openness.obligations.actions.declaring import overtaken_by
from mingtang.openness.obligations.actions.taking_back import fact_answered_otherwise, link_ended
from mingtang.openness.obligations.models import Declaration
from mingtang.openness.records.process import CORRECTION, PUBLICATION, WITHDRAWAL
from mingtang.openness.records.queries import SUBJECT as RECORD

_PROCESSES = (PUBLICATION.id, CORRECTION.id, WITHDRAWAL.id, "record")
_MATTER = (catalogue.CLAIMED, catalogue.RELEASED, kinds.LIMIT_DECIDED, kinds.LIMIT_ENDED, kinds.CONFIRMED)
_LINK = (catalogue.LINKED, catalogue.UNLINKED)
_FACT = (kinds.FACT_REGISTERED, kinds.FACT_LINKED, kinds.FACT_WITHDRAWN)


def wants(kind: str) -> bool:
    watched = (*_MATTER, *_LINK, *_FACT, catalogue.ADOPTED, kinds.OVERTURNED)
    return kind.partition(".")[0] in _PROCESSES or kind in watched


def handle(event: Event) -> None:
    """Checks what the event touches. Doing it twice changes nothing."""
    if event.kind == catalogue.ADOPTED:
        area = (
            Version.objects.filter(pk=event.subject_id).values_list("catalogue__area_id", flat=True).first()
        )
        if area is not None:
            checking.check_area(area)
    elif event.kind in _LINK:
        record = _detail(event, "record")
        if record:
            if event.kind == catalogue.UNLINKED:
                link_ended(UUID(event.subject_id), UUID(record))
            checking.check_record(UUID(record))
            overtaken_by(UUID(record))
        else:
            checking.check_matters([UUID(event.subject_id)])
    elif event.kind in _MATTER or event.kind in _FACT:
        if fact := _detail(event, "fact"):
            fact_answered_otherwise(UUID(fact))
        checking.check_matters([UUID(event.subject_id)])
    elif event.kind == kinds.OVERTURNED:
        # Something may have been published meanwhile.
        checking.check_matters(
            Declaration.objects.filter(pk=event.subject_id).values_list("matter_id", flat=True)
        )
    elif event.subject_kind == RECORD:
        checking.check_record(UUID(event.subject_id))
        overtaken_by(UUID(event.subject_id))


def _detail(event: Event, name: str) -> Any:
    return event.detail.data.get(name) if hasattr(event, "detail") else None


def register() -> None:
    CONSUMERS.register("obligations", Consumer("obligations", wants, handle))
