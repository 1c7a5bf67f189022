"""A run of text as people see it, and the elements of a file it is spread over."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from mingtang.foundation.redaction.masks import Span
from mingtang.kernel.guard.pieces import Cell, Piece, Place

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

TAIL = " tail"


@dataclass(slots=True)
class Leaf:
    """Text of an element, of its attribute `key`, or what stands behind it, `TAIL`; without an element it is what
    separates two others."""

    text: str
    element: Any = None
    key: str = ""

    def write(self, text: str) -> None:
        if text == self.text:
            return
        if self.key == TAIL:
            self.element.tail = text
        elif self.key:
            self.element.set(self.key, text)
        else:
            self.element.text = text
            if self.element.tag.endswith("}t") and text != text.strip():
                self.element.set(_SPACE, "preserve")


@dataclass(slots=True)
class Unit:
    place: Place
    leaves: list[Leaf] = field(default_factory=list)
    cell: Cell | None = None

    @property
    def piece(self) -> Piece:
        return Piece("".join(leaf.text for leaf in self.leaves), self.place, self.cell)

    def apply(self, spans: Sequence[Span]) -> None:
        rewrite(self.leaves, spans)


def rewrite(leaves: Sequence[Leaf], spans: Sequence[Span]) -> None:
    """A mask goes where the first of its characters stood, so it has that look; the others go."""
    ends = [span.end for span in spans]
    written = -1
    at = 0
    for leaf in leaves:
        begin, end = at, at + len(leaf.text)
        at = end
        if leaf.element is None:
            continue
        number = bisect_right(ends, begin)
        parts: list[str] = []
        position = begin
        while number < len(spans) and spans[number].start < end:
            span = spans[number]
            parts.append(leaf.text[position - begin : max(span.start - begin, 0)])
            if number > written:
                parts.append(span.mask)
                written = number
            position = min(span.end, end)
            number += 1
        if parts:
            leaf.write("".join(parts) + leaf.text[position - begin :])
