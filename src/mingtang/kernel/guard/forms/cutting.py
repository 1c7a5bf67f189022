"""The words around a place in a text, for the few places where it matters where words begin and end."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from mingtang.kernel.search.cutting import words_in_order

_AROUND = 30
_MARK = re.compile("[^\u3400-\u9fff〇]")


class Word(NamedTuple):
    text: str
    start: int
    end: int


def words_around(text: str, start: int, end: int) -> list[Word]:
    """The words of the run of Chinese characters in which `text[start:end]` stands, some thirty to each side."""
    first = max(0, start - _AROUND)
    for mark in _MARK.finditer(text, first, start):
        first = mark.end()
    mark_behind = _MARK.search(text, end, end + _AROUND)
    last = mark_behind.start() if mark_behind else end + _AROUND
    words, at = [], first
    for word in _cut(text[first:last]):
        words.append(Word(word, at, at + len(word)))
        at += len(word)
    return words


# Several detectors look at the same words.
@lru_cache(maxsize=1_024)
def _cut(run: str) -> tuple[str, ...]:
    return tuple(words_in_order(run))


def is_han(letter: str) -> bool:
    return "\u3400" <= letter <= "\u9fff" or letter == "〇"


def listed(words: str) -> tuple[str, ...]:
    """The words of a list written with blanks between them."""
    return tuple(words.split())
