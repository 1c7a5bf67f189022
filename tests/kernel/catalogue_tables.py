"""Puts the cells of `catalogue_layouts` together to tables: merges, headings, repeated headers, notes, blank columns."""

from __future__ import annotations

from dataclasses import dataclass, field

from mingtang.kernel.catalogue.grid import Grid
from mingtang.kernel.catalogue.item import Item
from mingtang.kernel.classification.areas import STANDARD_AREAS
from tests.kernel.catalogue_layouts import Layout, Writer, expected
from tests.kernel.catalogue_truth import LIMITS, TRUTH

MERGED = ("area", "item1", "item2", "basis", "limit", "subject", "channels")
NUMBERS = "一二三四五六七八九十"


@dataclass
class _Rows:
    cells: list[list[str]] = field(default_factory=list)
    covered: set[tuple[int, int]] = field(default_factory=set)

    def add(self, row: list[str], covered: set[int] | None = None) -> None:
        self.covered |= {(len(self.cells), column) for column in covered or ()}
        self.cells.append(row)


def tables(layout: Layout) -> tuple[list[Grid], list[tuple[str, Item]]]:
    """The tables of a layout, and what they say: areas and items in the order of the rows."""
    writer = Writer(layout)
    truth = [(area, expected(item, layout)) for area, items in TRUTH.items() for item in items]
    if layout.area in ("rows", "column"):
        return [_grid(writer, list(TRUTH), "Sheet1", ())], truth
    grids = []
    for number, area in enumerate(TRUTH, 1):
        label = STANDARD_AREAS[area].label
        name = f"{number:02d}{label}" if layout.area == "sheets" else f"Table {number}"
        before = (
            (f"（{NUMBERS[number]}）{label}领域基层政务公开标准目录", "单位：明堂县")
            if layout.area == "before"
            else ()
        )
        grids.append(_grid(writer, [area], name, before))
    return grids, truth


def _grid(writer: Writer, areas: list[str], name: str, before: tuple[str, ...]) -> Grid:
    layout, width = writer.layout, len(writer.columns)
    rows = _Rows()
    if layout.notes:
        rows.add(["明堂县基层政务公开标准目录"] * width, set(range(1, width)))
        rows.add(["填报单位：明堂县政务公开办公室", *[""] * (width - 2), "填报日期：2026年3月1日"])
    if layout.area == "titles":
        rows.add([f"明堂县{STANDARD_AREAS[areas[0]].label}领域基层政务公开标准目录", *[""] * (width - 1)])
    head, covered = writer.header()
    _add_header(rows, head, covered)
    for number, area in enumerate(areas):
        if layout.area == "rows":
            _add_heading(rows, number, area, width, spans=layout.merges == "real")
        _add_items(rows, writer, area, head, covered)
    if layout.notes:
        rows.add(["注：1.“■”表示必选项，“□”表示可选项。", *[""] * (width - 1)])
        rows.add(["合计", *[""] * (width - 2), "40"])
        rows.add([*[""] * (width - 1), "第1页 共1页"])
    cells = [_with_blanks(row) for row in rows.cells] if layout.blank else rows.cells
    shift = {column: _shifted(column) if layout.blank else column for column in range(width)}
    return Grid(
        name,
        tuple(tuple(row) for row in cells),
        tuple(range(1, len(cells) + 1)),
        frozenset((row, shift[column]) for row, column in rows.covered),
        before,
    )


def _add_header(rows: _Rows, head: list[list[str]], covered: set[tuple[int, int]]) -> None:
    for number, row in enumerate(head):
        rows.add(list(row), {column for line, column in covered if line == number})


def _add_heading(rows: _Rows, number: int, area: str, width: int, *, spans: bool) -> None:
    label = STANDARD_AREAS[area].label
    text = (
        f"（{NUMBERS[number]}）{label}领域基层政务公开标准目录",
        f"{label}领域",
        f"{NUMBERS[number]}、{label}",
    )[number % 3]
    if spans:
        rows.add([text] * width, set(range(1, width)))
    else:
        rows.add([text, *[""] * (width - 1)])


def _add_items(
    rows: _Rows, writer: Writer, area: str, head: list[list[str]], covered: set[tuple[int, int]]
) -> None:
    layout = writer.layout
    before: Item | None = None
    for number, item in enumerate(TRUTH[area]):
        if layout.repeat and number and number % layout.repeat == 0:
            _add_header(rows, head, covered)
            before = None if layout.merges == "real" else before
        row, hidden = [], set()
        for place, (_, column) in enumerate(writer.columns):
            text = writer.cell(column, item, area)
            if before is not None and _same(column, area, item, before):
                if layout.merges == "real" and column in MERGED:
                    text = rows.cells[-1][place]
                    hidden.add(place)
                elif layout.merges == "lost" and (
                    column in ("item1", "area") or (column == "item2" and item.item3)
                ):
                    text = ""
                elif layout.ditto and column in ("basis", "limit", "subject", "channels", "item1"):
                    text = layout.ditto
            row.append(text)
        rows.add(row, hidden)
        before = item


def _same(column: str, area: str, item: Item, before: Item) -> bool:
    if column == "item2":
        return (item.item1, item.item2) == (before.item1, before.item2)
    if column == "limit":
        return LIMITS[(area, *item.path)] == LIMITS[(area, *before.path)]
    return column == "area" or (column in MERGED and getattr(item, column) == getattr(before, column))


def _with_blanks(row: list[str]) -> list[str]:
    spans = len(row) > 3 and len(set(row)) == 1
    filler = row[0] if spans else ""
    return [*row[:3], filler, *row[3:], filler]


def _shifted(column: int) -> int:
    return column + (column >= 3)
