"""Plain text, tables of text, subtitles and pages of the web."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from dataclasses import replace

from mingtang.foundation.containers.decoding import decode
from mingtang.foundation.extraction.grid_names import cell_name
from mingtang.foundation.extraction.items import Item, Unread
from mingtang.foundation.extraction.making import Making
from mingtang.foundation.extraction.numbers import LONG
from mingtang.foundation.tables.text_tables import guess_separator, unwrapped
from mingtang.kernel.guard.markup import pieces_of_html
from mingtang.kernel.guard.pieces import Cell, Part, Piece

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_KEPT_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_SAMPLE = 200_000
_LINES_OF_A_CELL = 100


def read(data: bytes, kind: str, making: Making) -> Iterator[Item]:
    text, lost = decode(data)
    if lost:
        yield Unread(making.place(), "undecodable")
    if "\x00" in text:
        # Nobody sees zeros, and between digits they would hide a number.
        text = text.replace("\x00", "")
    text = text.removeprefix("\ufeff")
    if kind == "csv":
        yield from _table(text, making)
    elif kind == "html":
        yield from _page(text, making)
    else:
        for found in _LINE.finditer(text):
            yield from making.text(found[0])


def _page(text: str, making: Making) -> Iterator[Piece]:
    numbers: set[str] = set()
    for piece in pieces_of_html(text, Part.TEXT):
        numbers.update(LONG.findall(piece.text))
        yield replace(piece, place=replace(piece.place, entry=making.entry))
    # What stands in a tag that is broken is shown by no browser, and goes out all the same.
    for number in dict.fromkeys(LONG.findall(text)):
        if number not in numbers:
            yield from making.text(number, Part.MARKUP, hidden=True)


def _table(text: str, making: Making) -> Iterator[Piece]:
    # Excel writes and understands a first line such as “sep=;”.
    first = text[:100].partition("\n")[0].strip()
    separator = first[4] if first.lower().startswith("sep=") and len(first) == 5 else ""
    table = making.table()
    for number, row in enumerate(_rows(text, separator or guess_separator(text[:_SAMPLE]))):
        for column, cell in enumerate(row):
            yield from making.text(
                unwrapped(cell), Part.CELL, cell=cell_name(number, column), at=Cell(table, number, column)
            )


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    """A quotation mark that is never closed would swallow the rest: from there on marks are letters."""
    csv.field_size_limit(sys.maxsize)
    lines = _Lines(text)
    rows = csv.reader(lines, delimiter=separator)
    while True:
        begin = lines.at
        try:
            row = next(rows, None)
        except csv.Error:
            row = []
        if row is None:
            return
        if not row or lines.stopped or any(cell.count("\n") > _LINES_OF_A_CELL for cell in row):
            if lines.endless:
                row = row or [text[begin : lines.at]]
            elif text[begin : lines.at].strip():
                lines = _Lines(text, begin, endless=True)
                rows = csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE)
                continue
        lines.row_ended()
        yield row


class _Lines:
    """Lines one by one, so that the text is not copied; stops within a row that takes too many of them."""

    def __init__(self, text: str, at: int = 0, *, endless: bool = False) -> None:
        self._found = _KEPT_LINE.finditer(text, at)
        self.endless = endless
        self._taken = 0
        self.at = at
        self.stopped = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self._taken > 2 * _LINES_OF_A_CELL and not self.endless:
            self.stopped = True
            raise StopIteration
        found = next(self._found)
        self._taken += 1
        self.at = found.end()
        return found[0]

    def row_ended(self) -> None:
        self._taken = 0
