"""The words around a place in a text, for the few places where it matters where words begin and end."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from mingtang.kernel.search.cutting import words_in_order

_AROUND = 30
_RUN = re.compile("[\u3400-\u9fff〇]*")


class Word(NamedTuple):
    text: str
    start: int
    end: int


def words_around(text: str, start: int, end: int) -> list[Word]:
    """The words of the run of Chinese characters in which `text[start:end]` stands, some thirty to each side."""
    first, least = start, max(0, start - _AROUND)
    while first > least and is_han(text[first - 1]):
        first -= 1
    run = _RUN.match(text, end, end + _AROUND)
    last = run.end() if run else end
    words, at = [], first
    for word in _cut(text[first:last]):
        words.append(Word(word, at, at + len(word)))
        at += len(word)
    return words


# Several look at the same sentence.
@lru_cache(maxsize=2_048)
def _cut(run: str) -> tuple[str, ...]:
    return tuple(words_in_order(run))


def is_han(letter: str) -> bool:
    return "\u3400" <= letter <= "\u9fff" or letter == "〇"


def listed(words: str) -> tuple[str, ...]:
    """The words of a list written with blanks between them."""
    return tuple(words.split())
