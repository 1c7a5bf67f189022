"""A report as plain values, whoever writes it out: headings, sentences, tables, charts, lists of evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum


class Form(StrEnum):
    """How a number is written."""

    WHOLE = "whole"
    SHARE = "share"
    DECIMAL = "decimal"


@dataclass(frozen=True)
class Number:
    """A number of a table with the address of the list behind it; `value` None is written as a dash."""

    value: float | None
    form: Form = Form.WHOLE
    url: str = ""

    @property
    def text(self) -> str:
        return written(self.value, self.form)


@dataclass(frozen=True)
class Link:
    text: str
    url: str


Cell = str | Number | Link
Piece = str | Link


def written(value: float | None, form: Form) -> str:
    if value is None:
        return "—"
    match form:
        case Form.SHARE:
            return f"{rounded(value * 100)}%"
        case Form.DECIMAL:
            return f"{rounded(value):,}"
        case _:
            return f"{value:,.0f}"


def rounded(value: float) -> Decimal:
    """To one place, a half upwards, as offices and spreadsheets do."""
    # Through nine places first: 0.3125 and its like are exact only on paper.
    return Decimal(f"{value:.9f}").quantize(Decimal("0.1"), ROUND_HALF_UP)


def text_of(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell.text


def url_of(cell: Cell) -> str:
    return "" if isinstance(cell, str) else cell.url


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 1


@dataclass(frozen=True)
class Sentence:
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece if isinstance(piece, str) else piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Table:
    """`name` is short enough for the tab of a sheet; `weights` are shares of the width; `note` stands below."""

    name: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    weights: tuple[float, ...] = ()
    note: str = ""

    def is_number(self, column: int) -> bool:
        return any(isinstance(row[column], Number) for row in self.rows)


@dataclass(frozen=True)
class Series:
    name: str
    values: tuple[float | None, ...]


class Shape(StrEnum):
    BARS = "bars"
    LINE = "line"
    HEAT = "heat"


@dataclass(frozen=True)
class Chart:
    """`labels` are the bars, the points of a line, or the columns of a heat map (whose series are its rows).

    `alt` says in one sentence what can be seen; the numbers are in `table`, which always stands with it.
    """

    shape: Shape
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    form: Form
    alt: str
    table: Table

    def text(self, value: float | None) -> str:
        return written(value, self.form)

    @property
    def highest(self) -> float:
        """The top of the scale: a whole for shares, else four steps of a round number that reach above all values."""
        if self.form == Form.SHARE:
            return 1.0
        most = max((value or 0 for one in self.series for value in one.values), default=0)
        steps = (float(f"{k}e{n}") for n in range(12) for k in (1, 2, 5))
        return 4 * next(step for step in steps if 4 * step >= most)


Block = Heading | Sentence | Table | Chart


@dataclass(frozen=True)
class Report:
    """`lines` stand below the title; `day` is as of when the numbers are. Addresses are paths of `site`; `address` is
    the report's own.
    """

    title: str
    subtitle: str
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    annexes: tuple[Table, ...]
    signer: str
    day: date
    site: str
    address: str

    def absolute(self, url: str) -> str:
        return self.site + url if url.startswith("/") else url

    @property
    def tables(self) -> Iterator[Table]:
        for block in self.blocks:
            if isinstance(block, Table):
                yield block
            elif isinstance(block, Chart):
                yield block.table

    @property
    def charts(self) -> list[Chart]:
        return [block for block in self.blocks if isinstance(block, Chart)]
