"""Looks at texts and tables with the detectors of a folder, for tests."""

from collections.abc import Iterable
from datetime import date

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.engine import check
from mingtang.kernel.guard.forms import detectors as forms
from mingtang.kernel.guard.hits import Hit
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.pieces import Cell, Part, Piece, Place

assert forms
TODAY = date(2026, 11, 26)
ABOUT = About(today=TODAY, dated=date(2026, 11, 20))


def paragraphs(*texts: str, part: Part = Part.BODY) -> list[Piece]:
    return [Piece(text, Place(part, block=number)) for number, text in enumerate(texts)]


def table(drawn: str, number: int = 0) -> list[Piece]:
    """Rows in lines, cells between “|”; “<” is a cell that was merged into the one before it."""
    return [
        Piece(text, Place(Part.CELL, cell=f"{row}.{column}"), Cell(number, row, column))
        for row, line in enumerate(drawn.strip("\n").split("\n"))
        for column, text in enumerate(line.split("|"))
        if text != "<"
    ]


def hits_in(
    pieces: Iterable[Piece], kind: str, about: About = ABOUT, knowledge: Knowledge | None = None
) -> list[Hit]:
    report = check(pieces, about, knowledge or Knowledge())
    return [hit for hit in report.hits if hit.kind == kind]


def found(kind: str, *texts: str, part: Part = Part.BODY) -> list[str]:
    """What is hit in some paragraphs."""
    return [hit.text for hit in hits_in(paragraphs(*texts, part=part), kind)]


def mended(kind: str, text: str) -> str:
    """The text with every safe fix of that kind."""
    for hit in reversed(hits_in(paragraphs(text), kind)):
        if hit.fix is not None:
            text = text[: hit.start] + hit.fix + text[hit.end :]
    return text
