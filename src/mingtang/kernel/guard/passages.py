"""A passage: as much of a piece as detectors look at in one go."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from mingtang.kernel.guard.folding import folded
from mingtang.kernel.guard.hits import KINDS, Hit, Severity
from mingtang.kernel.guard.pieces import Piece

MOST = 16_384
"""Characters of a passage: no expression of a detector, however it grows, meets more at once."""
OVERLAP = 512
"""Of parts that could not be cut behind a sentence. A hit belongs to the part that shows more of what is around its
beginning; so none is cut, and none is found twice.
"""
ELSEWHERE = -1
"""Number of a hit that belongs to another part of its piece."""
_BREAK = re.compile(r"[。！？；\n]")


class Passage:
    """`text` is folded (`folding`). `whole` is false for a part of a long piece. `number` counts pieces from 0."""

    __slots__ = ("_first", "_own", "_places", "number", "piece", "text", "whole")

    def __init__(
        self,
        piece: Piece,
        text: str,
        places: list[int] | None,
        first: int,
        whole: bool,
        number: int = 0,
        own: range | None = None,
    ) -> None:
        """`own`: where in the piece hits of this part begin; None: anywhere."""
        self.piece = piece
        self.number = number
        self.text = text
        self.whole = whole
        self._places = places
        self._first = first
        self._own = own

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Places in `text` → places in the piece as it was read."""
        if self._places is None:
            return self._first + start, self._first + end
        # The end is that of the last character: what is invisible behind it does not belong to it.
        return self._first + self._places[start], self._first + self._places[end - 1] + 1

    def hit(
        self,
        kind: str,
        start: int,
        end: int,
        *,
        severity: Severity | None = None,
        confidence: float = 1.0,
        args: Mapping[str, str] | None = None,
        fix: str | None = None,
        suggestion: str | None = None,
    ) -> Hit:
        """A hit on `text[start:end]`. Without a severity it has that of its kind."""
        first, last = self.span(start, end)
        return Hit(
            kind,
            self.piece.place,
            first,
            last,
            self.piece.text[first:last],
            severity or KINDS[kind].severity,
            confidence,
            dict(args or {}),
            fix,
            suggestion,
            self.number if self._own is None or first in self._own else ELSEWHERE,
        )


def passages(piece: Piece, number: int = 0) -> Iterator[Passage]:
    """The piece at once; a long one in parts that end behind a sentence where they can, and overlap where not."""
    raw = piece.text
    if len(raw) <= MOST:
        text, places = folded(raw)
        yield Passage(piece, text, places, 0, True, number)
        return
    at = own = 0
    while at < len(raw):
        end, onward, until = len(raw), len(raw), len(raw)
        if end - at > MOST:
            breaks = [found.end() for found in _BREAK.finditer(raw, at + MOST // 2, at + MOST)]
            end = breaks[-1] if breaks else at + MOST
            onward, until = (end, end) if breaks else (end - OVERLAP, end - OVERLAP // 2)
        text, places = folded(raw[at:end])
        yield Passage(piece, text, places, at, False, number, range(own, until))
        at, own = onward, until
