"""Hits as lines of a list, with the words marked that were looked for."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from mingtang.foundation.search.answering import Answer
from mingtang.foundation.search.searchable import DESK_SEARCHABLE, SEARCHABLE, Hit
from mingtang.kernel.search.marking import Piece, excerpt, marked

_PASSAGE_WIDTH = 60


@dataclass(frozen=True)
class Line:
    """One hit: `title`, `text` and `passage` in pieces."""

    hit: Hit
    kind: Any
    title: list[Piece]
    text: list[Piece] = field(default_factory=list)
    number: list[Piece] = field(default_factory=list)
    passage: list[Piece] = field(default_factory=list)

    @property
    def html(self) -> dict[str, SafeString]:
        """The pieces as they stand on a page. Put together here: twenty hits have hundreds of them."""
        parts = {"title": self.title, "text": self.text, "number": self.number, "passage": self.passage}
        return {name: _html_of(pieces) for name, pieces in parts.items()}


def _html_of(pieces: list[Piece]) -> SafeString:
    shown = (f"<mark>{escape(piece.text)}</mark>" if piece.found else escape(piece.text) for piece in pieces)
    return mark_safe("".join(shown))  # noqa: S308  each piece is escaped


def lines_of(answer: Answer) -> list[Line]:
    """The hits of an answer, with the words marked that they were found by."""
    needles = answer.found_by.needles
    return [line_of(hit, _label(kind), needles) for kind, hit in answer.hits]


def _label(kind: str) -> Any:
    return SEARCHABLE[kind].label if kind in SEARCHABLE else DESK_SEARCHABLE[kind].label


def line_of(hit: Hit, kind: Any, needles: list[str]) -> Line:
    return Line(
        hit,
        kind,
        marked(hit.title, needles),
        excerpt(hit.text, needles) if hit.text else [],
        marked(hit.number, needles),
        excerpt(hit.passage.text, needles, _PASSAGE_WIDTH) if hit.passage else [],
    )
