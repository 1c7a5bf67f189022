"""What a detector is, and the registry of those there are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.hits import Hit
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.passages import Passage
from mingtang.kernel.registry import Registry

_NUMBER = re.compile(r"[0-9*]+[Xx]?|[0-9]{1,9}\.[0-9]{1,4}")


def is_number(text: str) -> bool:
    """Whether a cell is nothing but digits, some of them masked."""
    return _NUMBER.fullmatch(text) is not None


class Look(Protocol):
    """One look through one paper, passage after passage, in order. It may remember what it saw, but not all of it: a
    paper may be larger than memory."""

    def see(self, passage: Passage) -> Iterable[Hit]: ...

    def end(self) -> Iterable[Hit]: ...


@dataclass(frozen=True)
class Detector:
    """`begin` starts a look. `kinds` are the codes of what it may find: when the county switched all of them off, it is
    not asked. `on_citizens`: it also looks at what citizens write. `only_words`: it finds nothing in a cell that
    `is_number`, and what it remembers does not depend on having seen it; half the cells of a list are such.
    """

    name: str
    kinds: tuple[str, ...]
    begin: Callable[[About, Knowledge], Look]
    on_citizens: bool = False
    only_words: bool = False


DETECTORS: Registry[Detector] = Registry("detectors of the guard")


def detector(
    name: str,
    kinds: tuple[str, ...],
    begin: Callable[[About, Knowledge], Look],
    *,
    on_citizens: bool = False,
    only_words: bool = False,
) -> Detector:
    """Registers a detector."""
    return DETECTORS.register(name, Detector(name, kinds, begin, on_citizens, only_words))


class EachPassage:
    """A look that remembers nothing: what it says depends on the text and on the part of the paper, nothing else. So it
    is not asked again about a cell like one in which nothing was."""

    def __init__(self, see: Callable[[Passage], Iterable[Hit]]) -> None:
        self._see = see

    def see(self, passage: Passage) -> Iterable[Hit]:
        return self._see(passage)

    def end(self) -> Iterable[Hit]:
        return ()
