"""Terms of one form with a character wrong, lost or too much: 社会主意现代化, 城乡居民基本医疗保健险, “五位一休”.

How much of a slip is believed hangs on the length of the term, on whether the character is one that is taken for the
right one, and on whether it belongs to another word there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mingtang.kernel.guard.detectors import detector
from mingtang.kernel.guard.forms.cutting import Word, is_han, words_around
from mingtang.kernel.guard.forms.fixed import TERM
from mingtang.kernel.guard.forms.lost_words import lost_words
from mingtang.kernel.guard.forms.near_words import FIXED_NUMBERS, IN_QUOTES, NEIGHBOURS, SHORT, TERMS
from mingtang.kernel.guard.forms.reach import NAMED, begin_in
from mingtang.kernel.guard.forms.scan import look_for
from mingtang.kernel.guard.hits import Hit
from mingtang.kernel.guard.lexicon import Lexicon
from mingtang.kernel.guard.names.alike import alike, slips
from mingtang.kernel.guard.names.near import Names, Near, Slip, compare
from mingtang.kernel.guard.passages import Passage

_WHOLE = 5
"""Shorter terms have no halves to be known by."""
_LONG = 6
"""Of so many characters a term is known whatever the slip inside it."""
_SLOGAN = 8
"""And of so many even when its last character is another."""
# Put between the parts of a term they make it a phrase, which is right.
_JOINS = frozenset("的、和与及为等，或之地县省市区村镇乡年月日")
_NUMBERS = frozenset("一二三四五六七八九十两双几多")
_QUOTED = re.compile('[“「‘"]([^“”「」‘’"\n]{2,12})[”」’"]')


@cache
def _names() -> tuple[Names, frozenset[str]]:
    every = {*TERMS, *IN_QUOTES}
    long = sorted(term for term in every if len(term) >= _WHOLE)
    return Names(long), frozenset({*every, *SHORT, *NEIGHBOURS})


@cache
def _right_ones() -> Lexicon:
    return Lexicon(sorted(_names()[1]), overlapping=True)


@cache
def _short_slips() -> dict[str, str]:
    """Of terms too short to have halves: characters that are alike, and other numerals where these are fixed."""
    right = _names()[1]
    found: dict[str, str] = {}
    few = (term for term in (*TERMS, *IN_QUOTES) if len(term) == _WHOLE - 1 and is_han(term[0]))
    for term in (*SHORT, *few):
        wrong = set(slips(term))
        if term in FIXED_NUMBERS and term in TERMS:
            wrong |= {
                term[:at] + other + term[at + 1 :]
                for at, letter in enumerate(term)
                if letter in _NUMBERS
                for other in _NUMBERS
            }
        found.update((slip, term) for slip in sorted(wrong) if slip not in right)
    return found


_parts = look_for("near", lambda: _names()[0].parts)
_slips_found = look_for("short", _short_slips)


@cache
def _quoted_keys() -> dict[str, tuple[str, ...]]:
    """Terms by themselves and without each one of their characters."""
    keys: dict[str, list[str]] = {}
    for term in (*IN_QUOTES, *SHORT):
        for key in {term, *(term[:at] + term[at + 1 :] for at in range(len(term)))}:
            keys.setdefault(key, []).append(term)
    return {key: tuple(terms) for key, terms in keys.items()}


def _see(passage: Passage) -> Iterator[Hit]:
    text = passage.text
    names, _ = _names()
    said: set[tuple[int, int]] = set()
    for start, end, term in (*_in_quotes(text), *_in_run(text, names), *_of_few(text)):
        if (start, end) not in said:
            said.add((start, end))
            yield passage.hit(
                TERM,
                start,
                end,
                confidence=0.85,
                args={"why": "near", "right": term, "source": ""},
                suggestion=term,
            )


def _in_run(text: str, names: Names) -> Iterator[tuple[int, int, str]]:
    for near in names.beside(text, _parts(text)):
        if _is_slip(text, near) and not _right(text, near.start, near.end):
            yield near.start, near.end, near.name


def _is_slip(text: str, near: Near) -> bool:
    size = len(near.name)
    if not all(map(is_han, near.got)) or (near.got in _JOINS and near.slip != Slip.SWAPPED):
        return False
    if near.slip == Slip.WRONG:
        return _is_wrong(text, near, size)
    if not 0 < near.at < size - (near.slip == Slip.MISSING) or near.want in _JOINS:
        return False
    words = words_around(text, near.start, near.end)
    sure = near.slip == Slip.SWAPPED or (near.slip == Slip.EXTRA and size >= _SLOGAN)
    return _bordered(words, near) and (sure or _broken(words, near.start, near.end))


def _is_wrong(text: str, near: Near, size: int) -> bool:
    close = alike(near.got, near.want)
    if near.got in _NUMBERS and near.want in _NUMBERS:
        return near.name in FIXED_NUMBERS and near.name in TERMS
    if near.want in _JOINS or (near.at == 0 and not close):
        return False
    last = near.at == size - 1
    if last and size >= _SLOGAN and not is_han(text[near.end : near.end + 1] or " "):
        return True
    words = words_around(text, near.start, near.end)
    if not _bordered(words, near):
        return False
    if "、" in near.name and near.at > 0 and size > _WHOLE:
        # A series is a set phrase: 双随机、一公示.
        return True
    at = near.start + near.at
    if _broken(words, at, at + 1):
        return close or size >= _LONG or (last and size > _WHOLE)
    return close and near.at > 0 and (size >= _LONG or not last)


def _bordered(words: list[Word], near: Near) -> bool:
    """Whether words begin and end where the term does."""
    return not any(one.start < near.start < one.end or one.start < near.end < one.end for one in words)


def _broken(words: list[Word], start: int, end: int) -> bool:
    """Whether a character in `text[start:end]` belongs to no word, and is none that often stands alone."""
    alone = lost_words().alone
    return any(len(one.text) == 1 and start <= one.start < end and one.text not in alone for one in words)


def _in_quotes(text: str) -> Iterator[tuple[int, int, str]]:
    if not any(mark in text for mark in '“「‘"'):
        return
    right = _names()[1]
    keys = _quoted_keys()
    for found in _QUOTED.finditer(text):
        written = found[1]
        if written in right:
            continue
        asked = {written, *(written[:at] + written[at + 1 :] for at in range(len(written)))}
        fitting = {term for key in asked for term in keys.get(key, ()) if _slips(written, term)}
        if len(fitting) == 1:
            yield found.start(1), found.end(1), fitting.pop()


def _slips(written: str, term: str) -> bool:
    difference = compare(written, term)
    if difference is None:
        return False
    slip, at, got, want = difference
    if not all(map(is_han, got)):
        return False
    if slip == Slip.WRONG:
        if got in _NUMBERS and want in _NUMBERS:
            return term in FIXED_NUMBERS
        return alike(got, want) or len(term) > 3
    if slip == Slip.EXTRA:
        return got in (term[at : at + 1], term[at - 1 : at]) or (len(term) > 4 and 0 < at < len(term))
    if slip == Slip.MISSING:
        return len(term) > 3 and 0 < at < len(term) - 1
    return True


def _of_few(text: str) -> Iterator[tuple[int, int, str]]:
    for _, start, end in _slips_found(text):
        words = words_around(text, start, end)
        borders = {one.start for one in words} | {one.end for one in words}
        inside = [one for one in words if start <= one.start < end]
        if borders.issuperset({start, end}) and any(len(one.text) == 1 for one in inside):
            yield start, end, _short_slips()[text[start:end]]


def _right(text: str, start: int, end: int) -> bool:
    """Whether what stands there is, or is part of, another term that is right."""
    first = max(0, start - 12)
    around = text[first : end + 12]
    return any(
        first + found.start <= start and first + found.end >= end for found in _right_ones().find(around)
    )


def _may(text: str) -> bool:
    return not text.isascii()


detector("forms.near", (TERM,), begin_in(NAMED, _may, _see), only_words=True)
