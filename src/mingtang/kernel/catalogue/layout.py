"""Where the fields of an item stand in the rows of one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mingtang.kernel.catalogue.columns import Column
from mingtang.kernel.catalogue.grid import Grid
from mingtang.kernel.catalogue.shapes import ColumnReading

NAMES = (Column.ITEM1, Column.ITEM2, Column.ITEM3)
LEVEL_COLUMNS: Mapping[Column, tuple[str, ...]] = {
    Column.PREFECTURE: ("prefecture",),
    Column.COUNTY: ("county",),
    Column.TOWNSHIP: ("township",),
    Column.VILLAGE: ("village",),
    Column.TOWNSHIPS_AND_VILLAGES: ("township", "village"),
}


@dataclass(frozen=True)
class Layout:
    """`places` has the index of each column but channels; `channels` (index, channel); `nameless` the indices of
    columns without a header."""

    places: Mapping[Column, int]
    channels: tuple[tuple[int, str], ...]
    nameless: tuple[int, ...]

    @property
    def names(self) -> tuple[Column, ...]:
        """The columns of item names that the table has, from above down."""
        return tuple(column for column in NAMES if column in self.places)

    @property
    def used(self) -> tuple[int, ...]:
        return (*self.places.values(), *(index for index, _ in self.channels))


def layout_of(columns: tuple[ColumnReading, ...]) -> Layout:
    """The layout of a table whose columns have these meanings."""
    places: dict[Column, int] = {}
    channels: list[tuple[int, str]] = []
    nameless: list[int] = []
    for each in columns:
        if each.column is Column.CHANNEL:
            channels.append((each.index, each.channel))
        elif each.column is not None:
            if each.column is not Column.IGNORED:
                places.setdefault(each.column, each.index)
        elif not each.text:
            nameless.append(each.index)
    return Layout(places, tuple(channels), tuple(nameless))


_FIELDS = {
    Column.AUDIENCE: "everyone", Column.MANNER: "active", Column.CHANNEL: "channels", Column.AREA: "",
    **dict.fromkeys(LEVEL_COLUMNS, "levels"),
}  # fmt: skip


def field_of(column: Column) -> str:
    """The field of Item that a column fills."""
    return _FIELDS.get(column, column.value)


class Merges:
    """Which covered cells of a table belong to a merge that comes from the left.

    A cell is asked for in the order of its rows.
    """

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._own = [False] * grid.width
        self._last = [""] * grid.width
        self._place = -1

    def move_to(self, place: int) -> None:
        """Goes on to a row; rows in between are taken in."""
        while self._place < place:
            self._place += 1
            row = self._grid.rows[self._place]
            if not self._grid.covered:
                continue
            for index, text in enumerate(row):
                if (self._place, index) not in self._grid.covered:
                    self._own[index] = True
                elif text != self._last[index]:
                    self._own[index] = False
                self._last[index] = text

    def from_left(self, index: int) -> bool:
        """Whether the cell of this row repeats the cell at its left, because one merge covers both."""
        if (self._place, index) not in self._grid.covered or self._own[index] or not index:
            return False
        row = self._grid.rows[self._place]
        return row[index] == row[index - 1]

    def covered(self, index: int) -> bool:
        return (self._place, index) in self._grid.covered
