"""The cells of one sheet: read as text, emptied where nobody sees them, masked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from lxml import etree

from mingtang.foundation.containers.markup import attribute, child, children, name_of
from mingtang.foundation.redaction.masks import Span, replaced
from mingtang.foundation.redaction.notes import Notes
from mingtang.foundation.redaction.strings import Strings
from mingtang.foundation.tables.formats import around_text, number_format, show
from mingtang.kernel.guard.pieces import Cell, Part, Piece, Place

_NAME = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ROWS, _COLUMNS = 1_048_576, 16_384
_MERGED_MOST = 200_000
_LOOKS = ("r", "s", "t")
"""Attributes of a cell that stay; others point into parts that are gone."""


class CellUnit:
    __slots__ = ("_element", "_sheet", "cell", "place", "text")

    def __init__(self, sheet: Sheet, element: Any, text: str, cell: Cell) -> None:
        self._sheet = sheet
        self._element = element
        self.text = text
        self.cell = cell
        self.place = Place(Part.CELL, label=sheet.name, cell=f"{letters(cell.column)}{cell.row + 1}")

    @property
    def piece(self) -> Piece:
        return Piece(self.text, self.place, self.cell)

    def apply(self, spans: Sequence[Span]) -> None:
        if spans:
            self._sheet.mask(self._element, self.text, spans)


class Sheet:
    def __init__(
        self, root: Any, name: str, strings: Strings, hiding: frozenset[str], adding: Mapping[str, str]
    ) -> None:
        """`hiding` and `adding` are numbers of formats that show nothing, or digits beside what is in the cell; the
        latter with their codes."""
        self.root = root
        self.name = name
        self._strings = strings
        self._hiding = hiding
        self._adding = adding
        self._data = child(root, "sheetData")
        self.count = 0 if self._data is None else sum(len(row) for row in self._data)

    def _cells(self) -> Iterator[tuple[Any, Any, int, int]]:
        """Row element, cell element, row and column from 0. Cells and rows without a name follow the ones before."""
        row_number = -1
        for row in children(self._data, "row") if self._data is not None else ():
            said = row.get("r", "")
            row_number = (
                int(said) - 1 if said.isascii() and said.isdigit() and len(said) < 8 else row_number + 1
            )
            column = -1
            for cell in children(row, "c"):
                where = position(cell.get("r", ""))
                column = column + 1 if where is None else where[1]
                yield row, cell, row_number, column

    def clean(self, notes: Notes) -> None:
        columns = _hidden_columns(self.root)
        covered = _covered(self.root)
        zero = attribute(child(self.root, "sheetFormatPr"), "zeroHeight") if self._has_format() else ""
        hidden = hidden_rows = formulas = empty = 0
        last_row = None
        for row, cell, row_number, column in self._cells():
            row_hides = _is_on(row.get("hidden", zero)) or row.get("ht") in ("0", "0.0")
            outside = not 0 <= row_number < _ROWS or not 0 <= column < _COLUMNS
            unseen = (
                row_hides
                or outside
                or columns[column]
                or (row_number, column) in covered
                or cell.get("s", "0") in self._hiding
            )
            if child(cell, "f") is not None:
                formulas += 1
                value = child(cell, "v")
                empty += value is None or not (value.text or "")
            self._to_value(cell)
            if unseen:
                if len(cell):
                    hidden += 1
                    hidden_rows += row_hides and row is not last_row
                    last_row = row
                for inner in list(cell):
                    cell.remove(inner)
                cell.attrib.pop("t", None)
            elif cell.get("s", "0") in self._adding and len(cell):
                self._set(cell, self._strings.plain(self._as_shown(cell, self._adding[cell.get("s", "0")])))
        notes.add("hidden-cells", hidden)
        notes.add("hidden-rows", hidden_rows)
        notes.add("formulas", formulas)
        notes.add("formulas-empty", empty)

    def _has_format(self) -> bool:
        return child(self.root, "sheetFormatPr") is not None

    def _to_value(self, cell: Any) -> None:
        """Without formula; text becomes a shared string, wherever it stood."""
        for key in list(cell.attrib):
            if key not in _LOOKS:
                del cell.attrib[key]
        kind = cell.get("t", "n")
        value, inline = child(cell, "v"), child(cell, "is")
        text = "" if value is None else value.text or ""
        for inner in list(cell):
            cell.remove(inner)
        if kind == "inlineStr" or inline is not None:
            if inline is not None:
                self._set(cell, self._strings.taken_in(inline))
        elif kind == "str":
            if text:
                self._set(cell, self._strings.plain(text))
        elif kind == "s":
            number = int(text) if text.strip().isascii() and text.strip().isdigit() and len(text) < 10 else -1
            if 0 <= number < len(self._strings):
                self._set(cell, number)
        elif text:
            etree.SubElement(cell, _beside(cell, "v")).text = text
            return
        if not len(cell):
            cell.attrib.pop("t", None)

    def _set(self, cell: Any, number: int) -> None:
        cell.set("t", "s")
        for inner in list(cell):
            cell.remove(inner)
        etree.SubElement(cell, _beside(cell, "v")).text = str(number)

    def units(self, table: int) -> Iterator[CellUnit]:
        for _row, cell, row_number, column in self._cells():
            text = self._text(cell)
            if text:
                yield CellUnit(self, cell, text, Cell(table, row_number, column))

    def _text(self, cell: Any) -> str:
        if not len(cell):
            return ""
        text = cell[0].text or ""
        if cell.get("t") == "s":
            return self._strings.text(int(text))
        return text if cell.get("t") in ("b", "e", "d") else number_text(text)

    def _as_shown(self, cell: Any, code: str) -> str:
        text = self._text(cell)
        if cell.get("t", "n") == "n":
            try:
                return show(float(cell[0].text or ""), number_format(code))
            except ValueError:
                return text
        before, after = around_text(code) if cell.get("t") == "s" else ("", "")
        return before + text + after

    def mask(self, cell: Any, text: str, spans: Sequence[Span]) -> None:
        if cell.get("t") == "s":
            self._set(cell, self._strings.masked(int(cell[0].text), spans))
        else:
            self._set(cell, self._strings.plain(replaced(text, spans)))

    def used_strings(self) -> Iterator[int]:
        for _row, cell, _number, _column in self._cells():
            if cell.get("t") == "s":
                yield int(cell[0].text)

    def renumber(self, numbers: dict[int, int]) -> None:
        for _row, cell, _number, _column in self._cells():
            if cell.get("t") == "s":
                cell[0].text = str(numbers[int(cell[0].text)])

    def name_columns(self, table: Any) -> bool:
        """Calls the columns of a formatted table like the cells of its first row; false where that cannot be."""
        first, _colon, last = attribute(table, "ref").partition(":")
        begin, end = position(first), position(last)
        columns = list(table.iter("{*}tableColumn"))
        if begin is None or end is None or end[1] - begin[1] + 1 != len(columns):
            return False
        if attribute(table, "headerRowCount", "1") == "0":
            return False
        heads = {
            column: self._text(cell)
            for _row, cell, row_number, column in self._cells()
            if row_number == begin[0] and cell.get("t") == "s"
        }
        names = [heads.get(begin[1] + n, "") for n in range(len(columns))]
        if not all(names) or len({name.lower() for name in names}) < len(names):
            return False
        for key in ("tableType", "connectionId", "comment"):
            table.attrib.pop(key, None)
        for column, name in zip(columns, names, strict=True):
            column.set("name", name.replace("\r\n", "_x000a_").replace("\n", "_x000a_"))
            for key in ("totalsRowLabel", "totalsRowFunction", "queryTableFieldId", "uniqueName"):
                column.attrib.pop(key, None)
            for inner in list(column):
                column.remove(inner)
        for element in [one for one in table if name_of(one) not in ("tableColumns", "tableStyleInfo")]:
            table.remove(element)
        label = f"Table{attribute(table, 'id')}"
        table.set("name", label)
        table.set("displayName", label)
        return True


def _beside(element: Any, name: str) -> str:
    return f"{{{element.tag[1:].partition('}')[0]}}}{name}"


def _is_on(value: str) -> bool:
    return value.lower() in ("1", "true", "on")


def _hidden_columns(root: Any) -> bytearray:
    """One for each column there can be; 1 is hidden."""
    found = bytearray(_COLUMNS)
    listed = child(root, "cols")
    for entry in listed if listed is not None else ():
        said = entry.get("min", ""), entry.get("max", "")
        hides = _is_on(entry.get("hidden", "")) or entry.get("width") in ("0", "0.0")
        if hides and all(text.isascii() and text.isdigit() and len(text) < 8 for text in said):
            first, last = max(int(said[0]) - 1, 0), min(int(said[1]), _COLUMNS)
            found[first:last] = b"\1" * max(last - first, 0)
    return found


def _covered(root: Any) -> set[tuple[int, int]]:
    """Cells under a merged one: nobody sees what they hold."""
    covered: set[tuple[int, int]] = set()
    listed = child(root, "mergeCells")
    for entry in listed if listed is not None else ():
        first, _colon, last = entry.get("ref", "").partition(":")
        begin, end = position(first), position(last)
        if begin is None or end is None:
            continue
        size = (end[0] - begin[0] + 1) * (end[1] - begin[1] + 1)
        if size > 0 and len(covered) + size <= _MERGED_MOST:
            covered |= {
                (row, column)
                for row in range(begin[0], end[0] + 1)
                for column in range(begin[1], end[1] + 1)
                if (row, column) != begin
            }
    return covered


def position(name: str) -> tuple[int, int] | None:
    """“B3” → row and column from 0."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def letters(column: int) -> str:
    name = ""
    column += 1
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def number_text(value: str) -> str:
    """As it stands in the cell when nothing is left out: 1.38E10 is a telephone number all the same."""
    if len(value) > 40:
        return value
    try:
        number = Decimal(value.strip())
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > 40:
        return value
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
