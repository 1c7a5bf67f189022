"""How likely it is that a change mends something, and which changes are made."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from mingtang.kernel.guard.words.phrases import Phrases
from mingtang.kernel.guard.words.suspects import AFTER, BEFORE, between_words, changes
from mingtang.kernel.guard.words.table import Table

QUICK = -3.0
"""Log-odds of the quick trees below which the others are not asked."""
LEAST = 0.1
PHRASE = 0.95
"""How sure it is that something almost like a set phrase should be that."""
_WINDOWS = 20_000


@dataclass(frozen=True, slots=True)
class Mended:
    """`right` should stand at `start` of the squeezed text, as sure as `chance` says."""

    start: int
    right: str
    chance: float


class Judge:
    """Asks trees about changes, and remembers what it said of the same few characters."""

    def __init__(self, table: Table, trees: dict[str, Any], phrases: Phrases) -> None:
        self._table = table
        self._phrases = phrases
        self._trees = trees
        self._said: dict[str, list[tuple[int, str, float]]] = {}

    def mended(self, text: str, places: Iterable[int], sure: float) -> list[Mended]:
        """The changes around strange pairs of squeezed text that are at least so sure; none shares a character with
        another.
        """
        found: list[Mended] = []
        for at in places:
            window = text[at - BEFORE : at + AFTER] if at >= BEFORE else ""
            said = self._said.get(window) if window else None
            if said is None:
                said = self._judged(text, at)
                if window:
                    if len(self._said) >= _WINDOWS:
                        self._said.clear()
                    self._said[window] = said
            found.extend(
                Mended(at + offset, right, chance) for offset, right, chance in said if chance >= sure
            )
        return _apart(found) if found else found

    def _judged(self, text: str, at: int) -> list[tuple[int, str, float]]:
        if between_words(text, at, self._table):
            return []
        found = [(start - at, right, PHRASE) for start, right in self._phrases.meant(text, at, self._table)]
        for change in changes(text, at, self._table):
            trees = self._trees["one" if len(change.right) == 1 else "two"]
            if _odds(change.features, trees["quick"]) < QUICK:
                continue
            chance = 1 / (1 + math.exp(-_odds(change.more(self._table), trees["full"])))
            if chance >= LEAST:
                found.append((change.start - at, change.right, chance))
        return found


def _odds(features: list[int], trees: dict[str, Any]) -> float:
    """Log-odds: the start and one leaf of each tree."""
    odds: float = trees["start"]
    for tree in trees["trees"]:
        while type(tree) is list:
            tree = tree[2] if features[tree[0]] <= tree[1] else tree[3]
        odds += tree
    return odds


def _apart(likely: Iterable[Mended]) -> list[Mended]:
    """The surest first; what touches the same character as a surer one falls away."""
    taken: set[int] = set()
    kept = []
    for one in sorted(likely, key=lambda one: (-one.chance, one.start, one.right)):
        places = range(one.start, one.start + len(one.right))
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(one)
    return kept
