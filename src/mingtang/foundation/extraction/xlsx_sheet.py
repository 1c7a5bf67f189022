"""One sheet of a workbook, as a stream: its cells, what is hidden of them, and what hangs on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from mingtang.foundation.containers import markup
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.extraction.grid_names import cell_name
from mingtang.foundation.extraction.items import Item, Unread
from mingtang.foundation.extraction.package import Package
from mingtang.foundation.extraction.xlsx_styles import PLAIN, CellStyle, number_texts
from mingtang.foundation.tables.workbook import text_of, unescape
from mingtang.kernel.guard.pieces import Cell, Part, Piece

if TYPE_CHECKING:
    from mingtang.foundation.extraction.xlsx import Book

_TAGS = ("cols", "row", "hyperlink", "dataValidation", "headerFooter", "cfRule", "inputCells", "extLst")
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})$")
_WORDS = re.compile(r"[\"'\[]|\d{7}|[^\x00-\x7f]")
"""What a formula says beside cells and functions."""
_PUT_TOGETHER = re.compile(r'"\s*&\s*"')
_NARROW = 0.1
_COLUMNS_MOST = 16_384


class Sheet:
    def __init__(self, package: Package, book: Book, name: str, hidden: bool) -> None:
        self._package = package
        self._making = package.making
        self._book = book
        self._name = name
        self._hidden = hidden
        self._table = package.making.table()
        self._hidden_columns: set[int] = set()
        self._columns: dict[str, int] = {}
        self._row = -1
        # Cells of such a table are coloured by its style.
        self._patterned = False
        # Whether a cell names a text that is not there.
        self._lost = False

    def read(self, part: str) -> Iterator[Item]:
        below = self._package.parts(part)
        self._patterned = "table" in below
        with self._package.archive.open(part) as source:
            for element in markup.stream(source, *_TAGS):
                name = markup.name_of(element)
                if name == "row":
                    yield from self._read_row(element)
                elif name == "cols":
                    self._note_columns(element)
                else:
                    yield from self._beside(name, element)
        if self._lost:
            yield Unread(self._making.place(Part.CELL, label=self._name), "damaged")
        for name in below.get("comments", ()):
            yield from self._package.part(name, self._comments, self._name)
        for name in below.get("threadedComment", ()):
            yield from self._package.part(name, self._threads, self._name)
        for name in below.get("drawing", ()):
            yield from self._package.words(name, Part.TEXT, label=self._name, hidden=self._hidden)

    def _note_columns(self, columns: Any) -> None:
        for entry in columns:
            width = entry.get("width", "")
            hidden = entry.get("hidden") in ("1", "true") or (width != "" and float(width) < _NARROW)
            if hidden:
                first, last = int(entry.get("min", "1")), int(entry.get("max", "1"))
                self._hidden_columns.update(range(first - 1, min(last, _COLUMNS_MOST)))

    def _read_row(self, row: Any) -> Iterator[Piece]:
        self._row = int(row.get("r") or self._row + 2) - 1
        height = row.get("ht", "")
        hidden = (
            self._hidden or row.get("hidden") in ("1", "true") or (height != "" and float(height) < _NARROW)
        )
        column = -1
        for cell in row:
            reference = cell.get("r")
            column = self._column(reference) if reference else column + 1
            if len(cell):
                yield from self._cell(cell, column, hidden or column in self._hidden_columns)

    def _column(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        found = self._columns.get(letters)
        if found is None:
            number = 0
            for letter in letters.strip("$").upper():
                if not "A" <= letter <= "Z" or len(letters) > 4:
                    raise Refused("damaged")
                number = number * 26 + ord(letter) - 64
            found = self._columns[letters] = number - 1
        return found

    def _cell(self, cell: Any, column: int, hidden: bool) -> Iterator[Piece]:
        name, at = cell_name(self._row, column), Cell(self._table, self._row, column)
        style = self._style(cell)
        kind, value, inline = cell.get("t", "n"), "", ""
        for part in cell:
            tag = markup.name_of(part)
            if tag == "v":
                value = part.text or ""
            elif tag == "is":
                inline = text_of(part)
            elif tag == "f" and part.text and _WORDS.search(part.text):
                # Spreadsheets put words together only when they open the file.
                text = _PUT_TOGETHER.sub("", part.text)
                yield from self._making.text(text, Part.FORMULA, label=self._name, cell=name, hidden=True)
        unseen = hidden or (style.white and not self._patterned)
        shown, stored, is_text = self._shown(kind, value, inline, style)
        if is_text and style.hides[3]:
            unseen = True
        elif is_text and shown:
            before, after = style.around_text
            shown = before + shown + after
        if stored:
            yield from self._making.text(stored, Part.CELL, label=self._name, cell=name, hidden=True, at=at)
        yield from self._making.text(shown, Part.CELL, label=self._name, cell=name, hidden=unseen, at=at)

    def _style(self, cell: Any) -> CellStyle:
        number = cell.get("s") or "0"
        styles = self._book.styles
        place = int(number) if number.isdecimal() and len(number) < 9 else 0
        return styles[place] if place < len(styles) else PLAIN

    def _shown(self, kind: str, value: str, inline: str, style: CellStyle) -> tuple[str, str, bool]:
        """What is shown; what is stored where that says something else; whether it is a text."""
        if kind == "inlineStr" or (inline and not value):
            return inline, "", True
        if value == "":
            return "", "", True
        if kind == "s":
            return self._shared(value), "", True
        if kind == "n":
            # Some programs write text where a number should be.
            try:
                return *number_texts(value, style, self._book.since_1904), False
            except ValueError:
                return unescape(value), "", True
        if kind == "b":
            return "TRUE" if value.strip() in ("1", "true") else "FALSE", "", False
        return unescape(value), "", True

    def _shared(self, value: str) -> str:
        number = int(value) if value.strip().isdecimal() else -1
        if not 0 <= number < len(self._book.texts):
            self._lost = True
            return ""
        if number < len(self._book.used):
            self._book.used[number] = 1
        return self._book.texts[number]

    def _beside(self, name: str, element: Any) -> Iterator[Piece]:
        making, label = self._making, self._name
        if name == "headerFooter":
            for part in element:
                yield from making.text(part.text or "", Part.HEADER, label=label, hidden=self._hidden)
            return
        cell = element.get("ref", "") or element.get("sqref", "") or element.get("r", "")
        for key in ("display", "tooltip", "promptTitle", "prompt", "errorTitle", "error", "val", "user"):
            yield from making.text(element.get(key, ""), Part.ALT, label=label, cell=cell[:20], hidden=True)
        if element.get("location"):
            yield from making.text(
                element.get("location"), Part.LINK, label=label, cell=cell[:20], hidden=True
            )
        for text in element.itertext():
            if _WORDS.search(text):
                yield from making.text(text, Part.FORMULA, label=label, cell=cell[:20], hidden=True)

    def _comments(self, part: str) -> Iterator[Piece]:
        with self._package.archive.open(part) as source:
            for entry in markup.stream(source, "comment", "author"):
                if markup.name_of(entry) == "author":
                    yield from self._making.text(entry.text or "", Part.PROPERTY, label="author", hidden=True)
                else:
                    texts = (text_of(text) for text in markup.children(entry, "text"))
                    yield from self._comment("".join(texts), entry.get("ref", ""))

    def _threads(self, part: str) -> Iterator[Piece]:
        with self._package.archive.open(part) as source:
            for entry in markup.stream(source, "threadedComment"):
                texts = (text.text or "" for text in markup.children(entry, "text"))
                yield from self._comment("".join(texts), entry.get("ref", ""))

    def _comment(self, text: str, cell: str) -> Iterator[Piece]:
        yield from self._making.text(
            text, Part.COMMENT, label=self._name, cell=cell if _REFERENCE.match(cell) else ""
        )
