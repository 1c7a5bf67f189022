"""Where in its attachments a record has the words that were looked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from mingtang.foundation.files.models import FilePage
from mingtang.openness.records.models import Attachment, Record

_BEFORE, _AFTER = 20, 60
"""Characters around a hit: one line on a phone, two at most."""


@dataclass(frozen=True)
class Hit:
    """A page of an attachment with the words around the hit. `label` names a sheet, else the number counts."""

    title: str
    file_id: UUID
    number: int
    label: str
    before: str
    found: str
    after: str


def hits_in_files(records: Sequence[Record], words: str) -> dict[UUID, Hit]:
    """The first page of each record's live attachments that holds one of the words."""
    terms = words.split()
    live = {record.live_id: record.pk for record in records if record.live_id}
    found: dict[UUID, Hit] = {}
    listed = Attachment.objects.filter(revision__in=live).order_by("position", "pk")
    by_file = {entry.file_id: entry for entry in listed}
    for term in terms:
        pages = FilePage.objects.filter(file__in=by_file, text__icontains=term).order_by("file", "number")
        for page in pages.iterator():
            entry = by_file[page.file_id]
            record_id = live[entry.revision_id]
            if record_id not in found:
                found[record_id] = _hit(entry, page, term)
    return found


def _hit(entry: Attachment, page: FilePage, term: str) -> Hit:
    at = max(page.text.lower().find(term.lower()), 0)
    before = " ".join(page.text[max(at - _BEFORE, 0) : at].split())
    end = at + len(term)
    after = " ".join(page.text[end : end + _AFTER].split())
    return Hit(entry.title, entry.file_id, page.number, page.label, before, page.text[at:end], after)
