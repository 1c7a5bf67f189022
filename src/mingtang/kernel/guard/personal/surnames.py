"""Surnames, and which characters given names have."""

from __future__ import annotations

from mingtang.kernel.guard.personal.words import sections

_LISTS = sections("names")
SINGLE = frozenset("".join(_LISTS["single"]))
RARE = frozenset("".join(_LISTS["rare"])) - SINGLE
"""Surnames that are words far more often."""
FREQUENT = frozenset("".join(_LISTS["single"])[:64])
"""The list begins with those that most people have."""
ABROAD = frozenset("".join(_LISTS["abroad"]))
"""Characters in names that are written by their sound."""
COMPOUND = frozenset(_LISTS["compound"])
USUAL = frozenset("".join(_LISTS["usual"]))
"""Characters usual in given names."""
NEVER_GIVEN = frozenset("".join(_LISTS["never"]))
"""Characters that hardly ever stand in given names."""


def surname_length(text: str, at: int = 0) -> int:
    """How many characters of a surname begin there: 2, 1, or 0."""
    if text[at : at + 2] in COMPOUND:
        return 2
    return 1 if text[at : at + 1] in SINGLE else 0
