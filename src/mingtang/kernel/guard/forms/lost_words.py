"""Common words of which a lost character is noticed: `data/lost.txt`, made by `tools/guard_lost.py`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_LINE = re.compile(r"([^\da-z\n]+)(\d*)([a-z]*)")


@dataclass(frozen=True)
class LostWords:
    """`words`: each word, the places of those of its characters whose loss leaves what nobody writes, and of these the
    ones where that is sure. `alone`: characters that often are words by themselves."""

    words: tuple[tuple[str, tuple[int, ...], frozenset[int]], ...]
    alone: frozenset[str]


@cache
def lost_words() -> LostWords:
    text = files("mingtang.kernel.guard.forms").joinpath("data", "lost.txt").read_text(encoding="utf-8")
    alone, _, lines = text.partition("\n")
    words = tuple(
        (found[1], (*map(int, found[2]), *sure), frozenset(sure))
        for found in _LINE.finditer(lines)
        if (sure := [ord(letter) - ord("a") for letter in found[3]]) or found[2]
    )
    return LostWords(words, frozenset(alone))
