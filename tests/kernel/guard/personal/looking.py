"""Papers and tables looked through for personal data; people, places and numbers are invented."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mingtang.kernel.guard.about import About, Writer
from mingtang.kernel.guard.hits import Hit
from mingtang.kernel.guard.knowledge import Knowledge, Leader
from mingtang.kernel.guard.personal.identity import check_character
from mingtang.kernel.guard.pieces import Cell, Part, Piece, Place
from mingtang.kernel.guard.ready import check

TODAY = date(2026, 3, 1)
COUNTY = Knowledge(
    phones=frozenset({"0990-6543210"}),
    emails=frozenset({"zwgk@mingtang.example"}),
    addresses=frozenset({"明堂县城关镇人民路1号"}),
    divisions=frozenset({"城关镇", "东湖乡", "大塘村"}),
    parents=("云岭省", "青川市", "明堂县"),
    leaders=(Leader("周正清", "县长", "明堂县人民政府"),),
)


def number(seventeen: str) -> str:
    """An identity number with its check character; 990121 is no place there is."""
    return seventeen + check_character(seventeen)


GROWN = number("99012119750307123")
CHILD = number("99012120150307123")


def look(*texts: str, title: str = "", writer: Writer = Writer.OFFICIAL) -> list[Hit]:
    pieces = [Piece(text, Place(block=block)) for block, text in enumerate(texts)]
    return looked(pieces, title, writer)


def table(*rows: Iterable[str], title: str = "") -> list[Hit]:
    pieces = [
        Piece(text, Place(Part.CELL, cell=f"{chr(65 + column)}{row + 1}"), Cell(0, row, column))
        for row, cells in enumerate(rows)
        for column, text in enumerate(cells)
        if text
    ]
    return looked(pieces, title)


def looked(pieces: list[Piece], title: str = "", writer: Writer = Writer.OFFICIAL) -> list[Hit]:
    report = check(pieces, About(today=TODAY, title=title, writer=writer), COUNTY)
    return [hit for hit in report.hits if hit.group == "personal"]


def said(hits: Iterable[Hit]) -> list[tuple[str, str]]:
    """Kind and text of hits."""
    return [(hit.kind.partition(".")[2], hit.text) for hit in hits]


def of(kind: str, hits: Iterable[Hit]) -> list[str]:
    return [hit.text for hit in hits if hit.kind == f"personal.{kind}"]
