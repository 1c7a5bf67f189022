"""What the child process does: a file → its copy that may be published, and what was done to it. No Django."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from mingtang.foundation.containers.limits import MEGABYTE, Limits
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.extraction import reading
from mingtang.foundation.extraction.items import Unread
from mingtang.foundation.guard.examining.travelling import about_of, hit_data, place_data
from mingtang.foundation.inspection import look_job
from mingtang.foundation.redaction.masks import Masking, replaced
from mingtang.foundation.redaction.notes import Notes
from mingtang.foundation.sandbox.child import place_of
from mingtang.kernel.guard.hits import Severity
from mingtang.kernel.guard.knowledge import knowledge_of
from mingtang.kernel.guard.pieces import Part, Piece, Place
from mingtang.kernel.guard.ready import Report

OFFICE, TEXT = ("docx", "xlsx", "pptx"), ("txt", "csv", "vtt", "srt")
TAKEN = frozenset((*OFFICE, *TEXT, "pdf"))
OLD, PICTURES = frozenset(("doc", "xls", "ppt")), frozenset(("png", "jpg", "gif", "webp"))
_KNOWN = TAKEN | OLD | PICTURES | {"ofd", "html", "zip", "mp3", "m4a", "wav", "ogg", "mp4", "webm"}
_HITS_TOLD = 200


def answer(data: bytes, options: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
    """`options`: name, about, knowledge, strict, keep, limits, as `guard/deidentifying` writes them."""
    try:
        found, made = copy_of(data, options)
    except Refused as refused:
        cause = refused.__cause__
        return {
            "refused": refused.code,
            "details": list(refused.details),
            "cause": "" if cause is None else place_of(cause),
        }, []
    return found, [made]


def copy_of(data: bytes, options: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Raises Refused, and nothing else for whatever bytes but MemoryError."""
    limits = Limits(**options["limits"])
    about = about_of(options["about"])
    knowledge = knowledge_of(options["knowledge"])
    keep = frozenset(options["keep"])
    if len(data) > limits.upload_mb * MEGABYTE:
        raise Refused("too-large")
    told = look_job.examine(data, options["name"], set(_KNOWN), limits)
    kind = told.kind
    if kind not in TAKEN:
        raise Refused(
            "old-format" if kind in OLD else "picture" if kind in PICTURES else "other-format", kind
        )
    masking = Masking(about, knowledge, strict=options["strict"], keep=keep)
    notes = Notes()
    try:
        made = _made(told.content or data, kind, masking, notes, limits)
        left = masking.check(_words(made, kind, limits, notes))
    except (Refused, MemoryError):
        raise
    except RecursionError as error:
        raise Refused("too-large") from error
    except Exception as error:
        # Broken files break in a hundred ways, and for the person they are one.
        raise Refused("damaged") from error
    if any(hit.severity == Severity.BLOCK for hit in left.hits):
        raise Refused("left")
    rows = masking.rows
    if masking.rows_were_cut:
        notes.add("rows-cut")
    return {
        "kind": kind,
        "name": _named(options["name"], Masking(about, knowledge, strict=options["strict"], keep=keep)),
        "rows": [[place_data(place), *row] for place, *row in rows],
        "notes": notes.as_data(),
        "left": _told(left),
    }, made


def _made(data: bytes, kind: str, masking: Masking, notes: Notes, limits: Limits) -> bytes:
    if kind in OFFICE:
        from mingtang.foundation.redaction import office

        return office.masked_copy(data, kind, masking, notes, limits)
    if kind == "pdf":
        from mingtang.foundation.redaction import pdf

        return pdf.masked_copy(data, masking, notes)
    from mingtang.foundation.redaction import texts

    return texts.masked_copy(data, kind, masking, notes)


def _words(made: bytes, kind: str, limits: Limits, notes: Notes) -> Iterator[Piece]:
    """Of the copy, by the readers that look at every file that is to go out: others than those that made it."""
    for item in reading.read(made, kind, limits):
        if isinstance(item, Piece):
            yield item
        elif isinstance(item, Unread):
            notes.add("unread")
    if kind == "pdf":
        from mingtang.foundation.redaction import pdf

        yield from pdf.unturned_words(made)


def _named(name: str, masking: Masking) -> str:
    """The file's name, without what it tells. Asterisks are not allowed in names of files."""
    spans = masking.find([Piece(name, Place(Part.FILE_NAME))])[0]
    return replaced(name, spans).replace("*", "x") if spans else name


def _told(report: Report) -> dict[str, Any]:
    """Without the text of hits, which is what was not to be told."""
    return {
        "hits": [hit_data(replace(hit, text="", args={}, fix=None)) for hit in report.hits[:_HITS_TOLD]],
        "counts": report.counts,
        "characters": report.characters,
        "complete": report.complete,
    }
