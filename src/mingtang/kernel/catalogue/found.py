"""The headers of a table, with what its columns mean; and tables that go on below another one's header."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mingtang.kernel.catalogue.columns import TICKS, Column
from mingtang.kernel.catalogue.grid import Grid
from mingtang.kernel.catalogue.header import end_of_header, is_repeat, keys_of, parts_of, starts_header
from mingtang.kernel.catalogue.header_columns import columns_of
from mingtang.kernel.catalogue.layout import Layout, layout_of
from mingtang.kernel.catalogue.marks import tick
from mingtang.kernel.catalogue.shapes import Header
from mingtang.kernel.limits.model import LimitType
from mingtang.kernel.limits.parse import parse_limit

C = Column
_NEEDED = frozenset({C.ITEM1, C.ITEM2, C.ITEM3, C.ELEMENTS})
_SAMPLE = 200
_SEARCHED = 400
_MOST_HEADER = 6


@dataclass(frozen=True)
class Found:
    """A header with the place of its first row below, and for each column the keys of its texts."""

    header: Header
    layout: Layout
    below: int
    keys: tuple[frozenset[str], ...] = ()


def find_header(grid: Grid, first: int, forced: Mapping[int, Column | None]) -> Found | None:
    """The header that begins at a row, None where none does or the table is no catalogue."""
    if not starts_header(grid, first):
        return None
    end = end_of_header(grid, first)
    found = _header(grid, first, end, forced)
    known = {each.column for each in found.header.columns} - {None, C.SEQ, C.REMARK, C.IGNORED}
    return found if len(known) >= 3 and known & _NEEDED else None


def _header(grid: Grid, first: int, end: int, forced: Mapping[int, Column | None]) -> Found:
    keys = keys_of(grid.rows[first:end], grid.width)
    rows = [
        row for row in grid.rows[end : end + _SAMPLE] if len({*row} - {""}) > 1 and not is_repeat(row, keys)
    ]
    samples = [[row[index] for row in rows] for index in range(grid.width)]
    columns = columns_of(parts_of(grid, first, end), samples, forced=forced)
    header = Header(grid.numbers[first], grid.numbers[end - 1], columns)
    return Found(header, layout_of(columns), end, keys)


def first_header(grid: Grid, forced: Mapping[int, Column | None]) -> tuple[int, Found] | None:
    """The first header of a table with the place of its first row."""
    for place in range(min(len(grid.rows), _SEARCHED)):
        if found := find_header(grid, place, forced):
            return place, found
    return None


def forced_header(grid: Grid, forced: Mapping[int, Column | None]) -> tuple[int, Found] | None:
    """For a table whose columns a person named because its header was not understood.

    The header ends before the first row whose limit or ticks can be read; it is the first row where neither is named.
    """
    named = {
        column: index for index, column in forced.items() if column is not None and 0 <= index < grid.width
    }
    if not named.keys() & _NEEDED or not grid.rows:
        return None
    place = next((n for n, row in enumerate(grid.rows[:_MOST_HEADER]) if _is_data(row, named)), 1)
    if place >= len(grid.rows):
        return None
    parts = parts_of(grid, 0, place) if place else [[] for _ in range(grid.width)]
    columns = columns_of(parts, [[] for _ in range(grid.width)], forced=forced)
    header = Header(grid.numbers[0], grid.numbers[place - 1] if place else grid.numbers[0] - 1, columns)
    return 0, Found(header, layout_of(columns), place, keys_of(grid.rows[:place], grid.width))


def _is_data(row: tuple[str, ...], named: Mapping[Column, int]) -> bool:
    limit = named.get(C.LIMIT)
    if limit is not None:
        return bool(row[limit]) and parse_limit(row[limit]).type is not LimitType.UNPARSED
    return any(tick(row[index]).yes for column, index in named.items() if column in TICKS)


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
