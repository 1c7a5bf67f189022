"""Characters that are taken for one another: they sound alike, or look alike."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from mingtang.kernel.guard.names.data import lines


@cache
def _groups() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    sounds = [line.split(" ")[1] for line in lines("alike.txt")]
    shapes = [group for line in lines("shapes.txt") for group in line.split(" ")]
    for group in (*sounds, *shapes):
        for letter in group:
            found.setdefault(letter, set()).update(group)
    return {letter: frozenset(group - {letter}) for letter, group in found.items()}


def alike(one: str, other: str) -> bool:
    """Whether one character may stand for the other by mistake."""
    return other in _groups().get(one, ())


def slips(name: str, *, swaps: bool = True) -> Iterator[str]:
    """The name with one character taken for one that is alike, or with two neighbours swapped."""
    for at, letter in enumerate(name):
        for other in sorted(_groups().get(letter, ())):
            yield name[:at] + other + name[at + 1 :]
    if swaps:
        for at in range(len(name) - 1):
            if name[at] != name[at + 1]:
                yield name[:at] + name[at + 1] + name[at] + name[at + 2 :]
