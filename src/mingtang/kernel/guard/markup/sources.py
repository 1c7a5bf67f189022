"""Where the characters of a piece stand in the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import overload


class Sources(Sequence[int]):
    """For each character, and for the end, its place in the source: stretches, as a tuple would be large.

    `texts[i]` is where the i-th stretch begins in the text and `places[i]` in the source; inside a stretch both go on
    by ones. The last entry is the end.
    """

    __slots__ = ("_places", "_texts")

    def __init__(self, texts: list[int], places: list[int]) -> None:
        self._texts = texts
        self._places = places

    def __len__(self) -> int:
        return self._texts[-1] + 1

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[int, ...]: ...
    def __getitem__(self, index: int | slice) -> int | tuple[int, ...]:
        if isinstance(index, slice):
            return tuple(self[at] for at in range(*index.indices(len(self))))
        at = index + len(self) if index < 0 else index
        if not 0 <= at < len(self):
            raise IndexError(index)
        stretch = bisect_right(self._texts, at) - 1
        return self._places[stretch] + at - self._texts[stretch]

    def __iter__(self) -> Iterator[int]:
        for stretch, text in enumerate(self._texts[:-1]):
            place = self._places[stretch]
            yield from range(place, place + self._texts[stretch + 1] - text)
        yield self._places[-1]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))
