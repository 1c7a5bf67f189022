"""What a detector is, and the registry of those there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.hits import Hit
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.passages import Passage
from mingtang.kernel.registry import Registry


class Look(Protocol):
    """One look through one paper, passage after passage, in order. It may remember what it saw, but not all of it: a
    paper may be larger than memory."""

    def see(self, passage: Passage) -> Iterable[Hit]: ...

    def end(self) -> Iterable[Hit]: ...


@dataclass(frozen=True)
class Detector:
    """`begin` starts a look. `kinds` are the codes of what it may find: when the county switched all of them off, it is
    not asked. `on_citizens`: it also looks at what citizens write.
    """

    name: str
    kinds: tuple[str, ...]
    begin: Callable[[About, Knowledge], Look]
    on_citizens: bool = False


DETECTORS: Registry[Detector] = Registry("detectors of the guard")


def detector(
    name: str,
    kinds: tuple[str, ...],
    begin: Callable[[About, Knowledge], Look],
    *,
    on_citizens: bool = False,
) -> Detector:
    """Registers a detector."""
    return DETECTORS.register(name, Detector(name, kinds, begin, on_citizens))


class EachPassage:
    """A look that remembers nothing."""

    def __init__(self, see: Callable[[Passage], Iterable[Hit]]) -> None:
        self._see = see

    def see(self, passage: Passage) -> Iterable[Hit]:
        return self._see(passage)

    def end(self) -> Iterable[Hit]:
        return ()
