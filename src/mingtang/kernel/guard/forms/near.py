"""Long fixed terms with one character wrong, lost or too much: 社会主意现代化, 城乡居民基本医疗保健险.

One slip leaves one half of a term as it was: the halves are looked for, then the other half is compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from mingtang.kernel.guard.detectors import detector
from mingtang.kernel.guard.forms.fixed import TERM
from mingtang.kernel.guard.forms.near_words import NEIGHBOURS, TERMS
from mingtang.kernel.guard.forms.reach import NAMED, begin_in
from mingtang.kernel.guard.hits import Hit
from mingtang.kernel.guard.lexicon import Lexicon
from mingtang.kernel.guard.passages import Passage

_SHORTEST = 6
# Put between the parts of a term they make it a phrase, which is right.
_JOINS = frozenset("的、和与及为等，")


@cache
def _halves() -> tuple[Lexicon, tuple[tuple[tuple[str, bool], ...], ...]]:
    """The halves, and for each the terms it begins (True) or ends."""
    by_half: dict[str, list[tuple[str, bool]]] = {}
    for term in TERMS:
        if len(term) < _SHORTEST:
            continue
        half = len(term) // 2
        by_half.setdefault(term[:half], []).append((term, True))
        by_half.setdefault(term[half:], []).append((term, False))
    return Lexicon(by_half, overlapping=True, dense=True), tuple(tuple(terms) for terms in by_half.values())


def _see(passage: Passage) -> Iterator[Hit]:
    text = passage.text
    lexicon, terms_of = _halves()
    said: set[tuple[int, int]] = set()
    for found in lexicon.find(text):
        for term, begins in terms_of[found.number]:
            half = len(term) // 2
            at = found.start if begins else found.start - half
            if at >= 0 and text.startswith(term, at):
                continue
            near = _after(text, found.end, term[half:]) if begins else _before(text, found.start, term[:half])
            if near is None:
                continue
            start, end = (found.start, near) if begins else (near, found.end)
            if (start, end) in said or _right(text, start, end):
                continue
            said.add((start, end))
            yield passage.hit(
                TERM,
                start,
                end,
                confidence=0.85,
                args={"why": "near", "right": term, "source": ""},
                suggestion=term,
            )


def _after(text: str, at: int, wanted: str) -> int | None:
    """Where what is nearly the wanted half ends, when it stands at `at`."""
    length = len(wanted)
    for size in (length, length + 1, length - 1):
        part = text[at : at + size]
        # The last character has to be there: behind a term anything may follow.
        if part[-1:] == wanted[-1] and _one_apart(part, wanted):
            return at + size
    return None


def _before(text: str, end: int, wanted: str) -> int | None:
    length = len(wanted)
    for size in (length, length + 1, length - 1):
        part = text[max(0, end - size) : end]
        if part[:1] == wanted[0] and _one_apart(part, wanted):
            return end - size
    return None


def _one_apart(part: str, wanted: str) -> bool:
    """Whether one character was changed, put in or lost."""
    if part == wanted:
        return False
    if len(part) == len(wanted):
        return len(wanted) > 2 and sum(a != b for a, b in zip(part, wanted, strict=True)) == 1
    longer, shorter = sorted((part, wanted), key=len, reverse=True)
    if len(longer) - len(shorter) != 1 or len(shorter) < 2:
        return False
    places = [at for at in range(len(longer)) if longer[:at] + longer[at + 1 :] == shorter]
    return bool(places) and not (longer is part and longer[places[0]] in _JOINS)


def _right(text: str, start: int, end: int) -> bool:
    """Whether what stands there is, or is part of, another term that is right."""
    return any(
        text.startswith(word, at)
        for word in (*NEIGHBOURS, *TERMS)
        for at in range(max(0, end - len(word)), start + 1)
        if at + len(word) >= end
    )


def _may(text: str) -> bool:
    return not text.isascii()


detector("forms.near", (TERM,), begin_in(NAMED, _may, _see))
