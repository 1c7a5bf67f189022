"""Names with one slip: a character wrong, missing, too many, or two swapped. All names are looked for at once.

Of a name with one slip at least one half is right, unless the two characters at the seam are swapped. So the halves are
looked for, and where one stands, its neighbourhood is compared with the other half by keys that lack one character.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from mingtang.kernel.guard.lexicon import DENSE, Lexicon

SHORTEST = 4
"""Shorter names have no halves to be found by: see `alike.slips`."""
_REMEMBERED = 512


class Slip(StrEnum):
    WRONG = "wrong"
    MISSING = "missing"
    EXTRA = "extra"
    SWAPPED = "swapped"


@dataclass(frozen=True, slots=True)
class Near:
    """`text[start:end]` is `name` with one slip at its `at`-th character. `got` is the character too many or in the
    wrong place, `want` the one that should stand there; of a swap both are the two.
    """

    name: str
    start: int
    end: int
    slip: Slip
    at: int
    got: str = ""
    want: str = ""

    @property
    def last(self) -> bool:
        return self.at >= len(self.name) - 1

    @property
    def inside(self) -> bool:
        return 0 < self.at < len(self.name) - 1


def compare(window: str, name: str) -> tuple[Slip, int, str, str] | None:
    """How the window differs from the name, if by one slip."""
    spread = len(window) - len(name)
    if abs(spread) > 1 or window == name:
        return None
    at = next((i for i, (a, b) in enumerate(zip(window, name, strict=False)) if a != b), None)
    if at is None:
        at = min(len(window), len(name))
    if spread == 0:
        if window[at + 1 :] == name[at + 1 :]:
            return Slip.WRONG, at, window[at], name[at]
        pair = name[at : at + 2]
        if window[at : at + 2] == pair[::-1] and window[at + 2 :] == name[at + 2 :]:
            return Slip.SWAPPED, at, window[at : at + 2], pair
        return None
    if spread < 0:
        return (Slip.MISSING, at, "", name[at]) if window[at:] == name[at + 1 :] else None
    return (Slip.EXTRA, at, window[at], "") if window[at + 1 :] == name[at:] else None


class Names:
    """The names to look for. Those shorter than `SHORTEST` are left out. `pairs`: two characters may be too many, when
    the first is that of what follows: 医疗保险保障.
    """

    def __init__(self, names: Iterable[str], *, pairs: bool = False) -> None:
        self.names = tuple(dict.fromkeys(name for name in names if len(name) >= SHORTEST))
        # By half that has to stand: what the other half is, behind it or before it, by keys.
        self._behind: dict[str, _Others] = {}
        self._before: dict[str, _Others] = {}
        self._seams: dict[str, str] = {}
        for name in self.names:
            middle = len(name) // 2
            head, tail = name[:middle], name[middle:]
            self._behind.setdefault(head, _Others(pairs)).add(tail, name)
            self._before.setdefault(tail, _Others(pairs)).add(head, name)
            seam = f"{name[: middle - 1]}{tail[0]}{head[-1]}{name[middle + 1 :]}"
            if seam != name:
                self._seams[seam] = name
        self.parts = tuple(dict.fromkeys([*self._behind, *self._before, *self._seams]))
        """What has to be found in a text, also inside other parts."""
        self._lexicon: Lexicon | None = None

    def find(self, text: str) -> Iterator[Near]:
        """Each place where a name stands with one slip; a place may answer to several names."""
        if self._lexicon is None:
            self._lexicon = Lexicon(self.parts, overlapping=True, dense=len(self.parts) < DENSE)
        return self.beside(text, self._lexicon.spans(text))

    def beside(self, text: str, found: Iterable[tuple[int, int, int]]) -> Iterator[Near]:
        """The same, of parts that somebody else has found."""
        for number, start, end in found:
            word = self.parts[number]
            others = self._behind.get(word)
            if others is not None:
                near = text[end : end + others.reach]
                for size, slip, at, got, want, name in others.of(near, ends=False):
                    yield Near(name, start, end + size, slip, len(word) + at, got, want)
            others = self._before.get(word)
            if others is not None:
                near = text[max(0, start - others.reach) : start]
                for size, slip, at, got, want, name in others.of(near, ends=True):
                    yield Near(name, start - size, end, slip, at, got, want)
            swapped = self._seams.get(word)
            if swapped is not None:
                middle = len(swapped) // 2 - 1
                pair = swapped[middle : middle + 2]
                yield Near(swapped, start, end, Slip.SWAPPED, middle, pair[::-1], pair)


class _Others:
    """The other halves of one half."""

    def __init__(self, pairs: bool) -> None:
        self._pairs = pairs
        self._keys: dict[str, list[tuple[str, str]]] = {}
        self._sizes: set[int] = set()
        self.reach = 0
        self._seen: dict[str, tuple[tuple[int, Slip, int, str, str, str], ...]] = {}

    def add(self, part: str, name: str) -> None:
        for key in {part, *_shorter(part)}:
            self._keys.setdefault(key, []).append((part, name))
        most = len(part) + (2 if self._pairs else 1)
        self._sizes.update(range(len(part) - 1, most + 1))
        self.reach = max(self.reach, most)

    def of(self, near: str, *, ends: bool) -> tuple[tuple[int, Slip, int, str, str, str], ...]:
        """What the neighbourhood differs by from the halves it nearly is."""
        known = self._seen.get(near)
        if known is None:
            known = tuple(self._compared(near, ends))
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            self._seen[near] = known
        return known

    def _compared(self, near: str, ends: bool) -> Iterator[tuple[int, Slip, int, str, str, str]]:
        windows = {
            near[len(near) - size :] if ends else near[:size] for size in self._sizes if 0 < size <= len(near)
        }
        whole = {name for window in windows for part, name in self._keys.get(window, ()) if part == window}
        asked = set()
        if self._pairs:
            yield from self._paired(windows, whole)
        for window in sorted(windows):
            for key in {window, *_shorter(window)}:
                for part, name in self._keys.get(key, ()):
                    if name in whole or (window, name) in asked:
                        continue
                    asked.add((window, name))
                    difference = compare(window, part)
                    if difference is not None:
                        yield (len(window), *difference, name)

    def _paired(self, windows: set[str], whole: set[str]) -> Iterator[tuple[int, Slip, int, str, str, str]]:
        for window in sorted(windows):
            for at in range(len(window) - 2):
                if window[at] != window[at + 2]:
                    continue
                rest = window[:at] + window[at + 2 :]
                for part, name in self._keys.get(rest, ()):
                    if part == rest and name not in whole:
                        yield len(window), Slip.EXTRA, at, window[at : at + 2], "", name


def _shorter(part: str) -> list[str]:
    """The part without one of its characters."""
    return [part[:at] + part[at + 1 :] for at in range(len(part))]
