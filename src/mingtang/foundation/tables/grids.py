"""Cells and merges as a format gives them → `Grid`."""

from __future__ import annotations

from collections.abc import Iterable

from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.tables import notes
from mingtang.foundation.tables.cells import clean
from mingtang.foundation.tables.limits import Limits
from mingtang.foundation.tables.notes import Notes
from mingtang.kernel.catalogue.grid import Grid

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column; rows by their numbers, columns from 0."""

BEFORE = 20
"""Paragraphs kept before a table: a title, a note, a unit; not the chapter."""


class Budget:
    """What all tables of a file take together. Raises Refused when it is more than the limits."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.notes = Notes()
        self._cells = 0
        self._characters = 0
        self._tables = 0

    def cells(self, count: int) -> None:
        self._cells += count
        if self._cells > self.limits.cells:
            raise Refused("too-large")

    def text(self, text: str) -> None:
        self._characters += len(text)
        if self._characters > self.limits.characters:
            raise Refused("too-large")

    def table(self) -> None:
        self._tables += 1
        if self._tables > self.limits.tables:
            raise Refused("too-large")


class Sheet:
    """A table while it is read: text by row number and column, and merges. Empty text takes no space."""

    def __init__(self, name: str, budget: Budget, before: Iterable[str] = ()) -> None:
        budget.table()
        self.name = clean(name)
        self.before = tuple(before)[-BEFORE:]
        self.merges: list[Merge] = []
        self._budget = budget
        self._columns = budget.limits.columns
        self._rows: dict[int, list[str]] = {}

    def put(self, number: int, column: int, text: str) -> None:
        text = clean(text)
        if not text:
            return
        if column >= self._columns:
            self._budget.notes.add(notes.COLUMNS_CUT, self.name)
            return
        row = self._rows.get(number)
        if row is None:
            row = self._rows[number] = []
        missing = column + 1 - len(row)
        if missing > 0:
            self._budget.cells(missing)
            row.extend([""] * missing)
        row[column] = text
        self._budget.text(text)

    def grid(self) -> Grid:
        """Rows and trailing columns that hold nothing of their own are left out, even below a merge."""
        numbers = sorted(self._rows)
        width = max(map(len, self._rows.values()), default=0)
        self._budget.cells(sum(width - len(row) for row in self._rows.values()))
        rows = [self._rows[number] + [""] * (width - len(self._rows[number])) for number in numbers]
        self._rows = {}
        covered = self._fill(rows, numbers, width)
        return Grid(self.name, tuple(map(tuple, rows)), tuple(numbers), frozenset(covered), self.before)

    def _fill(self, rows: list[list[str]], numbers: list[int], width: int) -> set[tuple[int, int]]:
        """Writes the text of each merge into the cells it covers. A cell belongs to the first merge that names it."""
        index = {number: place for place, number in enumerate(numbers)}
        covered: set[tuple[int, int]] = set()
        work = 0
        for top, left, bottom, right in self.merges:
            right = min(right, width - 1)
            # A merge down to the last row of the sheet touches only the rows that hold something.
            if bottom - top < len(numbers):
                places = [index[number] for number in range(top, bottom + 1) if number in index]
            else:
                places = [place for number, place in index.items() if top <= number <= bottom]
            work += max(bottom - top, 1) if bottom - top < len(numbers) else len(numbers)
            work += len(places) * max(right - left + 1, 0)
            if work > 4 * self._budget.limits.cells:
                raise Refused("too-large")
            if not places or left > right:
                continue
            anchor = rows[index[top]][left] if top in index else ""
            for place in places:
                for column in range(left, right + 1):
                    if (numbers[place], column) == (top, left) or (place, column) in covered:
                        continue
                    rows[place][column] = anchor
                    if anchor:
                        self._budget.text(anchor)
                    covered.add((place, column))
        return covered
