"""Names of cells: “B3”."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=1024)
def column_name(column: int) -> str:
    """From 0: “A”, “Z”, “AA”."""
    name = ""
    column += 1
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def cell_name(row: int, column: int) -> str:
    """Both from 0."""
    return f"{column_name(column)}{row + 1}"
