"""Tables: the heads of the columns say what the cells below hold, and a row is about one person."""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass, field

from mingtang.kernel.guard.passages import Passage
from mingtang.kernel.guard.personal.headers import NAMES, Column, column_of
from mingtang.kernel.guard.personal.name_cells import is_surely_name
from mingtang.kernel.guard.pieces import Cell

COLUMNS_MOST = 512
TABLES_MOST = 8
"""Tables may stand in cells of others; those not seen for this many tables are forgotten."""

_OF_UNITS = frozenset({Column.UNIT, Column.POST})

_DIGIT = re.compile("[0-9]")
_ADULT = re.compile("监护人|家长|父|母|配偶|亲属|家属|代理人|抚养|照料")


@dataclass
class Head:
    """The head of a column: what it says, where it stands, and whether it was reported.

    `of_adult`: it says that the cells are about a grown-up of the family.
    """

    column: Column
    row: int
    passage: Passage
    of_adult: bool = False
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
    of_people: bool = False
    of_units: bool = False
    of_offices: bool = False
    """A column has units or posts, and none has identity numbers: who stands there, stands there for an office."""
    named: bool = False
    """A column has names of people."""
    of_children: bool = False
    """A column has names of children."""
    ids: set[int] = field(default_factory=set)
    """Columns without a head in which identity numbers were."""
    texts_in_row: int = 0

    valued: bool = False
    """Rows of values were there."""

    def end_row(self) -> None:
        self.valued = self.valued or (self.headed and self.filled)
        if self.heads_in_row >= 2 and not self.form_row:
            self.headed = True
        elif self.heads_in_row and not self.form_row and not self.filled and self.texts_in_row >= 3:
            # One head is known, the others are not; digits and names stand in no row of heads.
            self.headed = self.headed or self.heads_in_row * 3 >= self.texts_in_row
        self.heads_in_row, self.form_row, self.filled, self.left, self.texts_in_row = 0, False, False, None, 0

    def take(self, passage: Passage, cell: Cell) -> tuple[Head | None, bool]:
        """The head that speaks of a cell, and whether the cell is a head itself."""
        if cell.row != self.row:
            self.end_row()
            self.row = cell.row
        text = passage.text
        above = self.heads.get(cell.column)
        if above is not None and above.row >= cell.row:
            above = None
        if passage.whole and not (self.headed and self.filled):
            text = text.strip()
            said = column_of(text)
            # Below heads, content may look like one: “慢性病管理” in a list of services. A second row of heads says
            # more of what the first says.
            if self.headed and not (said and (not self.valued and (not above or above.column == said))):
                said = column_of(text, exactly=True)
            if said is not None:
                return self._head(said, passage, cell, text), True
        left, self.left = self.left, None
        if not text:
            return above, False
        self.texts_in_row += 1
        if not self.filled and ((above is not None and above.column in NAMES) or _DIGIT.search(text)):
            self.filled = True
        if left is not None and not (self.headed and above is not None):
            beside = left[1]
            if _DIGIT.search(text) or (beside.column in NAMES and is_surely_name(text)):
                self.form_row = True
            return beside, False
        return above, False

    def _head(self, said: Column, passage: Passage, cell: Cell, text: str) -> Head:
        head = Head(said, cell.row, passage, bool(_ADULT.search(text)))
        if len(self.heads) < COLUMNS_MOST or cell.column in self.heads:
            self.heads[cell.column] = head
        self.heads_in_row += 1
        self.texts_in_row += 1
        self.left = (cell.column, head)
        columns = {one.column for one in self.heads.values()}
        self.named = not columns.isdisjoint(NAMES)
        self.of_people = self.named or Column.ID in columns
        self.of_units = not columns.isdisjoint(_OF_UNITS)
        self.of_offices = self.of_units and (Column.UNIT in columns or Column.ID not in columns)
        self.of_children = Column.MINOR_NAME in columns
        return head


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
