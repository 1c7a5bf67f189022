"""What the finders of this folder hand to each other, before it becomes a hit."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache

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
    needs_number: bool = False
    """Not just a name: a number of that person has to stand there."""
    office: bool = False

    def overlaps(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end


REACH = 400
"""A sentence is not followed further than this: without it, a text without stops would take its square in time."""


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence around `text[start:end]`."""
    breaks = _breaks(text)
    before = bisect_left(breaks, start)
    first = breaks[before - 1] + 1 if before else 0
    after = bisect_left(breaks, end)
    last = breaks[after] if after < len(breaks) else len(text)
    return max(first, start - REACH), min(last, end + REACH)


@lru_cache(maxsize=4)
def _breaks(text: str) -> tuple[int, ...]:
    return tuple(found.start() for found in _BREAK.finditer(text))
