"""Words that are often written wrong, one by one: known.tsv, which anybody may add to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mingtang.kernel.guard.forms.cutting import words_around
from mingtang.kernel.guard.lexicon import Lexicon

_WHOLE = "词界"


@dataclass(frozen=True)
class Known:
    """`wrong` is a fault as sure as `chance` says, unless it stands inside one of `unless`. `whole`: only where words
    begin and end with it.
    """

    wrong: str
    right: str
    chance: float
    unless: tuple[str, ...]
    whole: bool = False

    def stands(self, text: str, start: int) -> bool:
        """Whether what stands at `start` is part of something right."""
        end = start + len(self.wrong)
        if self.whole and any(
            word.start < start < word.end or word.start < end < word.end
            for word in words_around(text, start, end)
        ):
            return True
        return any(
            text.startswith(longer, start - offset)
            for longer in self.unless
            for offset in range(min(start, len(longer) - len(self.wrong)) + 1)
            if longer.startswith(self.wrong, offset)
        )


@dataclass(frozen=True)
class Fault:
    """A known fault at `text[start:end]`."""

    known: Known
    start: int
    end: int


def faults(text: str) -> Iterator[Fault]:
    """Known faults of folded text; right words that hold one are left alone."""
    known, lexicon = _list()
    for found in lexicon.find(text):
        one = known[found.number]
        if not one.stands(text, found.start):
            yield Fault(one, found.start, found.end)


@cache
def _list() -> tuple[list[Known], Lexicon]:
    lines = files(__package__).joinpath("known.tsv").read_text(encoding="utf-8").splitlines()
    known = [_known(line) for line in lines if line and not line.startswith("#")]
    return known, Lexicon(one.wrong for one in known)


def _known(line: str) -> Known:
    wrong, right, chance, *unless = line.split("\t")
    longer = unless[0].split("|") if unless else []
    whole = longer == [_WHOLE]
    return Known(wrong, right, float(chance), () if whole else tuple(longer), whole)
