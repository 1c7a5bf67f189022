"""Sheets of an ODS file (OpenDocument 1.3 part 3, 9.1). Its cells hold the text they show beside their value.

python-calamine would read them too, but tells no merges and refuses files with blanks between cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mingtang.foundation.containers.archive import Archive
from mingtang.foundation.containers.markup import attribute, child, children, inside, name_of
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.tables import notes
from mingtang.foundation.tables.formats import show
from mingtang.foundation.tables.grids import Budget, Sheet
from mingtang.kernel.catalogue.grid import Grid

_ROW_GROUPS = ("table-rows", "table-header-rows", "table-row-group")
_MOST_ROWS = 1_048_576


def read(archive: Archive, budget: Budget) -> list[Grid]:
    root = archive.xml("content.xml")
    book = child(root, "body", "spreadsheet")
    if book is None:
        raise Refused("damaged")
    hidden = {
        attribute(style, "name")
        for style in inside(root, "automatic-styles")
        if any(attribute(found, "display") == "false" for found in children(style, "table-properties"))
    }
    grids = []
    for table in children(book, "table"):
        name = attribute(table, "name")
        if attribute(table, "style-name") in hidden:
            budget.notes.add(notes.HIDDEN_SHEETS, name)
        else:
            grids.append(_sheet(table, name, budget))
    return grids


def _sheet(table: Any, name: str, budget: Budget) -> Grid:
    sheet = Sheet(name, budget)
    number = 1
    for row in _rows(table):
        repeated = _count(row, "number-rows-repeated")
        texts, merges = _cells(row, budget.limits.columns)
        if texts:
            if attribute(row, "visibility", "visible") != "visible":
                budget.notes.add(notes.HIDDEN_ROWS, name)
            for again in range(min(repeated, _MOST_ROWS)):
                for column, text in texts:
                    sheet.put(number + again, column, text)
        for column, down, across in merges:
            sheet.merges.append((number, column, number + down - 1, column + across - 1))
        number += repeated
    return sheet.grid()


def _rows(parent: Any) -> Iterator[Any]:
    for part in parent:
        name = name_of(part)
        if name == "table-row":
            yield part
        elif name in _ROW_GROUPS:
            yield from _rows(part)


def _cells(row: Any, most: int) -> tuple[list[tuple[int, str]], list[tuple[int, int, int]]]:
    """Texts by column, and merges as column, rows, columns. One column beyond the most is kept, to be reported."""
    texts: list[tuple[int, str]] = []
    merges: list[tuple[int, int, int]] = []
    column = 0
    for cell in row:
        name = name_of(cell)
        if name not in ("table-cell", "covered-table-cell"):
            continue
        repeated = _count(cell, "number-columns-repeated")
        text = _text(cell) if len(cell) else ""
        if text:
            texts += [(at, text) for at in range(column, min(column + repeated, most + 1))]
            if column > most:
                texts.append((column, text))
        down, across = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if down > 1 or across > 1:
            merges.append((column, down, across))
        column += repeated
    return texts, merges


def _count(element: Any, name: str) -> int:
    return max(int(attribute(element, name) or 1), 1)


def _text(cell: Any) -> str:
    """What is shown; remarks are not. Dates as ISO dates, and numbers without separators of thousands."""
    shown = "\n".join("".join(_pieces(part)) for part in children(cell, "p"))
    kind = attribute(cell, "value-type")
    if kind == "date":
        return (
            attribute(cell, "date-value", shown)
            .removesuffix("T00:00:00")
            .replace("T", " ")
            .removesuffix(":00")
        )
    if kind in ("float", "currency") and "," in shown:
        return show(float(attribute(cell, "value")))
    return shown


def _pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for part in element:
        name = name_of(part)
        if name == "s":
            yield " " * min(int(attribute(part, "c") or 1), 100)
        elif name == "tab":
            yield "\t"
        elif name == "line-break":
            yield "\n"
        elif name in ("span", "a"):
            yield from _pieces(part)
        yield part.tail or ""
