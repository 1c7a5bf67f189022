"""The words around a place in a text, for the few places where it matters where words begin and end."""

from __future__ import annotations

from dataclasses import dataclass

from mingtang.kernel.search.cutting import words_in_order

_AROUND = 10


@dataclass(frozen=True)
class Word:
    text: str
    start: int
    end: int


def words_around(text: str, start: int, end: int) -> list[Word]:
    """The words of the run of Chinese characters in which `text[start:end]` stands, some ten to each side."""
    first, last = start, end
    while first > max(0, start - _AROUND) and is_han(text[first - 1]):
        first -= 1
    while last < min(len(text), end + _AROUND) and is_han(text[last]):
        last += 1
    words, at = [], first
    for word in words_in_order(text[first:last]):
        words.append(Word(word, at, at + len(word)))
        at += len(word)
    return words


def is_han(letter: str) -> bool:
    return "\u3400" <= letter <= "\u9fff" or letter == "〇"


def listed(words: str) -> tuple[str, ...]:
    """The words of a list written with blanks between them."""
    return tuple(words.split())
