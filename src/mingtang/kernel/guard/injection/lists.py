"""The words this folder looks for, from the text files beside it; loaded when first needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mingtang.kernel.guard.lexicon import Lexicon

INNOCENT = "innocent"


@dataclass(frozen=True, slots=True)
class Term:
    """`word` as it stands in the list. `disguised`: this writing of it is one that hides it."""

    group: str
    weight: float
    word: str
    disguised: bool = False


@dataclass(frozen=True)
class Terms:
    lexicon: Lexicon
    meanings: tuple[Term, ...]
    """By the number of the word in the lexicon."""


def rows(name: str) -> Iterator[list[str]]:
    """The lines of a list, without remarks, cut at blanks."""
    for line in (
        files("mingtang.kernel.guard.injection").joinpath(name).read_text(encoding="utf-8").splitlines()
    ):
        if line and not line.startswith("#"):
            yield line.split()


@cache
def terms() -> Terms:
    """The words of gambling, pornography and trade with their disguises."""
    variants = {letter: found for letter, *found in rows("variants.txt")}
    known: dict[str, Term] = {}
    for group, weight, *words in rows("terms.txt"):
        for word in words:
            known[word] = Term(group, float(weight), word)
    for term in list(known.values()):
        if term.weight >= 2:
            for other in _disguises(term.word, variants):
                known.setdefault(other, Term(term.group, term.weight, term.word, disguised=True))
    return Terms(Lexicon(known), tuple(known.values()))


def _disguises(word: str, variants: dict[str, list[str]]) -> Iterator[str]:
    """Each character by each of its variants, two by their sounds, all by their first."""
    places = [at for at, letter in enumerate(word) if letter in variants]
    if len(word) < 2:
        return
    for at in places:
        for other in variants[word[at]]:
            # One Chinese character and a sound say too little: “bo彩” is a word, “卖qiang” of two as well.
            yield word[:at] + other + word[at + 1 :]
    sounds = {at: variants[word[at]][-1] for at in places}
    if len(word) > 2:
        for first in places:
            for second in places:
                if first < second:
                    yield (
                        word[:first]
                        + sounds[first]
                        + word[first + 1 : second]
                        + sounds[second]
                        + word[second + 1 :]
                    )
    if len(word) > 2 and len(places) == len(word):
        yield "".join(sounds.values())
    yield "".join(variants.get(letter, [letter])[0] if letter in variants else letter for letter in word)


@dataclass(frozen=True)
class Context:
    lexicon: Lexicon
    meanings: tuple[tuple[str, float], ...]
    """“advert” or “lawful”, and the weight."""


@cache
def context() -> Context:
    known: dict[str, tuple[str, float]] = {}
    for side, weight, *words in rows("context.txt"):
        for word in words:
            known.setdefault(word, (side, float(weight)))
    return Context(Lexicon(known, overlapping=True), tuple(known.values()))
