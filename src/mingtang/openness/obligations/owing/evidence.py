"""What was published and what was registered, as far as duties ask: read in one pass, without the texts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from mingtang.foundation.duties.models import Duty, Outcome
from mingtang.openness.catalogue.models import Fulfilment
from mingtang.openness.obligations.models import Confirmation, Fact
from mingtang.openness.obligations.owing.rows import day
from mingtang.openness.records.models import OpenAttr, Stage

DEAD = (Stage.DISCARDED, Stage.ON_REQUEST, Stage.CLOSED)


@dataclass(frozen=True, slots=True)
class Piece:
    """A record that is linked to a matter: one that is public, was, or is on its way. `made` is when it was begun.

    `gone` is the day from which it is no longer shown (withdrawn, or its display is over), if there is one.
    """

    matter_id: UUID
    record_id: UUID
    unit_id: int
    title: str
    formed_on: date | None
    published_on: date | None
    gone: date | None
    made: datetime


def pieces(
    *,
    area_id: int | None = None,
    matter_ids: Iterable[UUID] | None = None,
    record_id: UUID | None = None,
    unsettled: str = "",
) -> Iterator[Piece]:
    """The linked records of an area, of some matters, or one record's; what is not actively disclosed is left out.

    `unsettled` is a kind of duty: records whose duty of that kind has ended are left out too, so that a check of
    everything reads what can still change.
    """
    links = Fulfilment.objects.filter(ended_at=None).exclude(record__stage__in=DEAD)
    if area_id is not None:
        links = links.filter(matter__catalogue__area_id=area_id)
    if matter_ids is not None:
        links = links.filter(matter_id__in=list(matter_ids))
    if record_id is not None:
        links = links.filter(record_id=record_id)
    if unsettled:
        ended = Duty.objects.filter(
            cause_id=OuterRef("record_id"), subject_id=OuterRef("matter_id"), kind=unsettled
        ).exclude(outcome__in=("", Outcome.VOID))
        links = links.filter(~Exists(ended))
    fields = (
        "matter_id", "record_id", "record__unit_id", "record__title", "record__formed_on", "record__published_at",
        "record__withdrawn_at", "record__display_until", "record__created_at", "record__open_attr",
    )  # fmt: skip
    for matter, record, unit, title, formed, out, back, until, made, attr in links.order_by().values_list(
        *fields
    ):
        if attr in (OpenAttr.ON_REQUEST, OpenAttr.CLOSED) and out is None:
            continue
        ends = [day(back)] if back else []
        if until:
            ends.append(date.fromordinal(until.toordinal() + 1))
        yield Piece(
            matter, record, unit, title, formed, day(out) if out else None, min(ends) if ends else None, made
        )


def facts(*, area_id: int | None = None, matter_ids: Iterable[UUID] | None = None) -> list[Fact]:
    """The facts that stand."""
    found = Fact.objects.filter(withdrawn_at=None)
    if area_id is not None:
        found = found.filter(matter__catalogue__area_id=area_id)
    if matter_ids is not None:
        found = found.filter(matter_id__in=list(matter_ids))
    return list(found.order_by("occurred_on", "pk"))


def confirmations(
    *, area_id: int | None = None, matter_ids: Iterable[UUID] | None = None
) -> dict[tuple[UUID, int], list[tuple[date, UUID]]]:
    """Days of confirmations with their ids, by matter and unit, in order."""
    found: dict[tuple[UUID, int], list[tuple[date, UUID]]] = {}
    rows = Confirmation.objects.all()
    if area_id is not None:
        rows = rows.filter(matter__catalogue__area_id=area_id)
    if matter_ids is not None:
        rows = rows.filter(matter_id__in=list(matter_ids))
    for matter, unit, on, pk in rows.order_by("day").values_list("matter_id", "unit_id", "day", "pk"):
        found.setdefault((matter, unit), []).append((on, pk))
    return found
