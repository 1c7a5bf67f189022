"""The words around a place in a text, for the few places where it matters where words begin and end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import NamedTuple

from mingtang.kernel.search.cutting import words_in_order

_AROUND = 30
_RUN = re.compile("[\u3400-\u9fff〇]+")


class Word(NamedTuple):
    text: str
    start: int
    end: int


def words_around(text: str, start: int, end: int) -> list[Word]:
    """The words of the run of Chinese characters in which `text[start:end]` stands, some thirty characters to each
    side; of several runs, where it reaches over a mark."""
    return _cut_of(text).around(start, end)


class _Cut:
    """The runs of one text, cut when they are asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        runs = [(found.start(), found.end()) for found in _RUN.finditer(text)]
        self._starts = [first for first, _ in runs]
        self._ends = [last for _, last in runs]
        self._words: dict[int, tuple[list[Word], list[int]]] = {}

    def around(self, start: int, end: int) -> list[Word]:
        first = max(0, bisect_right(self._starts, start) - 1)
        found: list[Word] = []
        for number in range(first, len(self._starts)):
            if self._starts[number] > end:
                break
            if self._ends[number] >= start:
                words, starts = self._of(number)
                found += words[bisect_left(starts, start - _AROUND) : bisect_left(starts, end + _AROUND)]
        return found

    def _of(self, number: int) -> tuple[list[Word], list[int]]:
        known = self._words.get(number)
        if known is None:
            at = self._starts[number]
            words = []
            for word in words_in_order(self._text[at : self._ends[number]]):
                words.append(Word(word, at, at + len(word)))
                at += len(word)
            known = self._words[number] = words, [word.start for word in words]
        return known


# All detectors look at a passage before the next one comes.
@lru_cache(maxsize=2)
def _cut_of(text: str) -> _Cut:
    return _Cut(text)


def is_han(letter: str) -> bool:
    return "\u3400" <= letter <= "\u9fff" or letter == "〇"


def listed(words: str) -> tuple[str, ...]:
    """The words of a list written with blanks between them."""
    return tuple(words.split())
