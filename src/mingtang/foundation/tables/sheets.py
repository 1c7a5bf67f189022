"""Sheets of an XLSX file, read as a stream and kept sparsely: a sheet formatted down to its last row costs little.

python-calamine is not used here: it hides error values and number formats, and keeps empty areas in memory.
"""

from __future__ import annotations

import re
from typing import Any

from mingtang.foundation.containers import markup
from mingtang.foundation.containers.archive import Archive
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.tables import notes
from mingtang.foundation.tables.formats import show
from mingtang.foundation.tables.grids import Budget, Merge, Sheet
from mingtang.foundation.tables.symbols import symbols
from mingtang.foundation.tables.workbook import SheetEntry, Workbook, text_of, unescape
from mingtang.kernel.catalogue.grid import Grid

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_DIGITS = "0123456789"


def read(archive: Archive, budget: Budget) -> list[Grid]:
    book = Workbook(archive)
    grids = []
    for entry in book.sheets:
        if entry.hidden:
            budget.notes.add(notes.HIDDEN_SHEETS, entry.name)
        elif entry.part in archive:
            grids.append(_Reader(book, entry, budget).read())
    return grids


class _Reader:
    def __init__(self, book: Workbook, entry: SheetEntry, budget: Budget) -> None:
        self._book = book
        self._entry = entry
        self._notes = budget.notes
        self._sheet = Sheet(entry.name, budget)
        self._columns: dict[str, int] = {}
        self._row = 0

    def read(self) -> Grid:
        with self._book.archive.open(self._entry.part) as source:
            for element in markup.stream(source, "row", "mergeCell"):
                if markup.name_of(element) == "row":
                    self._read_row(element)
                else:
                    self._sheet.merges += _range(element.get("ref", ""))
        return self._sheet.grid()

    def _read_row(self, row: Any) -> None:
        self._row = int(row.get("r") or self._row + 1)
        column = -1
        filled = False
        for cell in row:
            reference = cell.get("r")
            if reference:
                letters = reference.rstrip(_DIGITS)
                found = self._columns.get(letters)
                column = self._columns.setdefault(letters, _column(letters)) if found is None else found
            else:
                column += 1
            if len(cell):
                text = self._text(cell)
                if text:
                    self._sheet.put(self._row, column, text)
                    filled = True
        if filled and row.get("hidden") in ("1", "true"):
            self._notes.add(notes.HIDDEN_ROWS, self._entry.name)

    def _text(self, cell: Any) -> str:
        kind = cell.get("t", "n")
        style = self._book.style(int(cell.get("s") or 0))
        value, calculated = "", False
        for part in cell:
            name = markup.name_of(part)
            if name == "v":
                value = part.text or ""
            elif name == "is":
                return symbols(text_of(part), style.font)
            elif name == "f":
                calculated = True
        if calculated and value == "" and kind != "str":
            self._notes.add(notes.UNCALCULATED, self._entry.name)
        if value == "":
            return ""
        if kind == "s":
            number = int(value)
            text = self._book.texts[number] if 0 <= number < len(self._book.texts) else ""
            return symbols(text, style.font)
        if kind == "n":
            # Some programs write text where a number should be.
            try:
                return show(float(value), style.form, since_1904=self._book.since_1904)
            except ValueError:
                return unescape(value)
        if kind == "b":
            return "TRUE" if value.strip() in ("1", "true") else "FALSE"
        if kind == "d":
            return value.removesuffix("T00:00:00").replace("T", " ")
        return symbols(unescape(value), style.font)


def _column(letters: str) -> int:
    number = 0
    for letter in letters.strip("$").upper():
        if not "A" <= letter <= "Z" or len(letters) > 4:
            raise Refused("damaged")
        number = number * 26 + ord(letter) - 64
    return number - 1


def _range(reference: str) -> list[Merge]:
    corners = _REFERENCE.findall(reference)
    if len(corners) != 2:
        return []
    (left, top), (right, bottom) = corners
    merge = (int(top), _column(left), int(bottom), _column(right))
    return [merge] if merge[0] <= merge[2] and merge[1] <= merge[3] else []
