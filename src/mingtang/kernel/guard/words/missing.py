"""A character lost between two others: 鼓支持, where 鼓励支持 was meant.

What is left of the word is a character that seldom stands alone, beside one it never stands beside; with the one that
is lost, it and its neighbours are what is often written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from mingtang.kernel.guard.forms.cutting import words_around
from mingtang.kernel.guard.forms.lost_words import lost_words
from mingtang.kernel.guard.words.table import Table

USUAL = 9
"""Levels of the word that lost a character, of the three characters around the place, of those and the three that
reach further into what stands beside the word, and of the three that reach back."""
THREE, ONWARD, BACK = 8, 10, 5
SURE = 24
"""Height of all three together from which it warns."""
LENGTH = 4
_REMEMBERED = 20_000
_FREE = frozenset(
    "均皆仅已可并尚曾凡即亦仍再又予请须应需拟经由系属含约近共达超逾同于至自与及或全总每各某本该我你他请让使要"
)
"""Words of one character, which statutes have more seldom than other papers."""
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lost:
    """`letter` is missing behind the character at `at` of the squeezed text. `sure`: that is worth a warning."""

    at: int
    letter: str
    sure: bool


@dataclass(frozen=True, slots=True)
class _Fit:
    """`forward`: the letter makes a word with what stands before it; else with what stands behind it."""

    height: int
    letter: str
    forward: bool


class Gaps:
    """Finds what is lost, and remembers what it said of the same four characters."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._said: dict[str, _Fit | None] = {}

    def find(self, text: str, places: Iterable[int]) -> Iterator[Lost]:
        """What is lost at strange pairs of squeezed text."""
        for at in places:
            around = text[at - 1 : at + 3] if at else ""
            if around in self._said:
                fit = self._said[around]
            else:
                if len(self._said) >= _REMEMBERED:
                    self._said.clear()
                fit = self._said[around] = _fitting(around, self._table)
            if fit and _left_over(text, at, fit.forward):
                yield Lost(at, fit.letter, fit.height >= SURE)


@cache
def _alone() -> frozenset[str]:
    return lost_words().alone | _FREE


def _left_over(text: str, at: int, forward: bool) -> bool:
    """Whether the cutter knows no word for the character on that side, and one for the other."""
    words = words_around(text, at, at + 2)
    ends = {word.end: word.text for word in words}.get(at + 1, "")
    begins = {word.start: word.text for word in words}.get(at + 1, "")
    if not ends or not begins:
        return False
    one = len(ends) == 1 and text[at] not in _alone()
    two = len(begins) == 1 and text[at + 1] not in _alone()
    return one and not two if forward else two and not one


def _fitting(around: str, table: Table) -> _Fit | None:
    """What fits best between the two in the middle."""
    if len(around) < LENGTH:
        return None
    before, one, two, behind = list(around)
    best: _Fit | None = None
    # 公民|均可: what seems left over may belong to the word on its other side.
    if one not in _alone() and not table.word(before + one):
        for letter in table.words_after.get(one, _NONE) & table.before.get(two, _NONE):
            if table.word(one + letter) >= USUAL:
                onward, back = letter + two + behind, before + one + letter
                best = _better(best, one + letter + two, onward, back, True, table)
    if two not in _alone() and not table.word(two + behind):
        for letter in table.words_before.get(two, _NONE) & table.after.get(one, _NONE):
            if table.word(letter + two) >= USUAL:
                onward, back = before + one + letter, letter + two + behind
                best = _better(best, one + letter + two, onward, back, False, table)
    return best


def _better(
    best: _Fit | None, middle: str, onward: str, back: str, forward: bool, table: Table
) -> _Fit | None:
    three = table.three(middle)
    if three < THREE:
        return best
    on, behind = table.three(onward), table.three(back)
    if three + on < ONWARD or behind < BACK:
        return best
    fit = _Fit(three + on + behind, middle[1], forward)
    return fit if best is None or (fit.height, fit.letter) > (best.height, best.letter) else best
