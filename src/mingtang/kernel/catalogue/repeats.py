"""Finds rows of a file that say the same as another, or bear the same names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from mingtang.kernel.catalogue.doubts import doubt
from mingtang.kernel.catalogue.item import FIELDS, Item
from mingtang.kernel.catalogue.shapes import Block, RowReading

_COMPARED = tuple(name for name in FIELDS if name not in ("seq", "local"))


@dataclass
class _Namesakes:
    """The rows of one name: the first, and all by their cells as soon as a second one comes."""

    row: RowReading
    grid: int
    by_cells: dict[tuple[Any, ...], tuple[int, int]] = field(default_factory=dict)


def with_repeats(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks, with the doubts `duplicate` and `same_name` on the later rows."""
    seen: dict[tuple[str, ...], _Namesakes] = {}
    return tuple(replace(block, rows=tuple(_row(row, block, seen) for row in block.rows)) for block in blocks)


def _row(row: RowReading, block: Block, seen: dict[tuple[str, ...], _Namesakes]) -> RowReading:
    item = row.item
    if not item.name:
        return row
    names = (block.area or "/" + block.area_text, *item.path)
    first = seen.get(names)
    if first is None:
        seen[names] = _Namesakes(row, block.grid)
        return row
    if not first.by_cells:
        first.by_cells[_cells(first.row.item)] = (first.row.number, first.grid)
    cells = _cells(item)
    if cells in first.by_cells:
        number, grid = first.by_cells[cells]
        return replace(row, doubts=(*row.doubts, doubt("duplicate", row=number, grid=grid)))
    first.by_cells[cells] = (row.number, block.grid)
    fields = [
        name for name, one, two in zip(_COMPARED, _cells(first.row.item), cells, strict=True) if one != two
    ]
    repeated = doubt("same_name", row=first.row.number, grid=first.grid, fields=fields)
    return replace(row, doubts=(*row.doubts, repeated))


def _cells(item: Item) -> tuple[Any, ...]:
    return tuple(item.limit.raw if name == "limit" else getattr(item, name) for name in _COMPARED)
