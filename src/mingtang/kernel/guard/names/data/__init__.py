"""Tables. `tools/guard_*.py` make most of them and say from what; by hand are `shapes.txt` (groups of characters that
look alike, as far as names need them) and `organs.txt` (names that organs of counties usually bear).
"""

from __future__ import annotations

from importlib import resources


def lines(name: str) -> list[str]:
    """The lines of a table of this folder."""
    return resources.files(__name__).joinpath(name).read_text(encoding="utf-8").splitlines()
