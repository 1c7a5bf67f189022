"""An invented document: its paragraphs, tables and figures with their looks, and what a person reads in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

SONG, FANG, HEI, KAI = "方正小标宋_GBK", "仿宋_GB2312", "黑体", "楷体_GB2312"
EITHER = " | "
"""Parts two values that are both right."""


@dataclass(frozen=True)
class Par:
    """A paragraph. `size` in points, zero and empty for what the file says nothing about."""

    text: str
    align: str = ""
    """“center”, “right”, “both”."""
    size: float = 0
    font: str = ""
    bold: bool = False
    red: bool = False
    indent: float = 0
    """Of the first line, in characters."""
    style: str = ""
    """“Heading 1” and the like."""
    new_page: bool = False
    list_level: int = 0
    """1 for 一、, 2 for （一）, 3 for 1., written by the numbering of Word and not in the text."""


@dataclass(frozen=True)
class Cell:
    text: str
    cols: int = 1
    rows: int = 1


Row = tuple[str | Cell, ...]


@dataclass(frozen=True)
class Table:
    """Cells that others cover are left out of their rows. `inner`: paragraphs of a table of one cell."""

    rows: tuple[Row, ...] = ()
    inner: tuple[Par, ...] = ()

    @property
    def cells(self) -> list[Cell]:
        return [cell for row in self.rows for cell in row if isinstance(cell, Cell)]


@dataclass(frozen=True)
class Figure:
    alt: str = ""


@dataclass(frozen=True)
class Blank:
    pass


Block = Par | Table | Figure | Blank


@dataclass(frozen=True)
class Document:
    """`expected`: all fields that a person finds; what is not named is not there. `first` and `last` are the words that
    the body begins and ends with, empty for a figure."""

    name: str
    blocks: tuple[Block, ...]
    expected: Mapping[str, str] = field(default_factory=dict)
    first: str = ""
    last: str = ""
    appendices: int = 0
    by_looks: bool = False
    """Only its looks tell what it is: nothing is asked of its text alone."""

    @property
    def tables(self) -> list[Table]:
        return [block for block in self.blocks if isinstance(block, Table) and block.rows]


def document(
    name: str,
    *parts: Block | Iterable[Block],
    first: str,
    last: str,
    appendices: int = 0,
    by_looks: bool = False,
    **expected: str,
) -> Document:
    blocks = [
        block
        for part in parts
        for block in ([part] if isinstance(part, Par | Table | Figure | Blank) else part)
    ]
    return Document(name, tuple(blocks), expected, first, last, appendices, by_looks)
