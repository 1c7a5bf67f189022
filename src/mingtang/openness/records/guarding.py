"""What the guard looks through: a revision as it would go out, with its files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from django.db.models import Q
from django.urls import reverse

from mingtang.foundation import clock
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.guard.subjects import Paper
from mingtang.foundation.organisations.models import Area, Unit
from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.markup import pieces_of_html
from mingtang.kernel.guard.pieces import Part, Piece, Place
from mingtang.openness.records import body, queries
from mingtang.openness.records.models import CONTENT_FIELDS, Record, Revision

# What a person writes in words; codes, dates and choices cannot hold anything else.
TEXT_FIELDS = (
    "subtitle",
    "doc_no",
    "issuer",
    "addressees",
    "signature",
    "annotation",
    "source",
    "byline",
    "editor",
    "keywords",
    "summary",
    "public_note",
)


def paper_of(record: Record, revision: Revision) -> Paper:
    """A revision as it would go out."""
    return Paper(
        kind=queries.SUBJECT,
        id=record.pk,
        text_id=revision.pk,
        text_hash=revision.content_hash,
        unit_id=record.unit_id,
        area_id=record.area_id,
        title=revision.title,
        url=reverse("records_desk:record", args=[record.pk]),
        about=about_of(record, revision),
        pieces=lambda: _pieces(revision),
        files=_files(revision),
        public_url=reverse("records:record", args=[record.pk]),
    )


def paper_before(
    unit: Unit,
    area: Area | None,
    content: Mapping[str, Any],
    files: Sequence[StoredFile],
    titles: Sequence[str],
) -> Paper:
    """What would be loaded as public at once, before it is kept; `titles` are those of its attachments."""
    record = Record(unit=unit, area=area)
    text = {name: value for name, value in content.items() if name in CONTENT_FIELDS}
    revision = Revision(record=record, **text | {"body": body.clean(text.get("body") or "")})
    pieces = lambda: chain(_pieces(revision), map(_title_of_file, titles))  # noqa: E731
    return replace(paper_of(record, revision), files=files, pieces=pieces)


def about_of(record: Record, revision: Revision) -> About:
    return About(
        today=clock.today(),
        title=revision.title,
        unit=record.unit.name,
        dated=revision.doc_date or revision.formed_on,
    )


def _pieces(revision: Revision) -> Iterator[Piece]:
    yield Piece(revision.title, Place(Part.TITLE))
    for name in TEXT_FIELDS:
        if text := getattr(revision, name):
            yield Piece(text, Place(Part.FIELD, label=name))
    yield from pieces_of_html(revision.body)
    # One that is only being written has no list yet.
    for attachment in revision.attachments.all() if not revision._state.adding else ():
        yield _title_of_file(attachment.title)


def _title_of_file(title: str) -> Piece:
    return Piece(title, Place(Part.FIELD, label="attachment"))


def _files(revision: Revision) -> list[StoredFile]:
    """Attachments with their captions, and the pictures in the body."""
    if revision._state.adding:
        return []
    rows = revision.attachments.values_list("file_id", "captions_id")
    wanted = {pk for row in rows for pk in row if pk} | body.figures(revision.body)
    return list(StoredFile.objects.filter(Q(pk__in=wanted)).order_by("uploaded_at", "pk"))
