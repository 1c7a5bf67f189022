"""CSV and its relatives: one table, cells parted by comma, semicolon, tab or bar."""

from __future__ import annotations

import csv
import io
import itertools
from collections import Counter

from mingtang.foundation.containers.decoding import decode
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.tables import notes
from mingtang.foundation.tables.grids import Budget, Sheet
from mingtang.kernel.catalogue.grid import Grid

_SEPARATORS = ",\t;|"
_TRIED_ROWS = 200
_LONGEST_CELL = 1_000_000
_LINES_OF_A_CELL = 100


def read(data: bytes, budget: Budget) -> list[Grid]:
    text, lost = decode(data)
    if lost:
        budget.notes.add(notes.UNDECODABLE, str(lost))
    text = text.replace("\x00", "").removeprefix("\ufeff")
    csv.field_size_limit(_LONGEST_CELL)
    # Excel writes and understands a first line such as “sep=;”.
    first, _break, rest = text.partition("\n")
    first = first.strip()
    separator, start = "", 1
    if first.lower().startswith("sep=") and len(first) == 5:
        separator, start, text = first[4], 2, rest
    sheet = Sheet("", budget)
    for number, row in enumerate(_rows(text, separator or guess_separator(text)), start):
        for column, cell in enumerate(row):
            sheet.put(number, column, unwrapped(cell))
    return [sheet.grid()]


def _rows(text: str, separator: str) -> list[list[str]]:
    """A quotation mark that is never closed swallows the rest; then marks are taken as letters."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
        if '"' not in text or not any(cell.count("\n") > _LINES_OF_A_CELL for row in rows for cell in row):
            return rows
    except csv.Error:
        pass
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, quoting=csv.QUOTE_NONE))
    except csv.Error as error:
        raise Refused("damaged") from error


def unwrapped(cell: str) -> str:
    """`="0012"` keeps Excel from taking the zeros away."""
    stripped = cell.strip()
    return (
        stripped[2:-1] if stripped.startswith('="') and stripped.endswith('"') and len(stripped) > 3 else cell
    )


def guess_separator(text: str) -> str:
    """The one that parts most rows into the same number of cells; among equals the one that gives more."""
    best, best_score = ",", 0.0
    for separator in _SEPARATORS:
        try:
            rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
            widths = Counter(
                len(row) for row in itertools.islice(rows, _TRIED_ROWS) if any(map(str.strip, row))
            )
        except csv.Error:
            continue
        wide = Counter({width: count for width, count in widths.items() if width > 1})
        if not wide:
            continue
        width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
        # Rows of the usual width weigh most; that a row is parted at all counts a little.
        score = count / widths.total() + 0.2 * wide.total() / widths.total() + min(width, 50) / 1000
        if score > best_score:
            best, best_score = separator, score
    return best
