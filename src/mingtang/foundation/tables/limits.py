"""How much the tables of one file may hold, beside what every file may take."""

from __future__ import annotations

from dataclasses import dataclass

from mingtang.foundation.containers import limits


@dataclass(frozen=True)
class Limits(limits.Limits):
    """The whole catalogue of a county has some ten thousand rows of some twenty columns: far below each of these.
    50,000 rows of 16 columns take less than ten seconds."""

    cells: int = 3_000_000
    """Of all tables together, with the empty ones between others."""
    columns: int = 500
    """More are cut off with a note: nobody means the cell in column XFD."""
    tables: int = 2_000
    characters: int = 60_000_000
    """Of all cells together; protects whoever reads the answer."""


DEFAULT = Limits()
