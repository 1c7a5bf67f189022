"""Words, tables and a picture of a file: `contents`. Read by a child process, in the background."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass
from typing import Any

from mingtang.foundation.containers.limits import Limits
from mingtang.foundation.inspection.looking import Finding, NotTaken, findings, printable
from mingtang.foundation.sandbox.asking import Answer, Failed, ask
from mingtang.foundation.sandbox.confines import Confines

_log = logging.getLogger(__name__)
_JOB = "mingtang.foundation.inspection.contents_job"
LIMITS = Limits(seconds=90, memory_mb=2000, upload_mb=400, unpacked_mb=600, part_mb=200)


@dataclass(frozen=True)
class Page:
    """A page of a PDF or OFD, a slide, a sheet with its name as label; one page for what has none."""

    number: int
    label: str
    text: str


@dataclass(frozen=True)
class Sheet:
    """A table for showing: at most 200 rows of 30 columns; `cut` when there is more."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    cut: bool


@dataclass(frozen=True)
class Contents:
    """`picture` is about 900 pixels wide, `thumbnail` at most 320 either way; `width`, `height` are a picture's own."""

    pages: tuple[Page, ...] = ()
    page_count: int = 0
    picture: bytes | None = None
    thumbnail: bytes | None = None
    width: int = 0
    height: int = 0
    tables: tuple[Sheet, ...] = ()
    notes: tuple[Finding, ...] = ()


def contents(data: bytes, kind: str) -> Contents:
    """Raises NotTaken when a reader refuses, fails or takes too long; nothing else."""
    options = {"kind": kind, "limits": asdict(LIMITS)}
    try:
        answer = ask(_JOB, data, Confines(LIMITS.seconds, LIMITS.memory_mb), options)
    except Failed as error:
        raise NotTaken(error.code) from error
    if "refused" in answer.found:
        code = str(answer.found["refused"])
        _log.info(
            "contents not read: %s %s, %d bytes", code, str(answer.found.get("cause", ""))[:100], len(data)
        )
        raise NotTaken(code)
    try:
        return _contents(answer)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        _log.warning("child that reads contents gave an answer that is none: %s", type(error).__name__)
        raise NotTaken("crashed") from error


def _contents(answer: Answer) -> Contents:
    found: dict[str, Any] = answer.found
    picture, thumbnail = answer.pieces
    notes = findings(found["notes"])
    if notes is None:
        raise ValueError("notes")
    return Contents(
        tuple(
            Page(int(number), printable(str(label)), _storable(str(text)))
            for number, label, text in found["pages"]
        ),
        int(found["page_count"]),
        picture or None,
        thumbnail or None,
        int(found["width"]),
        int(found["height"]),
        tuple(
            Sheet(
                printable(str(name)),
                tuple(tuple(_storable(str(cell)) for cell in row) for row in rows),
                bool(cut),
            )
            for name, rows, cut in found["tables"]
        ),
        notes,
    )


def _storable(text: str) -> str:
    """PostgreSQL keeps neither zeros nor halves of characters."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
