"""Hits as lines of a list, with the words marked that were looked for."""

from dataclasses import dataclass, field
from typing import Any

from mingtang.foundation.search.answering import Answer
from mingtang.foundation.search.searchable import SEARCHABLE, Hit
from mingtang.kernel.search.marking import Piece, excerpt, marked
from mingtang.kernel.search.reading import Reading

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


def lines_of(answer: Answer, shown_for: Reading) -> list[Line]:
    """The hits of an answer; `shown_for` is the query whose words are marked."""
    needles = shown_for.needles
    return [line_of(hit, SEARCHABLE[kind].label, needles) for kind, hit in answer.hits]


def line_of(hit: Hit, kind: Any, needles: list[str]) -> Line:
    return Line(
        hit,
        kind,
        marked(hit.title, needles),
        excerpt(hit.text, needles) if hit.text else [],
        marked(hit.number, needles),
        excerpt(hit.passage.text, needles, _PASSAGE_WIDTH) if hit.passage else [],
    )
