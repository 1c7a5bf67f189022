"""提出: files beside a draft: attachments, subtitles, figures. Each change of the list is a revision of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from mingtang.foundation.files.actions import Examined, describe, examine, keep
from mingtang.foundation.files.checks import ATTACHMENT_KINDS, CAPTION_KINDS, FIGURE_KINDS, of_kinds
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.organisations.queries import Authority
from mingtang.kernel.refusals import Invalid
from mingtang.openness.records.actions.drafting import (
    Listed,
    checked_attachments,
    content_to_go_on,
    open_for_editing,
    owner_of,
    save_revision,
)
from mingtang.openness.records.models import Record, Revision


@dataclass(frozen=True)
class Added:
    """What became of several files: how many were added, what is worth telling, which were refused and why."""

    number: int
    notes: tuple[Any, ...]
    refused: tuple[Any, ...]


def add_attachments(
    authority: Authority,
    record: Record,
    uploads: Sequence["UploadedFile[Any]"],
    *,
    title: str = "",
    based_on: int,
) -> Added:
    """Adds attachments as one new revision. Those that are refused do not hold up the others.

    A title goes to a single file only.
    """
    with transaction.atomic():
        open_for_editing(authority, record)
    examined, refused = [], []
    for upload in uploads:
        try:
            examined.append(examine(upload, of_kinds(ATTACHMENT_KINDS), field="file", media=True))
        except Invalid as refusal:
            refused += refusal.fields.get("file", [])
    kept, told = _keep_all(authority, record, examined, title if len(uploads) == 1 else "", based_on)
    notes = [note for one in examined for note in one.checked.notes]
    return Added(kept, tuple(notes), (*refused, *told))


@transaction.atomic
def _keep_all(
    authority: Authority, record: Record, examined: Sequence[Examined], title: str, based_on: int
) -> tuple[int, list[Any]]:
    record, case, actor = open_for_editing(authority, record)
    listed = checked_attachments(record, based_on)
    before, refused = len(listed), []
    for one in examined:
        if len(listed) >= settings.OPTIONS.attachments_max:
            most = _("附件最多 %(n)s 个，后面的没有添加。请合并后再传。")
            refused.append(most % {"n": settings.OPTIONS.attachments_max})
            break
        try:
            stored = keep(actor, one, owner_of(record))
        except Invalid as refusal:
            refused += refusal.fields.get("file", [])
            continue
        listed.append(Listed(stored, title.strip() or stored.name.rsplit(".", 1)[0]))
    if len(listed) > before:
        save_revision(record, case, actor, content_to_go_on(record), listed)
    return len(listed) - before, refused


def add_captions(
    authority: Authority, record: Record, file_id: str, upload: "UploadedFile[Any]", *, based_on: int
) -> Revision:
    """Puts subtitles (VTT or SRT) beside an audio or video attachment. Raises Invalid on `captions`."""
    with transaction.atomic():
        open_for_editing(authority, record)
    examined = examine(upload, of_kinds(CAPTION_KINDS), field="captions")
    with transaction.atomic():
        record, case, actor = open_for_editing(authority, record)
        listed = checked_attachments(record, based_on)
        stored = keep(actor, examined, owner_of(record), field="captions")
        listed = [
            replace(entry, captions=stored)
            if str(entry.file.pk) == file_id and (entry.file.is_audio or entry.file.is_video)
            else entry
            for entry in listed
        ]
        return save_revision(record, case, actor, content_to_go_on(record), listed)


@transaction.atomic
def edit_attachments(
    authority: Authority, record: Record, wanted: Sequence[tuple[str, str]], *, based_on: int
) -> Revision:
    """Sets order and titles by file id; attachments left out are taken off the list (earlier revisions keep them)."""
    record, case, actor = open_for_editing(authority, record)
    files = {str(entry.file.pk): entry for entry in checked_attachments(record, based_on)}
    listed = [
        replace(files[pk], title=title.strip() or files[pk].title) for pk, title in wanted if pk in files
    ]
    return save_revision(record, case, actor, content_to_go_on(record), listed)


def add_figure(authority: Authority, record: Record, upload: "UploadedFile[Any]", alt: str) -> StoredFile:
    """Stores a picture to be placed in the body; it goes out only with a revision that shows it."""
    with transaction.atomic():
        open_for_editing(authority, record)
    examined = examine(upload, of_kinds(FIGURE_KINDS), field="figure")
    with transaction.atomic():
        record, _case, actor = open_for_editing(authority, record)
        stored = keep(actor, examined, owner_of(record), field="figure")
        describe(stored, alt)
        return stored
