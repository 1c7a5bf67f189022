"""Whether a file may be kept, and as what: `look`. The file is looked into by a child process."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any

from mingtang.foundation.containers.limits import MEGABYTE, Limits
from mingtang.foundation.inspection import messages
from mingtang.foundation.inspection.kinds import KINDS
from mingtang.foundation.sandbox.asking import Failed, ask
from mingtang.foundation.sandbox.confines import Confines

_log = logging.getLogger(__name__)
_JOB = "mingtang.foundation.inspection.look_job"
LIMITS = Limits(seconds=30, memory_mb=1500, upload_mb=400, unpacked_mb=600, part_mb=200)
_DETAIL = 80
_DRAWN_ANEW = frozenset(("png", "jpg", "vtt"))


@dataclass(frozen=True)
class Finding:
    """Why a file is refused, or what is worth telling. `message`: what it is, why, what to do."""

    code: str
    details: tuple[str, ...] = ()

    @property
    def message(self) -> Any:
        return messages.sentence(self.code, self.details)


class NotTaken(Exception):
    def __init__(self, code: str, *details: str) -> None:
        super().__init__(code)
        self.finding = Finding(code, details)


@dataclass(frozen=True)
class Looked:
    """`content` replaces the bytes that came when they were cleaned; None keeps them."""

    kind: str
    content: bytes | None
    notes: tuple[Finding, ...] = ()


def look(data: bytes, name: str, allowed: Collection[str]) -> Looked:
    """Raises NotTaken for what is not of these kinds, hostile, encrypted, cut, or cannot be looked into."""
    if not data:
        raise NotTaken("empty")
    if len(data) > LIMITS.upload_mb * MEGABYTE:
        raise NotTaken("too-large")
    options = {"name": name, "allowed": sorted(allowed), "limits": asdict(LIMITS)}
    try:
        answer = ask(_JOB, data, Confines(LIMITS.seconds, LIMITS.memory_mb), options)
    except Failed as error:
        raise NotTaken(error.code) from error
    found = answer.found
    if "refused" in found:
        code, details = str(found["refused"]), shown(found.get("details", []))
        _log.info("file not taken: %s %s, %d bytes", code, str(found.get("cause", ""))[:100], len(data))
        if code == "not-wanted":
            raise NotTaken(code, *details, *sorted(allowed))
        raise NotTaken(code, *details)
    kind = str(found.get("kind"))
    # A file that took the child over could have it name a kind that nobody wants.
    expected = kind in allowed or (kind in _DRAWN_ANEW and bool(answer.pieces))
    notes = findings(found.get("notes", []))
    if (
        kind not in KINDS
        or not expected
        or bool(found.get("cleaned")) != bool(answer.pieces)
        or notes is None
    ):
        _log.warning("child that looks into files gave an answer that is none")
        raise NotTaken("crashed")
    return Looked(kind, answer.pieces[0] if answer.pieces else None, notes)


def findings(notes: Any) -> tuple[Finding, ...] | None:
    """None for what are no notes: they come from a process that a file may have taken over."""
    try:
        return tuple(Finding(str(code), shown(details)) for code, details in notes)
    except (TypeError, ValueError):
        return None


def shown(details: Any) -> tuple[str, ...]:
    """Pieces out of a file as they may stand in a sentence: short, on one line."""
    if not isinstance(details, list):
        return ()
    return tuple(" ".join(printable(str(detail)[:_DETAIL]).split()) for detail in details[:8])


def printable(text: str) -> str:
    """Without what databases cannot keep and pages must not show: zeros, half characters, turns of direction."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
