"""Keeps the record's list columns and the counts in step with its case and revisions."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import UUIDField
from django.utils import timezone

from mingtang.foundation import clock
from mingtang.foundation.cases.models import Case
from mingtang.foundation.prepared import Prepared
from mingtang.openness.records import tally
from mingtang.openness.records.models import OpenAttr, Record, Revision, Stage, is_over

SUBJECT = "record"
_STAGE_OF_OUTCOME = {
    "published": Stage.PUBLISHED,
    "on_request": Stage.ON_REQUEST,
    "closed": Stage.CLOSED,
    "discarded": Stage.DISCARDED,
    "withdrawn": Stage.WITHDRAWN,
}


_ROW = Prepared(lambda pk: Record.objects.filter(pk=pk), pk=UUIDField())
_WHOLE = Prepared(
    lambda pk: Record.objects.filter(pk=pk).select_related("unit", "area", "head", "live"), pk=UUIDField()
)


def locked(record_id: UUID) -> Record:
    """The record, locked until commit where the database can, with what the actions need beside it."""
    # First the lock, then a fresh look: PostgreSQL, once it has waited for the lock, joins the new row of the record
    # to the revisions of before, and finds no head.
    Record.objects.select_for_update().only("pk").get(pk=record_id)
    record: Record = _WHOLE.rows(pk=record_id)[0]
    return record


def stage_of(case: Case) -> str:
    """The stage a publication case gives to its record."""
    return _STAGE_OF_OUTCOME[case.outcome] if case.outcome else case.state


def project(record: Record, *, publication: Case | None = None) -> None:
    """Writes the list columns anew from the live revision (or the newest save) and settles the counts."""
    before = tally.cell_of(_ROW.rows(pk=record.pk)[0])
    if publication is not None:
        record.stage = stage_of(publication)
    shown = record.live or record.head
    if shown is not None:
        show(record, shown)
    record.updated_at = clock.now()
    record.save()
    after = tally.cell_of(record)
    if before != after:
        tally.add([(before, -1), (after, 1)])


def feedback_ends(record: Record) -> datetime:
    """When the feedback days of a public record are over."""
    return (record.published_at or clock.now()) + timedelta(days=settings.OPTIONS.feedback_days)


def show(record: Record, shown: Revision) -> None:
    """Copies the list columns of a revision; decides whether everybody may see the record."""
    for name in (
        "title",
        "doc_no",
        "theme",
        "genre",
        "open_attr",
        "validity",
        "doc_date",
        "formed_on",
        "effective_on",
        "expires_on",
        "display_until",
        "is_policy",
        "is_normative",
    ):
        setattr(record, name, getattr(shown, name))
    if record.withdrawn_at:
        record.stage = Stage.WITHDRAWN
    record.year = timezone.localtime(record.published_at or record.created_at).year
    record.is_public = (
        record.live_id is not None
        and record.withdrawn_at is None
        and record.open_attr == OpenAttr.ACTIVE
        and not is_over(record.display_until)
    )
