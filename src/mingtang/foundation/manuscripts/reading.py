"""A document that a clerk hands in → its text with structure: `read_manuscript`. Parsed in a child process."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass
from typing import Any

from mingtang.foundation.containers.limits import MEGABYTE, Limits
from mingtang.foundation.manuscripts import messages
from mingtang.foundation.manuscripts.blocks import Block, Picture
from mingtang.foundation.sandbox.asking import Failed, ask
from mingtang.foundation.sandbox.confines import Confines
from mingtang.kernel.official.lines import Line

_log = logging.getLogger(__name__)
_JOB = "mingtang.foundation.manuscripts.job"
DEFAULT = Limits(upload_mb=50, unpacked_mb=300, part_mb=60)


class UnreadableManuscript(Exception):
    """`message` says what the file is, why it is not read and what to do."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code if code in messages.REASONS else "crashed"
        self.message = messages.REASONS[self.code]


@dataclass(frozen=True)
class Manuscript:
    """`kind`: “docx”, “html”, “mhtml” or “text”. `notes` are sentences on what was left out or lost."""

    kind: str
    blocks: tuple[Block, ...]
    pictures: tuple[Picture, ...] = ()
    notes: tuple[Any, ...] = ()

    @property
    def lines(self) -> list[Line]:
        return [block.line for block in self.blocks]


def read_manuscript(data: bytes, limits: Limits = DEFAULT) -> Manuscript:
    """Raises UnreadableManuscript. The HTML of the blocks still goes through the cleaning of the record's body."""
    if len(data) > limits.upload_mb * MEGABYTE:
        raise UnreadableManuscript("too-large")
    try:
        answer = ask(_JOB, data, Confines(limits.seconds, limits.memory_mb), asdict(limits))
    except Failed as error:
        raise UnreadableManuscript(error.code) from error
    found = answer.found
    if "refused" in found:
        code, cause = str(found["refused"]), str(found.get("cause", ""))[:200]
        _log.info("manuscript not read: %s %s, %d bytes", code, cause, len(data))
        raise UnreadableManuscript(code)
    try:
        return _manuscript(found, answer.pieces)
    except (KeyError, TypeError, ValueError) as error:
        _log.warning("child that reads manuscripts gave an answer that is none: %s", type(error).__name__)
        raise UnreadableManuscript("crashed") from error


def _manuscript(found: dict[str, Any], pieces: tuple[bytes, ...]) -> Manuscript:
    blocks = tuple(Block(Line(**line), html, whole) for line, html, whole in found["blocks"])
    if not all(isinstance(text, str) for block in blocks for text in (block.html, block.line.text)):
        raise TypeError("a text is none")
    pictures = tuple(Picture(data, str(alt)) for data, alt in zip(pieces, found["alts"], strict=True))
    notes = tuple(messages.note(code, details) for code, details in found["notes"] if code in messages.NOTES)
    return Manuscript(str(found["kind"]), blocks, pictures, notes)
