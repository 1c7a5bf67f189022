"""Tables: the heads of the columns say what the cells below hold, and a row is about one person."""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass, field

from mingtang.kernel.guard.passages import Passage
from mingtang.kernel.guard.personal.headers import Column, column_of
from mingtang.kernel.guard.personal.names import is_surely_name
from mingtang.kernel.guard.pieces import Cell

COLUMNS_MOST = 512
TABLES_MOST = 8
"""Tables may stand in cells of others; those not seen for this many tables are forgotten."""

_NAMES = frozenset({Column.NAME, Column.MINOR_NAME})
_OF_UNITS = frozenset({Column.UNIT, Column.POST})

_DIGIT = re.compile("[0-9]")


@dataclass
class Head:
    """The head of a column: what it says, where it stands, and whether it was reported."""

    column: Column
    row: int
    passage: Passage
    reported: bool = False


@dataclass
class Table:
    heads: dict[int, Head] = field(default_factory=dict)
    row: int = -1
    headed: bool = False
    """A row of heads was there; else the table is a form, with heads beside their values."""
    filled: bool = False
    """The row holds values already."""
    heads_in_row: int = 0
    form_row: bool = False
    left: tuple[int, Head] | None = None

    @property
    def of_people(self) -> bool:
        return any(head.column in _NAMES or head.column == Column.ID for head in self.heads.values())

    @property
    def of_units(self) -> bool:
        return any(head.column in _OF_UNITS for head in self.heads.values())

    def end_row(self) -> None:
        if self.heads_in_row >= 2 and not self.form_row:
            self.headed = True
        self.heads_in_row, self.form_row, self.filled, self.left = 0, False, False, None

    def take(self, passage: Passage, cell: Cell) -> tuple[Head | None, bool]:
        """The head that speaks of a cell, and whether the cell is a head itself."""
        if cell.row != self.row:
            self.end_row()
            self.row = cell.row
        text = passage.text.strip()
        above = self.heads.get(cell.column)
        if above is not None and above.row >= cell.row:
            above = None
        said = None
        if passage.whole and not (self.headed and self.filled):
            said = column_of(text)
        if said is not None:
            head = Head(said, cell.row, passage)
            if len(self.heads) < COLUMNS_MOST or cell.column in self.heads:
                self.heads[cell.column] = head
            self.heads_in_row += 1
            self.left = (cell.column, head)
            return head, True
        left, self.left = self.left, None
        if not text:
            return above, False
        under_name = above is not None and above.column in _NAMES
        if under_name or _DIGIT.search(text):
            self.filled = True
        if left is not None and not (self.headed and above is not None):
            beside = left[1]
            if _DIGIT.search(text) or (beside.column in _NAMES and is_surely_name(text)):
                self.form_row = True
            return beside, False
        return above, False


class Tables:
    """The tables of a paper that may still go on."""

    def __init__(self) -> None:
        self._tables: OrderedDict[int, Table] = OrderedDict()

    def of(self, number: int) -> Table:
        table = self._tables.get(number)
        if table is None:
            table = self._tables[number] = Table()
            if len(self._tables) > TABLES_MOST:
                self._tables.popitem(last=False)
        else:
            self._tables.move_to_end(number)
        return table
