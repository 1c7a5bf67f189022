"""What the finders of this folder hand to each other, before it becomes a hit."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mingtang.kernel.guard.hits import Severity

_BREAK = re.compile("[。！？；\n]")


@dataclass(frozen=True, slots=True)
class Found:
    """Personal data, or what may be, at `text[start:end]` of a passage.

    `severity` None: that of the kind. `needs_person`: it is only a hit when the same sentence or row speaks of
    a person. `office`: it stands as something of an office, so that it says nothing of a private person.
    """

    kind: str
    start: int
    end: int
    confidence: float = 1.0
    severity: Severity | None = None
    args: dict[str, str] = field(default_factory=dict)
    needs_person: bool = False
    office: bool = False

    def overlaps(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end


REACH = 400
"""A sentence is not followed further than this: without it, a text without stops would take its square in time."""


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence around `text[start:end]`."""
    least = max(0, start - REACH)
    first = max(text.rfind(mark, least, start) for mark in "。！？；\n") + 1
    stop = _BREAK.search(text, end, end + REACH)
    return max(first, least), min(len(text), end + REACH) if stop is None else stop.start()
