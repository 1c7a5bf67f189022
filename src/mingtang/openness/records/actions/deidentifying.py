"""提出: one press makes the publishable copy: personal data in the text and its attachments gives way to masks.

The originals stay, private, in the revisions before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mingtang.foundation.files.actions import Examined, keep
from mingtang.foundation.files.checks import ATTACHMENT_KINDS, Unacceptable, of_kinds
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.guard.actions.checking import make_ready
from mingtang.foundation.guard.actions.masking import keep_copies
from mingtang.foundation.guard.deidentifying import Deidentified, NotMade, deidentify
from mingtang.foundation.guard.looking import hits_in, known_of
from mingtang.foundation.guard.places import place_in_words
from mingtang.foundation.guard.queries import Known, overrides_of, standing
from mingtang.foundation.guard.stored_hits import fingerprint_of
from mingtang.foundation.guard.subjects import Paper
from mingtang.foundation.organisations.queries import Authority
from mingtang.kernel.guard.hits import Hit, Severity
from mingtang.kernel.guard.masking import masked
from mingtang.kernel.guard.mending import mend
from mingtang.kernel.guard.pieces import Part
from mingtang.kernel.refusals import Invalid, WrongState
from mingtang.openness.records.actions.drafting import (
    Listed,
    StaleDraft,
    attachments_listed,
    content_to_go_on,
    open_for_editing,
    owner_of,
    save_revision,
)
from mingtang.openness.records.content import content_of
from mingtang.openness.records.guarding import TEXT_FIELDS, paper_of
from mingtang.openness.records.models import Record

FIELDS = ("title", *TEXT_FIELDS)
ALL = 1_000_000
"""Hits: a text has fewer characters."""


@dataclass(frozen=True)
class Masked:
    """How many places were masked in how many files and in the text; what could not be done, each with its reason."""

    places: int
    files: int
    refused: tuple[str, ...]


@dataclass(frozen=True)
class _Copy:
    original: StoredFile
    made: Deidentified
    examined: Examined


def mask_personal_data(
    authority: Authority,
    record: Record,
    *,
    based_on: int,
    strict: bool = False,
    kept: frozenset[str] = frozenset(),
) -> Masked:
    """Makes one new revision whose text and attachments show masks. Kinds in `kept`, and what somebody entitled let
    through, stay; without `strict` also what only informs. A file that cannot be masked stays as it is, and is named
    with the reason.

    Takes seconds for each file. Raises StaleDraft, Forbidden, WrongState; Invalid where there is nothing to mask.
    """
    with transaction.atomic():
        open_for_editing(authority, record)
    record = Record.objects.select_related("unit", "area", "head").get(pk=record.pk)
    _same(record, based_on)
    assert record.head
    paper = paper_of(record, record.head)
    check = make_ready(paper)
    if check.waiting:
        raise WrongState(_("还有 %(n)s 个附件正在检查，请过几分钟再脱敏。") % {"n": check.waiting})
    known = known_of(paper)
    through = overrides_of(paper.kind, paper.id)
    marked = [
        one
        for one in standing(check).marked
        if one.hit.is_personal and one.override is None and _is_masked(one.hit.severity, strict)
    ]
    in_files = {one.hit.file for one in marked if one.hit.file and one.hit.kind not in kept}
    copies, refused = [], []
    for listed in attachments_listed(record.head):
        if str(listed.file.pk) in in_files:
            try:
                copies.append(_copy(listed.file, paper, known, strict, kept))
            except NotMade as error:
                refused.append(_("“%(name)s”：%(why)s") % {"name": listed.file.name, "why": error.message})
    hits = [
        hit
        for hit in hits_in(paper, known, most=ALL)
        if hit.group == "personal"
        and _is_masked(hit.severity, strict)
        and hit.kind not in kept
        and fingerprint_of(hit) not in through
    ]
    if not hits and not copies:
        message = _("没有找到要遮盖的个人信息。")
        raise Invalid(message, fields={"": [*refused] or [message]})
    return _save(authority, record, based_on, hits, copies, refused, strict)


@transaction.atomic
def _save(
    authority: Authority,
    record: Record,
    based_on: int,
    hits: Sequence[Hit],
    copies: Sequence[_Copy],
    refused: Sequence[str],
    strict: bool,
) -> Masked:
    record, case, actor = open_for_editing(authority, record)
    _same(record, based_on)
    content = content_to_go_on(record)
    masks = [replace(hit, fix=masked(hit.kind, hit.text, strict=strict)) for hit in hits]
    content["body"] = mend(content.get("body") or "", [hit for hit in masks if hit.place.part in _BODY])
    for name in FIELDS:
        own = [hit for hit in masks if _field_of(hit) == name]
        if own and content.get(name):
            content[name] = mend(content[name], own, html=False)
    by_original: dict[Any, StoredFile] = {}
    for copy in copies:
        by_original[copy.original.pk] = keep(actor, copy.examined, owner_of(record))
    listed = [_swapped(entry, by_original, masks, strict) for entry in attachments_listed(record.head)]
    revision = save_revision(record, case, actor, content, listed)
    paper = paper_of(record, revision)
    made: list[tuple[Any, Any, Any, Any]] = [
        (by_original[copy.original.pk], copy.original, _rows_of(copy.made), _notes_of(copy.made))
        for copy in copies
    ]
    if masks:
        made.append((None, None, _rows_of_text(masks), ()))
    kept_rows = keep_copies(actor, paper, made, strict=strict)
    places = sum(row["count"] for one in kept_rows for row in one.rows)
    return Masked(places, len(copies), tuple(refused))


def _is_masked(severity: str, strict: bool) -> bool:
    """What only informs may stand: names that must be named, telephones of an office."""
    return strict or severity != Severity.INFORM


_BODY = (Part.BODY, Part.ALT, Part.LINK)


def _field_of(hit: Hit) -> str:
    return (
        "title" if hit.place.part == Part.TITLE else hit.place.label if hit.place.part == Part.FIELD else ""
    )


def _swapped(entry: Listed, copies: dict[Any, StoredFile], masks: Iterable[Hit], strict: bool) -> Listed:
    """The entry with its copy; its title without what was masked in it."""
    title = entry.title
    for hit in masks:
        if hit.place.part == Part.FIELD and hit.place.label == "attachment":
            title = title.replace(hit.text, masked(hit.kind, hit.text, strict=strict))
    return replace(entry, file=copies.get(entry.file.pk, entry.file), title=title)


def _copy(original: StoredFile, paper: Paper, known: Known, strict: bool, kept: frozenset[str]) -> _Copy:
    """Raises NotMade, also for a copy that would not be taken as an upload."""
    with original.data.open("rb") as content:
        data = content.read()
    made = deidentify(data, original.name, paper.about, known.knowledge, strict=strict, keep=kept)
    try:
        checked = of_kinds(ATTACHMENT_KINDS)(made.data, made.name)
    except Unacceptable as error:
        raise NotMade("crashed") from error
    return _Copy(original, made, Examined(made.name, checked))


def _rows_of(made: Deidentified) -> list[dict[str, Any]]:
    return [
        {
            "place": place_in_words(Hit(row.kind, row.place, 0, 0, "", Severity.BLOCK)),
            "kind": row.kind,
            "after": row.after,
            "count": row.count,
        }
        for row in made.rows
    ]


def _notes_of(made: Deidentified) -> list[str]:
    return [str(note.message) for note in made.notes]


def _rows_of_text(masks: Iterable[Hit]) -> list[dict[str, Any]]:
    return [
        {"place": place_in_words(hit), "kind": hit.kind, "after": hit.fix or "", "count": 1} for hit in masks
    ]


def _same(record: Record, based_on: int) -> None:
    if record.head and record.head.number != based_on:
        raise StaleDraft(record.head, content_of(record.head))
