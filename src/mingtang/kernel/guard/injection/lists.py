"""The words this folder looks for, from the text files beside it; loaded when first needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations

from mingtang.kernel.guard.lexicon import Lexicon

INNOCENT = "innocent"


@dataclass(frozen=True, slots=True)
class Term:
    """`word` as it stands in the list. `disguised`: this writing of it is one that hides it."""

    group: str
    weight: float
    word: str
    disguised: bool = False
    """Not so for the traditional form, which many write in good faith."""


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
def variants() -> dict[str, list[str]]:
    """A character → its traditional form, what looks like it, its sound."""
    return {
        letter: found
        for row in rows("variants.txt")
        for letter, *found in (entry.split() for entry in " ".join(row).split("|"))
    }


@cache
def terms() -> Terms:
    """The words of gambling, pornography and trade with their disguises."""
    known: dict[str, Term] = {}
    for group, weight, *words in rows("terms.txt"):
        for word in words:
            known[word] = Term(group, float(weight), word)
    for term in list(known.values()):
        if term.weight >= 1:
            for other in _disguises(term.word, sounds_only=term.weight < (2 if len(term.word) < 5 else 3)):
                disguised = other != traditional(term.word)
                known.setdefault(other, Term(term.group, term.weight, term.word, disguised))
    # What only an advertisement says is looked at as well, though no word of the list stands beside it.
    for side, weight, *words in rows("context.txt"):
        if side == "advert" and float(weight) >= 2:
            for word in words:
                known.setdefault(word, Term("trade", 0.5, word))
    return Terms(Lexicon(known), tuple(known.values()))


def _disguises(word: str, *, sounds_only: bool) -> Iterator[str]:
    """Each character by each of its variants, two or all by their sounds, all by their traditional form."""
    known = variants()
    places = [at for at, letter in enumerate(word) if letter in known]
    if len(word) < 2:
        return
    for at in places:
        for form in dict.fromkeys(known[word[at]]):
            if form.isascii() or not sounds_only:
                yield word[:at] + form + word[at + 1 :]
    if len(word) == 2 and len(places) == 2 and not sounds_only:
        one, other = (known[letter] for letter in word)
        yield from (form + other[-1] for form in one[:-1])
        yield from (one[-1] + form for form in other[:-1])
    elif 2 < len(word) <= 4:
        sounds = {at: known[word[at]][-1] for at in places}
        for first, second in combinations(places, 2):
            yield (
                word[:first] + sounds[first] + word[first + 1 : second] + sounds[second] + word[second + 1 :]
            )
        if len(places) == len(word):
            yield "".join(sounds.values())
    yield traditional(word)


def traditional(word: str) -> str:
    return "".join(variants().get(letter, [letter])[0] for letter in word)


@dataclass(frozen=True)
class Context:
    lexicon: Lexicon
    meanings: tuple[tuple[str, float], ...]
    """“advert” or “lawful”, and the weight."""


@cache
def unvaried() -> dict[int, str]:
    """Characters that stand for others → those, for `str.translate`: only for text that is already suspected."""
    return {
        ord(other): letter
        for letter, found in variants().items()
        for other in found
        if len(other) == 1 and not other.isascii()
    }


@cache
def context() -> Context:
    known: dict[str, tuple[str, float]] = {}
    for side, weight, *words in rows("context.txt"):
        for word in words:
            known.setdefault(word, (side, float(weight)))
    return Context(Lexicon(known, overlapping=True), tuple(known.values()))
