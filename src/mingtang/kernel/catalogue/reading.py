"""Reads a file of catalogues: tables of text become items, with what is doubtful about each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from mingtang.kernel.catalogue.columns import Column, nearest
from mingtang.kernel.catalogue.doubts import doubt
from mingtang.kernel.catalogue.found import first_header, forced_header, goes_on
from mingtang.kernel.catalogue.grid import Grid
from mingtang.kernel.catalogue.item import Doubt
from mingtang.kernel.catalogue.repeats import with_repeats
from mingtang.kernel.catalogue.shapes import (
    Block,
    ColumnReading,
    Header,
    NotACatalogue,
    Reading,
    RowReading,
)
from mingtang.kernel.catalogue.tables import TableReader

__all__ = ["Block", "ColumnReading", "Header", "NotACatalogue", "Reading", "RowReading", "read_catalogue"]

_MOST_SEEN = 40


def read_catalogue(
    grids: Sequence[Grid],
    *,
    mapping: Mapping[tuple[int, int], Column | None] | None = None,
    file_name: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> Reading:
    """The items of all tables that are catalogues; raises NotACatalogue where none is.

    `mapping` says what columns mean, by the table's place and the column's index; it wins over the header. `progress`
    is told the number of rows read and of all rows.
    """
    problems: list[Doubt] = []
    blocks: list[Block] = []
    total = sum(len(grid.rows) for grid in grids)
    done = 0
    last: TableReader | None = None
    for number, grid in enumerate(grids):
        forced = {index: column for (at, index), column in (mapping or {}).items() if at == number}
        start_and_found = first_header(grid, forced) or forced_header(grid, forced)
        follows: TableReader | None = None
        if start_and_found is None and last is not None and goes_on(grid, last.found):
            follows, found = last, last.found
            start_and_found = 0, replace(found, below=0)
            problems.append(doubt("header_from_before", grid=number, name=grid.name))
        if start_and_found is None:
            problems.append(
                doubt("grid_skipped", read=grid.name, grid=number, name=grid.name, seen=_texts(grid)[:8])
            )
        else:
            start, found = start_and_found
            reader = TableReader(grid, number, forced=forced, file_name=file_name, problems=problems)
            report = _report(progress, done, total)
            blocks += reader.read(start, found, follows=follows, progress=report)
            last = reader
        done += len(grid.rows)
        if progress is not None:
            progress(done, total)
    if last is None:
        raise NotACatalogue(_seen(grids))
    return Reading(with_repeats(blocks), tuple(problems))


def _report(
    progress: Callable[[int, int], None] | None, done: int, total: int
) -> Callable[[int], None] | None:
    return None if progress is None else lambda place: progress(done + place, total)


def _texts(grid: Grid) -> list[str]:
    """The short texts of the first rows, where a header would stand."""
    texts = (text for row in islice(grid.rows, 6) for text in row)
    return list(dict.fromkeys(text for text in texts if text and len(text) <= 30))


def _seen(grids: Sequence[Grid]) -> tuple[tuple[str, tuple[Column, ...]], ...]:
    texts = dict.fromkeys(text for grid in grids for text in _texts(grid))
    return tuple((text, tuple(column for column, _ in nearest(text))) for text in islice(texts, _MOST_SEEN))
