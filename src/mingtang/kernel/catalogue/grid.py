"""A table as a file holds it, before anything is understood."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Grid:
    """Text of all cells; rows are of equal length, and rows that are wholly empty are left out.

    A cell covered by a merge holds the text of the merge's first cell and is listed in `covered` as (row, column),
    counted from 0. `numbers[i]` is the number that row i has in its file, from 1 (in DOCX and HTML: within its
    table). `name` is the sheet's name or the table's caption; `before` the paragraphs that stand between the table
    before and this one. `width` is the number of columns.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    covered: frozenset[tuple[int, int]] = field(default=frozenset())
    before: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0
