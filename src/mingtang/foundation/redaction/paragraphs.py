"""Words of an XML part of an office file: paragraphs, cells of tables, and whatever else a person may have written.

Word, slides and drawings name these things alike (p, t, br, tbl, tr, tc); only their namespaces differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from mingtang.foundation.containers.markup import attribute, child, name_of
from mingtang.foundation.redaction.units import TAIL, Leaf, Unit
from mingtang.kernel.guard.pieces import Cell, Part, Place

_STANDS_FOR = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_CODES = frozenset(("instrText",))
_WRITTEN_BY_PEOPLE = frozenset(
    (
        *("descr", "title", "tooltip", "name", "alt", "display", "prompt", "promptTitle", "error", "errorTitle"),
        *("string", "displayText", "value", "formatCode", "location", "instr", "author", "userName", "initials"),
        *("href", "summary", "caption", "codeName", "invalidUrl"),
    )
)  # fmt: skip
_VALUES_OF = frozenset(
    (
        *("alias", "tag", "default", "helpText", "statusText", "result", "lid", "calcOnExit"),
        *("tblCaption", "tblDescription"),
    )
)
"""Elements of Word whose attribute `val` is text."""
_LONG = re.compile("[0-9]{11}")
_SHORTEST = 5
"""Characters: no number or address is shorter, and names of shapes are not looked at one by one."""


@dataclass
class Tables:
    """Numbers the tables of a paper."""

    count: int = 0

    def next(self) -> int:
        self.count += 1
        return self.count - 1


def units_of(root: Any, place: Place, tables: Tables) -> list[Unit]:
    """All text of a part, tables row by row."""
    taken: set[Any] = set()
    cells, outermost = _cells(root, tables)
    by_cell: dict[Any, Unit] = {}
    ordered: list[tuple[tuple[int, int], Unit]] = []
    begins: dict[Any, int] = {}
    for number, paragraph in enumerate(root.iter("{*}p")):
        leaves, codes = _leaves(paragraph)
        taken.update(leaf.element for leaf in (*leaves, *codes) if leaf.element is not None)
        if codes:
            ordered.append(((number, 0), Unit(replace(place, part=Part.FORMULA), codes)))
        cell = next(paragraph.iterancestors("{*}tc", "{*}txbxContent"), None)
        if cell is None or cell not in cells:
            if leaves:
                ordered.append(((number, 0), Unit(place, leaves)))
        elif cell in by_cell:
            by_cell[cell].leaves += [Leaf("\n"), *leaves]
        else:
            where = cells[cell]
            by_cell[cell] = unit = Unit(replace(place, part=Part.CELL), leaves, where)
            begin = begins.setdefault(outermost[cell], number)
            ordered.append(((begin, where.table + 1), unit))
    # A table inside a cell comes when the outer one is through.
    ordered.sort(key=lambda entry: entry[0])
    return [*(unit for _key, unit in ordered), *_rest(root, place, taken)]


def _leaves(paragraph: Any) -> tuple[list[Leaf], list[Leaf]]:
    """The words of a paragraph, without those of text boxes in it; and the codes of its fields."""
    leaves: list[Leaf] = []
    codes: list[Leaf] = []
    todo = list(reversed(paragraph))
    while todo:
        element = todo.pop()
        name = name_of(element)
        if name == "t":
            if element.text:
                leaves.append(Leaf(element.text, element))
        elif name in _STANDS_FOR:
            leaves.append(Leaf(_STANDS_FOR[name]))
        elif name in _CODES:
            if element.text:
                codes.append(Leaf(element.text, element))
        elif name != "p":
            todo.extend(reversed(element))
    return leaves, codes


def _cells(root: Any, tables: Tables) -> tuple[dict[Any, Cell], dict[Any, Any]]:
    cells: dict[Any, Cell] = {}
    outermost: dict[Any, Any] = {}
    for table in root.iter("{*}tbl"):
        number = tables.next()
        top = [table, *table.iterancestors("{*}tbl")][-1]
        for row, line in enumerate(_own(table, "tr", "tbl")):
            column = 0
            for cell in _own(line, "tc", "tr"):
                cells[cell] = Cell(number, row, column)
                outermost[cell] = top
                span = child(cell, "tcPr", "gridSpan")
                width = "1" if span is None else attribute(span, "val")
                column += int(width) if width.isascii() and width.isdigit() and len(width) < 5 else 1
    return cells, outermost


def _own(element: Any, name: str, within: str) -> Iterator[Any]:
    """Also those that a content control wraps; not those of a table inside."""
    for found in element.iter(f"{{*}}{name}"):
        if next(found.iterancestors(f"{{*}}{within}"), None) is element:
            yield found


def _rest(root: Any, place: Place, taken: set[Any]) -> Iterator[Unit]:
    """What stands outside of paragraphs: cached values of charts, descriptions of pictures, names of controls."""
    place = replace(place, part=Part.ALT)
    for element in root.iter("{*}*"):
        text = element.text
        if text and len(text.strip()) >= _SHORTEST and element not in taken:
            yield Unit(place, [Leaf(text, element)])
        if element.tail and len(element.tail.strip()) >= _SHORTEST:
            yield Unit(place, [Leaf(element.tail, element, TAIL)])
        for key, value in element.attrib.items():
            name = key.rpartition("}")[2]
            wanted = name in _WRITTEN_BY_PEOPLE or (name == "val" and name_of(element) in _VALUES_OF)
            if (wanted and len(value) >= _SHORTEST) or has_long_number(value):
                yield Unit(place, [Leaf(value, element, key)])


def has_long_number(value: str) -> bool:
    """As persons, phones and accounts have it; measures and identifiers of files are shorter. Such a value is looked
    at whatever it is for."""
    return _LONG.search(value) is not None
