"""One pass over a text for the words of several detectors of this folder, which each would have to go over it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

Match = tuple[int, int, int]
"""Which of its words, from where to where."""

_LISTS: dict[str, Callable[[], Iterable[str]]] = {}


class _Scan:
    def __init__(self) -> None:
        owners: dict[str, list[tuple[str, int]]] = {}
        for owner, words in _LISTS.items():
            for number, word in enumerate(words()):
                owners.setdefault(word, []).append((owner, number))
        self._owners = tuple(owners.values())
        self._machine = AhoCorasick(
            owners, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA
        )
        self._text = ""
        self._found: dict[str, list[Match]] = {}

    def of(self, text: str) -> dict[str, list[Match]]:
        """By owner; also words inside others, in the order of their ends."""
        # All detectors look at a passage before the next one comes.
        if text is not self._text:
            found: dict[str, list[Match]] = {}
            for number, start, end in self._machine.find_matches_as_indexes(text, overlapping=True):
                for owner, own in self._owners[number]:
                    found.setdefault(owner, []).append((own, start, end))
            self._text, self._found = text, found
        return self._found


@cache
def _scan() -> _Scan:
    return _Scan()


def look_for(owner: str, words: Callable[[], Iterable[str]]) -> Callable[[str], list[Match]]:
    """Adds words to those looked for, and gives the function that says where they stand in a text."""
    _LISTS[owner] = words
    _scan.cache_clear()
    return lambda text: _scan().of(text).get(owner, [])


def longest(matches: Iterable[Match]) -> list[Match]:
    """Of those that overlap the leftmost, and of these the longest."""
    kept: list[Match] = []
    end = 0
    for match in sorted(matches, key=lambda match: (match[1], -match[2])):
        if match[1] >= end:
            kept.append(match)
            end = match[2]
    return kept
