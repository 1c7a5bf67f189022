"""An HTML table → cells in their places, with spans that never overlap or leave the table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

COLUMNS_MOST = 40
_PLACES = 1000


@dataclass
class Cell:
    """`row` and `column` from 0; `runs` are pieces of text, as `tree.Run`."""

    row: int
    column: int
    height: int
    width: int
    runs: list[Any]
    head: bool


@dataclass
class Table:
    """`heads` rows at the top repeat on each page. `weights` of the columns follow from what stands in them."""

    rows: int = 0
    columns: int = 0
    heads: int = 0
    cells: list[Cell] = field(default_factory=list)
    caption: str = ""

    @property
    def text(self) -> str:
        lines: dict[int, list[str]] = {}
        for cell in self.cells:
            lines.setdefault(cell.row, []).append("".join(run.text for run in cell.runs))
        return "\n".join(" ".join(parts) for parts in lines.values())

    @property
    def weights(self) -> list[float]:
        """Between 2 and 18 characters of the longest line of a column, shared where a cell spans several."""
        found = [2.0] * self.columns
        for cell in self.cells:
            longest = max(
                (len(line) for line in "".join(run.text for run in cell.runs).split("\n")), default=0
            )
            share = min(max(longest / cell.width, 2.0), 18.0)
            for column in range(cell.column, cell.column + cell.width):
                found[column] = max(found[column], share if cell.width == 1 else min(share, 8.0))
        return found


def table_of(element: Any, read: Callable[[Any], list[Any]]) -> Table:
    table = Table()
    rows = [row for row in element.iter("tr") if _owner(row) is element]
    reach: dict[int, int] = {}
    heads = True
    for number, row in enumerate(rows):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        heads = heads and bool(cells) and all(cell.tag == "th" for cell in cells)
        table.heads += heads
        column = 0
        for cell in cells:
            while reach.get(column, -1) >= number:
                column += 1
            if column >= _PLACES:
                break
            width = min(_span(cell, "colspan"), _PLACES - column)
            # As far as no cell from above stands in the way.
            width = next((w for w in range(1, width) if reach.get(column + w, -1) >= number), width)
            height = min(_span(cell, "rowspan"), len(rows) - number)
            table.cells.append(Cell(number, column, height, width, read(cell), cell.tag == "th"))
            for place in range(column, column + width):
                reach[place] = number + height - 1
            column += width
    table.rows = len(rows)
    _narrow(table)
    table.heads = _whole_heads(table)
    captions = [part for part in element if part.tag == "caption"]
    table.caption = " ".join("".join(captions[0].itertext()).split()) if captions else ""
    return table


def _narrow(table: Table) -> None:
    """Only edges that a cell begins or ends at part columns; a cell over 99 columns of nothing is one column."""
    edges = sorted({edge for cell in table.cells for edge in (cell.column, cell.column + cell.width)} | {0})
    place = {edge: n for n, edge in enumerate(edges)}
    for cell in table.cells:
        begin, end = place[cell.column], place[cell.column + cell.width]
        cell.column, cell.width = begin, end - begin
    table.cells = [cell for cell in table.cells if cell.column < COLUMNS_MOST]
    for cell in table.cells:
        cell.width = min(cell.width, COLUMNS_MOST - cell.column)
    table.columns = max((cell.column + cell.width for cell in table.cells), default=0)


def _whole_heads(table: Table) -> int:
    """Head rows must not hold cells that reach into the body, nor be all there is."""
    heads = table.heads
    for cell in table.cells:
        if cell.row < heads < cell.row + cell.height:
            heads = cell.row
    return heads if heads < table.rows else 0


def _owner(row: Any) -> Any:
    above = row.getparent()
    while above is not None and above.tag != "table":
        above = above.getparent()
    return above


def _span(cell: Any, name: str) -> int:
    text = cell.get(name, "1").strip()
    return min(max(int(text), 1), 1000) if text.isdecimal() and len(text) < 6 else 1
