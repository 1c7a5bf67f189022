"""Tables made by `tools/guard_*.py`, which say from what."""

from __future__ import annotations

from importlib import resources


def lines(name: str) -> list[str]:
    """The lines of a table of this folder."""
    return resources.files(__name__).joinpath(name).read_text(encoding="utf-8").splitlines()
