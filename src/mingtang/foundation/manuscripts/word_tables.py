"""Word tables as HTML with their spans; tables that only hold lines in place, as those lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

from mingtang.foundation.containers.markup import child
from mingtang.foundation.manuscripts.text import plain
from mingtang.foundation.tables.word_parts import count, merge_of, rows_of, within
from mingtang.foundation.tables.word_text import is_on

COLUMNS_MOST = 60
_DEEP = 12


def lines_of(table: Any) -> list[Any] | None:
    """The paragraphs of a table of one column, such as one around a red head or a title; None for a table of data."""
    rows = [list(within(row, ("tc",))) for row in rows_of(table)]
    if any(len(cells) > 1 for cells in rows) or len(rows) > 3:
        return None
    return [paragraph for cells in rows for cell in cells for paragraph in within(cell, ("p",))]


@dataclass
class _Cell:
    html: str
    bold: bool
    width: int
    height: int = 1


class TableWriter:
    """`read` gives the HTML of a cell and whether it is bold as a whole."""

    def __init__(self, read: Callable[[Any], tuple[str, bool]], deep: int = 0) -> None:
        self._read, self._deep = read, deep

    def write(self, table: Any) -> tuple[str, str]:
        """The HTML, and its words with a tab between cells and a line for each row."""
        grid: list[list[_Cell]] = []
        above: dict[int, _Cell] = {}
        heads: list[bool] = []
        for row in rows_of(table):
            cells, above = self._row(row, above)
            grid.append(cells)
            heads.append(is_on(child(row, "trPr"), "tblHeader"))
        if grid and not any(heads):
            heads[0] = len(grid) > 1 and bool(grid[0]) and all(cell.bold or not cell.html for cell in grid[0])
        html = "".join(
            f"<tr>{''.join(_written(cell, 'th' if head else 'td') for cell in cells)}</tr>"
            for cells, head in zip(grid, heads, strict=True)
        )
        text = "\n".join("\t".join(plain(cell.html).strip() for cell in cells) for cells in grid)
        return f"<table><tbody>{html}</tbody></table>", text if text.strip() else ""

    def _row(self, row: Any, above: dict[int, _Cell]) -> tuple[list[_Cell], dict[int, _Cell]]:
        """The cells that begin in a row, and those that may go on in the next by first column."""
        column = count(row, 0, "trPr", "gridBefore")
        cells: list[_Cell] = [_Cell("", False, column)] if column else []
        going: dict[int, _Cell] = {}
        last: _Cell | None = None
        for part in within(row, ("tc",)):
            width = min(count(part, 1, "tcPr", "gridSpan"), COLUMNS_MOST) or 1
            downward = merge_of(part, "vMerge")
            if last is not None and merge_of(part, "hMerge") == "continue":
                last.width += width
            elif downward == "continue" and column in above:
                last = going[column] = above[column]
                last.height += 1
            else:
                html, bold = self._read(part)
                for inner in within(part, ("tbl",)):
                    html += self._inner(inner)
                last = _Cell(html, bold, width)
                cells.append(last)
                if downward:
                    going[column] = last
            column += width
        return cells, going

    def _inner(self, table: Any) -> str:
        """A table in a cell: a paragraph for each of its rows, since a record's tables do not nest."""
        if self._deep > _DEEP:
            return ""
        _html, text = TableWriter(self._read, self._deep + 1).write(table)
        return "".join(
            f"<p>{escape(' '.join(line.split()))}</p>" for line in text.split("\n") if line.strip()
        )


def _written(cell: _Cell, name: str) -> str:
    spans = (f' colspan="{cell.width}"' if cell.width > 1 else "") + (
        f' rowspan="{cell.height}"' if cell.height > 1 else ""
    )
    html = cell.html.replace("<strong>", "").replace("</strong>", "") if name == "th" else cell.html
    return f"<{name}{spans}>{html or '<p></p>'}</{name}>"
