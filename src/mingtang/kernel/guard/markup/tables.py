"""Rows and columns of the tables of a page."""

from __future__ import annotations

from bisect import insort

from mingtang.kernel.guard.pieces import Cell

SPANS_MOST = 100
"""Cells that reach into further rows, of one table; more is no table that people read."""


class Grid:
    """One table. `row` and `column` count from 0; cells that span push the later ones aside."""

    __slots__ = ("_column", "_down", "_row", "number")

    def __init__(self, number: int) -> None:
        self.number = number
        self._row = -1
        self._column = 0
        self._down: list[tuple[int, int, int]] = []
        """First and last column, and last row, of cells that reach down, from the left."""

    def row(self) -> None:
        self._row += 1
        self._column = 0
        self._down = [span for span in self._down if span[2] >= self._row]

    def cell(self, columns: int, rows: int) -> Cell:
        """The place of the next cell; it is `columns` wide and `rows` high (0: to the end)."""
        if self._row < 0:
            self.row()
        for first, end, _ in self._down:
            if first <= self._column <= end:
                self._column = end + 1
        place = Cell(self.number, self._row, self._column)
        last = self._column + max(columns, 1) - 1
        if rows != 1 and len(self._down) < SPANS_MOST:
            insort(self._down, (self._column, last, self._row + (rows or 65_534) - 1))
        self._column = last + 1
        return place


def span(value: str, most: int) -> int:
    """The number an attribute says; 1 where it says none."""
    digits = value.strip()[:6]
    return min(int(digits), most) if digits.isascii() and digits.isdigit() else 1
