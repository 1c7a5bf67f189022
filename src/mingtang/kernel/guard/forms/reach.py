"""Which parts of a paper the forms of writing are looked at in."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.detectors import EachPassage
from mingtang.kernel.guard.hits import Hit
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.passages import Passage
from mingtang.kernel.guard.pieces import Part

PROSE = frozenset(
    {
        Part.TITLE,
        Part.FIELD,
        Part.BODY,
        Part.TEXT,
        Part.CELL,
        Part.HEADER,
        Part.FOOTNOTE,
        Part.NOTES,
        Part.ANNOTATION,
        Part.ALT,
    }
)
"""What people wrote to be read. Not what was struck out or only remarked, nor addresses, markup and formulas; what was
read from pictures has marks that nobody wrote."""
NAMED = PROSE | {Part.FILE_NAME}


def begin_in(
    parts: frozenset[Part], may: Callable[[str], object], see: Callable[[Passage], Iterable[Hit]]
) -> Callable[[About, Knowledge], EachPassage]:
    """A look that remembers nothing, passes over other parts, and over texts in which nothing may be: most of them."""

    def seen(passage: Passage) -> Iterable[Hit]:
        return see(passage) if passage.piece.place.part in parts and may(passage.text) else ()

    def begin(about: About, knowledge: Knowledge) -> EachPassage:
        return EachPassage(seen)

    return begin
