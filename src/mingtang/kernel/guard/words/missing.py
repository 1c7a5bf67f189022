"""A character lost between two others: 鼓支持, where 鼓励支持 was meant.

What is left of the word is a character that seldom stands alone, beside one it never stands beside; with the one that
is lost, it and its neighbours are what is often written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mingtang.kernel.guard.forms.cutting import words_around
from mingtang.kernel.guard.forms.lost_words import lost_words
from mingtang.kernel.guard.words.suspects import between_words
from mingtang.kernel.guard.words.table import Table

USUAL = 9
"""Levels of the word that lost a character, of the three characters around the place, of those and the three that
reach further into what stands beside the word, and of the three that reach back."""
THREE, ONWARD, BACK = 8, 10, 5
_FREE = frozenset(
    "均皆仅已可并尚曾凡即亦仍再又予请须应需拟经由系属含约近共达超逾同于至自与及或全总每各某本该我你他请让使要"
)
"""Words of one character, which statutes have more seldom than other papers."""
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lost:
    """`letter` is missing behind the character at `at` of the squeezed text."""

    at: int
    letter: str


def lost(text: str, places: Iterable[int], table: Table) -> Iterator[Lost]:
    """What is lost at strange pairs of squeezed text."""
    alone = lost_words().alone | _FREE
    for at in places:
        one, two = text[at], text[at + 1]
        if (one in alone and two in alone) or between_words(text, at, table):
            continue
        between = table.after.get(one, _NONE) & table.before.get(two, _NONE)
        fitting = [letter for letter in between if table.three(one + letter + two) >= THREE]
        if not fitting:
            continue
        words = words_around(text, at, at + 2)
        ends = {word.end: word.text for word in words}.get(at + 1, "")
        begins = {word.start: word.text for word in words}.get(at + 1, "")
        if not ends or not begins:
            continue
        first = len(ends) == 1 and one not in alone
        last = len(begins) == 1 and two not in alone
        if first and last:
            # The cutter knows neither.
            continue
        best = max((_judged(text, at, letter, first, last, table), letter) for letter in fitting)
        if best[0]:
            yield Lost(at, best[1])


def _judged(text: str, at: int, letter: str, first: bool, last: bool, table: Table) -> int:
    """How well the letter fits; 0: not well enough. `first`, `last`: whether that neighbour is left over of a word."""
    one, two = text[at], text[at + 1]
    # 公民|均可: what the cutter left over may belong to the word on its other side.
    begun = table.word(one + letter) if first and not table.word(text[at - 1 : at + 1]) else 0
    ended = table.word(letter + two) if last and not table.word(text[at + 1 : at + 3]) else 0
    behind, ahead = table.three(letter + text[at + 1 : at + 3]), table.three(text[at - 1 : at + 1] + letter)
    onward, back = (behind, ahead) if begun >= ended else (ahead, behind)
    three = table.three(one + letter + two)
    fits = max(begun, ended) >= USUAL and three + onward >= ONWARD and back >= BACK
    return three + onward + back if fits else 0
