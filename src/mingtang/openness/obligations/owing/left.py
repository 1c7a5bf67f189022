"""What was overdue when its matter was given up, left the catalogue, or was no longer owed piece by piece.

It stays owed as it was: otherwise whoever is late could wipe it out that way. It ends when its record goes public, or
when nothing is left to disclose: the record is discarded or no longer linked, the fact withdrawn.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from mingtang.foundation.duties.actions.reconciling import Owed
from mingtang.foundation.duties.models import Duty
from mingtang.openness.obligations.kinds import THING
from mingtang.openness.obligations.owing import evidence
from mingtang.openness.obligations.owing.rows import Duties, day
from mingtang.openness.records.models import Record
from mingtang.openness.records.queries import SUBJECT as RECORD

_KEPT = (
    "key", "kind", "subject_kind", "subject_id", "title", "unit_id", "area_id", "post_id", "mode", "start_on",
    "start_at", "n", "time_unit", "moves", "source", "article", "soft", "needed", "due_on", "period_first",
    "period_last", "cause_kind", "cause_id", "opened_at",
)  # fmt: skip
Out = tuple[UUID, date | None]
"""The record that answers, and since when it is public."""


def of_stored(stored: QuerySet[Duty], rows: Mapping[UUID, Duties], today: date) -> Iterator[Owed]:
    """The overdue duties of single things whose matter makes none now. `rows` are the claimed matters looked at."""
    late = stored.filter(kind=THING, closed_at=None, soft=False, due_on__lt=today).order_by()
    matters = late.values_list("subject_id", flat=True).distinct()
    left = [pk for pk in matters if not _makes_some(rows.get(pk))]
    if not left:
        return
    there = _there(left)
    for duty in late.filter(subject_id__in=left):
        found = there.get((duty.subject_id, duty.cause_id)) if duty.cause_id else None
        if found is None:
            continue
        record_id, out = found
        yield Owed(
            **{name: getattr(duty, name) for name in _KEPT},
            done_on=out,
            evidence_kind=RECORD if out else "",
            evidence_id=record_id if out else None,
        )


def _makes_some(row: Duties | None) -> bool:
    return row is not None and any(rule.by_thing for rule in row.rules)


def _there(ids: Sequence[UUID]) -> dict[tuple[UUID, UUID], Out | tuple[None, None]]:
    """What is still to be disclosed, by matter and cause."""
    found: dict[tuple[UUID, UUID], Out | tuple[None, None]] = {
        (piece.matter_id, piece.record_id): (piece.record_id, piece.published_on)
        for piece in evidence.pieces(matter_ids=ids, unsettled=THING)
    }
    facts = evidence.facts(matter_ids=ids)
    named = Record.objects.filter(pk__in=[fact.record_id for fact in facts if fact.record_id])
    out = {pk: day(at) if at else None for pk, at in named.values_list("pk", "published_at")}
    for fact in facts:
        found[fact.matter_id, fact.pk] = (
            (fact.record_id, out.get(fact.record_id)) if fact.record_id else (None, None)
        )
    return found
