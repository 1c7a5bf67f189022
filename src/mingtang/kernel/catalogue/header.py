"""Finds the rows of a table that are its header, and says what they are made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from mingtang.kernel.catalogue.channels import channel_of
from mingtang.kernel.catalogue.columns import GROUPS, VALUE_LIKE, Column, column_of, key, nearest
from mingtang.kernel.catalogue.grid import Grid

_MOST_ROWS = 4
_LIKELY = 75.0
_LONGEST = 60
_TWO = re.compile(r"\s*([^-—–:：(（]+?)\s*[-—–:：(（]+\s*(.+?)[)）]?\s*", re.DOTALL)


@dataclass(frozen=True)
class Part:
    """One row's share in a column's header; `own` is false where a spanning text is only supposed to reach here."""

    text: str
    own: bool


@lru_cache(maxsize=100_000)
def _strong(text: str) -> Column | None:
    """The column that a text surely heads, apart from words that also stand in cells."""
    if not text or len(text) > _LONGEST:
        return None
    column = column_of(text)
    if column is None and 3 <= len(key(text)) <= 12:
        best = nearest(text, most=1)
        column = best[0][0] if best and best[0][1] >= _LIKELY else None
    return None if column is None or column in VALUE_LIKE else column


@lru_cache(maxsize=20_000)
def _known(text: str) -> bool:
    if len(text) > _LONGEST:
        return False
    best = nearest(text, most=1)
    return column_of(text) is not None or bool(channel_of(text)) or (bool(best) and best[0][1] >= _LIKELY)


def strong_columns(row: tuple[str, ...]) -> set[Column]:
    """The columns that the cells of a row would head."""
    return {column for text in set(row) if (column := _strong(text)) is not None}


def starts_header(grid: Grid, place: int) -> bool:
    """Whether a header begins at a row."""
    here = strong_columns(grid.rows[place])
    if len(here) >= 3:
        return True
    if not here:
        return False
    texts = {text for text in grid.rows[place] if text}
    if 2 * sum(_known(text) for text in texts) < len(texts):
        return False
    below = set(here)
    for row in grid.rows[place + 1 : place + 3]:
        below |= strong_columns(row)
    best_below = max((len(strong_columns(row)) for row in grid.rows[place + 1 : place + 3]), default=0)
    return (len(here) >= 2 and len(below) >= 4) or (len(here) >= 1 and best_below >= 2 and len(below) >= 5)


def end_of_header(grid: Grid, first: int) -> int:
    """The place after the last row of a header that begins at `first`."""
    end = first + 1
    while end < min(len(grid.rows), first + _MOST_ROWS) and _goes_on(grid, first, end):
        end += 1
    return end


def _goes_on(grid: Grid, first: int, place: int) -> bool:
    """Whether a row still belongs to the header above it."""
    known, unknown = 0, 0
    for index, text in enumerate(grid.rows[place]):
        above = [grid.rows[row][index] for row in range(first, place) if grid.rows[row][index]]
        if not text or (above and text == above[-1]):
            continue
        if _known(text):
            known += 1
            continue
        leaf = _strong(above[-1]) if above else None
        if leaf is not None and (leaf not in GROUPS or leaf is Column.ITEM1 or len(text) > _LONGEST):
            return False
        unknown += 1
    if known == unknown == 0:
        return any((place, index) in grid.covered for index in range(grid.width)) or _repeats(grid, place)
    return known > 0 and known >= 2 * unknown


def _repeats(grid: Grid, place: int) -> bool:
    return sum(1 for text in grid.rows[place] if text) >= 3


def parts_of(grid: Grid, first: int, end: int) -> list[list[Part]]:
    """For each column the texts of its header from above down, without repetitions.

    Where a spanning text stands only in the first of its columns (the merge was lost), the columns to its right that
    have something finer below get it too, as not their own.
    """
    columns: list[list[Part]] = []
    for index in range(grid.width):
        parts: list[Part] = []
        for row in range(first, end):
            text = grid.rows[row][index]
            lower = any(grid.rows[below][index] for below in range(row + 1, end))
            if text:
                parts += [Part(each, own=True) for each in _levels_of(text) if _is_new(each, parts)]
                continue
            if lower and (spanning := _spanning(grid, row, index, end)):
                part = Part(spanning, own=False)
            else:
                continue
            if _is_new(part.text, parts):
                parts.append(part)
        columns.append(parts)
    return columns


def _is_new(text: str, parts: list[Part]) -> bool:
    return all(key(text) != key(part.text) for part in parts)


def _levels_of(text: str) -> list[str]:
    """The two levels of a header written in one cell: 公开层级-县级, 公开方式（主动）."""
    match = _TWO.fullmatch(text)
    if match and column_of(text) is None and column_of(match[1]) in GROUPS:
        return [match[1], match[2]]
    return [text]


def _spanning(grid: Grid, row: int, index: int, end: int) -> str:
    """The nearest text to the left in a row of the header, if something finer stands below it too."""
    for left in range(index - 1, -1, -1):
        if text := grid.rows[row][left]:
            finer = any(grid.rows[below][left] not in ("", text) for below in range(row + 1, end))
            return text if finer or column_of(text) in GROUPS else ""
    return ""


def keys_of(rows: Sequence[tuple[str, ...]], width: int) -> tuple[frozenset[str], ...]:
    """For each column the keys of the texts that stand in its header."""
    return tuple(frozenset(key(row[index]) for row in rows if row[index]) for index in range(width))


def is_repeat(row: tuple[str, ...], keys: tuple[frozenset[str], ...]) -> bool:
    """Whether a row only says again what the header says, each in its column, as on a new page."""
    texts = [(text, index) for index, text in enumerate(row) if text]
    if len(texts) < 2 or any(len(text) > _LONGEST for text, _ in texts):
        return False
    return all(key(text) in keys[index] for text, index in texts) and len({text for text, _ in texts}) > 1
