"""Pairs the rows of a new version of an area's catalogue with those of the version before."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from rapidfuzz import fuzz, process

from mingtang.kernel.catalogue.item import Item
from mingtang.kernel.catalogue.text import squeeze

K = TypeVar("K", bound=Hashable)
Kind = Literal["same", "similar", "new"]

_MOST_COMPARISONS = 4_000_000
_LEAST_LIKENESS = 70.0


@dataclass(frozen=True)
class Match(Generic[K]):
    """What a row of the new version was: `old` is None for a new one. `score` is the likeness from 0 to 1."""

    new_index: int
    old: K | None
    kind: Kind
    score: float


def match(old: Sequence[tuple[K, Item]], new: Sequence[Item]) -> list[Match[K]]:
    """A Match for each new row, in their order; an old row is given to one new row at most.

    The same names (and elements, where several rows share the names) make a row the same; then the same elements
    below the same first name, and then similar names make it similar.
    """
    pairing = _Pairing(old, new)
    pairing.by_key(lambda item: (*_path(item), squeeze(item.elements)), "same", 1.0)
    pairing.by_key(_path, "same", 1.0)
    pairing.by_key(_place, "similar", 0.95)
    pairing.by_likeness()
    return [pairing.found.get(n) or Match(n, None, "new", 0.0) for n in range(len(new))]


def _path(item: Item) -> tuple[str, ...]:
    return tuple(squeeze(name) for name in item.path)


def _place(item: Item) -> tuple[str, ...] | None:
    """The first name and the elements; None where there are no elements to tell rows apart."""
    elements = squeeze(item.elements)
    return (squeeze(item.item1), elements) if elements else None


def _words(item: Item) -> str:
    return squeeze("".join(item.path))


class _Pairing(Generic[K]):
    def __init__(self, old: Sequence[tuple[K, Item]], new: Sequence[Item]) -> None:
        self._old = old
        self._new = new
        self._free = dict.fromkeys(range(len(old)))
        self.found: dict[int, Match[K]] = {}

    def _open(self) -> Iterable[int]:
        return [n for n in range(len(self._new)) if n not in self.found]

    def _pair(self, new_index: int, place: int, kind: Kind, score: float) -> None:
        self.found[new_index] = Match(new_index, self._old[place][0], kind, score)
        del self._free[place]

    def by_key(self, key_of: Callable[[Item], tuple[str, ...] | None], kind: Kind, score: float) -> None:
        """Pairs rows of the same key, in their order."""
        places: dict[tuple[str, ...], deque[int]] = defaultdict(deque)
        for place in self._free:
            if (wanted := key_of(self._old[place][1])) is not None:
                places[wanted].append(place)
        for n in self._open():
            wanted = key_of(self._new[n])
            if wanted is not None and places.get(wanted):
                self._pair(n, places[wanted].popleft(), kind, score)

    def by_likeness(self) -> None:
        """Pairs the rest by their names, the likeliest first; with very many rows only below the same first name."""
        rest = list(self._open())
        if len(rest) * len(self._free) <= _MOST_COMPARISONS:
            groups = [(rest, list(self._free))]
        else:
            groups = self._by_first_name(rest)
        for news, places in groups:
            if len(news) * len(places) <= _MOST_COMPARISONS:
                self._likeliest(news, places)

    def _by_first_name(self, rest: list[int]) -> list[tuple[list[int], list[int]]]:
        """Groups of one first name; the whole may still not take more than the allowed comparisons."""
        old: dict[str, list[int]] = defaultdict(list)
        for place in self._free:
            old[squeeze(self._old[place][1].item1)].append(place)
        new: dict[str, list[int]] = defaultdict(list)
        for n in rest:
            new[squeeze(self._new[n].item1)].append(n)
        left = _MOST_COMPARISONS
        groups = []
        for name, news in sorted(new.items(), key=lambda pair: len(pair[1]) * len(old.get(pair[0], ()))):
            places = old.get(name, [])
            left -= len(news) * len(places)
            if left < 0:
                break
            groups.append((news, places))
        return groups

    def _likeliest(self, news: list[int], places: list[int]) -> None:
        names = [_words(self._old[place][1]) for place in places]
        pairs: list[tuple[float, float, int, int]] = []
        for n in news:
            item = self._new[n]
            hits = process.extract(
                _words(item), names, scorer=fuzz.ratio, score_cutoff=_LEAST_LIKENESS, limit=8
            )
            for _, likeness, at in hits:
                other = self._old[places[at]][1]
                content = (
                    fuzz.ratio(item.elements, other.elements) if item.elements and other.elements else 0.0
                )
                pairs.append((-(likeness + content / 4), -likeness, n, places[at]))
        for _, likeness, n, place in sorted(pairs):
            if n not in self.found and place in self._free:
                self._pair(n, place, "similar", round(-likeness / 100, 3))
