"""What the reading of a file of catalogues gives: blocks of rows, each row as read and as understood."""

from __future__ import annotations

from dataclasses import dataclass

from mingtang.kernel.catalogue.columns import Column
from mingtang.kernel.catalogue.item import Doubt, Item


class NotACatalogue(ValueError):
    """No table of the file is a catalogue.

    `seen` has the texts that were found where a header would stand, each with the columns they come nearest to.
    """

    def __init__(self, seen: tuple[tuple[str, tuple[Column, ...]], ...] = ()) -> None:
        super().__init__("no table with the columns of a catalogue")
        self.seen = seen


@dataclass(frozen=True)
class ColumnReading:
    """What a column of the table was taken for.

    `text` is the header as read, its rows joined by "-"; `channel` the channel whose ticks the column holds (code or
    name), where `column` is Column.CHANNEL. `nearest` are the best guesses for a header that is not a known one.
    """

    index: int
    text: str
    column: Column | None
    sure: bool = True
    nearest: tuple[Column, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    channel: str = ""


@dataclass(frozen=True)
class Header:
    """`first` and `last` are the numbers of its rows in the file."""

    first: int
    last: int
    columns: tuple[ColumnReading, ...]


@dataclass(frozen=True)
class RowReading:
    """One item. `number` is the row's number in the file; `cells` hold the text as read, one for each column."""

    number: int
    cells: tuple[str, ...]
    area: str
    area_text: str
    item: Item
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Block:
    """The rows of one area in one table.

    `grid` is the table's place in the file, from 0; `name` its sheet or caption; `title` the line that names the
    catalogue; `area` a code of STANDARD_AREAS or empty; `area_text` the heading in the file's words.
    """

    grid: int
    name: str
    title: str
    area: str
    area_text: str
    header: Header
    rows: tuple[RowReading, ...]


@dataclass(frozen=True)
class Reading:
    """All of a file. `problems` concern the file, a table or a row that is no item."""

    blocks: tuple[Block, ...]
    problems: tuple[Doubt, ...] = ()

    @property
    def rows(self) -> tuple[RowReading, ...]:
        return tuple(row for block in self.blocks for row in block.rows)
