"""Many words looked for at once, in time that does not grow with their number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

DENSE = 1_000
"""Fewer words than this may be dense."""


@dataclass(frozen=True)
class Found:
    """A word at `text[start:end]`, the `number`-th of the lexicon."""

    number: int
    start: int
    end: int


class Lexicon:
    """`overlapping`: also words inside others and across their ends; else the longest from the left. `dense`: quicker,
    and for fewer than `DENSE` words: it takes a hundred times the memory."""

    def __init__(self, words: Iterable[str], *, overlapping: bool = False, dense: bool = False) -> None:
        self.words = tuple(words)
        self._overlapping = overlapping
        self._machine = AhoCorasick(
            self.words,
            matchkind=MatchKind.Standard if overlapping else MatchKind.LeftmostLongest,
            implementation=Implementation.DFA if dense else Implementation.ContiguousNFA,
        )

    def spans(self, text: str) -> list[tuple[int, int, int]]:
        """Number, start and end of each word: quicker where there are many."""
        if not self.words:
            return []
        return self._machine.find_matches_as_indexes(text, overlapping=self._overlapping)

    def find(self, text: str) -> Iterator[Found]:
        for number, start, end in self.spans(text):
            yield Found(number, start, end)

    def last(self, text: str) -> Found | None:
        """The last one that `find` gives."""
        found = (
            self._machine.find_matches_as_indexes(text, overlapping=self._overlapping) if self.words else ()
        )
        return Found(*found[-1]) if found else None
