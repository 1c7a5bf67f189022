"""What everybody reads of records besides their live text: notes of former corrections, tombstones."""

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.guard.public_texts import PublicText, key_of, labels_of, register_rows
from mingtang.foundation.guard.texts import covered
from mingtang.openness.records import queries
from mingtang.openness.records.models import Record, Revision

TOMBSTONE, NOTE = "tombstone_text", "correction_note"


def register() -> None:
    labels = labels_of(Record, "title") | {"note": Record._meta.get_field("withdrawal_note").verbose_name}
    register_rows(TOMBSTONE, _("撤下说明"), queries.tombstones, of_tombstone, labels)
    register_rows(NOTE, _("更正说明"), _notes, _of_note, labels_of(Revision, "public_note"))


def of_tombstone(record: Record, note: str = "") -> PublicText:
    """With the note that it has, or would have."""
    title = covered(record.title)
    return PublicText(
        key_of(record),
        record.unit_id,
        title,
        reverse("records:record", args=[record.pk]),
        {"title": title, "note": note or record.withdrawal_note},
        area_id=record.area_id,
        desk_url=reverse("records_desk:record", args=[record.pk]),
    )


def _notes() -> QuerySet[Revision]:
    """The note of the live revision is looked at with it."""
    shown = Revision.objects.filter(record__in=queries.public()).exclude(published_at=None)
    return shown.exclude(public_note="").exclude(pk=F("record__live_id")).select_related("record")


def _of_note(revision: Revision) -> PublicText:
    record = revision.record
    return PublicText(
        key_of(revision),
        record.unit_id,
        record.title,
        reverse("records:record", args=[record.pk]),
        {"public_note": revision.public_note},
        area_id=record.area_id,
        desk_url=reverse("records_desk:record", args=[record.pk]),
    )
