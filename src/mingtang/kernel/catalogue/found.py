"""The headers of a table, with what its columns mean; and tables that go on below another one's header."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mingtang.kernel.catalogue.columns import Column, key
from mingtang.kernel.catalogue.grid import Grid
from mingtang.kernel.catalogue.header import end_of_header, parts_of, starts_header
from mingtang.kernel.catalogue.header_columns import columns_of
from mingtang.kernel.catalogue.layout import Layout, layout_of
from mingtang.kernel.catalogue.shapes import Header

C = Column
_NEEDED = frozenset({C.ITEM1, C.ITEM2, C.ITEM3, C.ELEMENTS})
_SAMPLE = 200
_SEARCHED = 400


@dataclass
class Found:
    """A header with the place of its first row below, and the texts that repeat it."""

    header: Header
    layout: Layout
    below: int
    keys: frozenset[str] = field(default=frozenset())


def find_header(grid: Grid, first: int, forced: Mapping[int, Column | None]) -> Found | None:
    """The header that begins at a row, None where none does or the table is no catalogue."""
    if not starts_header(grid, first):
        return None
    end = end_of_header(grid, first)
    found = _header(grid, first, end, forced)
    known = {each.column for each in found.header.columns} - {None, C.SEQ, C.REMARK, C.IGNORED}
    return found if len(known) >= 3 and known & _NEEDED else None


def _header(grid: Grid, first: int, end: int, forced: Mapping[int, Column | None]) -> Found:
    rows = grid.rows[end : end + _SAMPLE]
    samples = [[row[index] for row in rows] for index in range(grid.width)]
    columns = columns_of(parts_of(grid, first, end), samples, forced=forced)
    texts = {key(text) for row in grid.rows[first:end] for text in row if text}
    header = Header(grid.numbers[first], grid.numbers[end - 1], columns)
    return Found(header, layout_of(columns), end, frozenset(texts))


def first_header(grid: Grid, forced: Mapping[int, Column | None]) -> tuple[int, Found] | None:
    """The first header of a table with the place of its first row."""
    for place in range(min(len(grid.rows), _SEARCHED)):
        if found := find_header(grid, place, forced):
            return place, found
    return None


def forced_header(grid: Grid, forced: Mapping[int, Column | None]) -> tuple[int, Found] | None:
    """For a table whose columns a person named although it has no header: everything is below."""
    named = {column for column in forced.values() if column is not None}
    if not named & _NEEDED or not grid.rows:
        return None
    columns = columns_of([[] for _ in range(grid.width)], [[] for _ in range(grid.width)], forced=forced)
    return 0, Found(Header(grid.numbers[0], grid.numbers[0] - 1, columns), layout_of(columns), 0)


def goes_on(grid: Grid, before: Found) -> bool:
    """Whether a table without a header can be the rest of the table before: as wide, and rows that fit."""
    if len(before.header.columns) != grid.width or not grid.rows:
        return False
    places = before.layout.places
    elements = places.get(C.ELEMENTS, places.get(C.ITEM2, places.get(C.ITEM1)))
    limit = places.get(C.LIMIT, places.get(C.BASIS))
    if elements is None or limit is None:
        return False
    fit = sum(1 for row in grid.rows if row[elements] and row[limit] and row[elements] != row[limit])
    return 2 * fit >= len(grid.rows)
