"""Common words of which a lost character is noticed: `data/lost.txt`, made by `tools/guard_lost.py`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_LINE = re.compile(r"([^\d\n]+)(\d+)")


@dataclass(frozen=True)
class LostWords:
    """`words`: each word and the places of those of its characters whose loss leaves what nobody writes. `alone`:
    characters that often are words by themselves."""

    words: tuple[tuple[str, tuple[int, ...]], ...]
    alone: frozenset[str]


@cache
def lost_words() -> LostWords:
    text = files("mingtang.kernel.guard.forms").joinpath("data", "lost.txt").read_text(encoding="utf-8")
    alone, _, lines = text.partition("\n")
    words = tuple((found[1], tuple(map(int, found[2]))) for found in _LINE.finditer(lines))
    return LostWords(words, frozenset(alone))
