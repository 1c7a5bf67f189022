"""Slips and pinyin: which word was meant.

The words of all titles are kept three ways, each a token of one list that can be walked by its beginning: as written,
backwards, and by sound. So a word is found from its sound, or although one of its characters is wrong.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mingtang.kernel.search.folding import is_han

Lookup = Callable[[str], Sequence[tuple[str, int]]]
"""The tokens that begin with a text, each with the number of documents that have it, commonest first."""

WRITTEN, BACKWARDS, SOUND = "w:", "r:", "s:"
LONGEST = 12
"""Characters of a word that is kept or mended."""
_WIDEST = 4
"""Words of the query that may together be one word gone wrong."""


def tokens_of(word: str) -> list[str]:
    """How a word of a title is kept in the list."""
    if not 2 <= len(word) <= LONGEST or not all(map(is_han, word)):
        return []
    return [WRITTEN + word, BACKWARDS + word[::-1], f"{SOUND}{sound(word)}:{word}"]


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """The pinyin of a word without tones, in one piece."""
    # Its tables take 56 MB, which the processes do without that never search.
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(word))


def by_sound(letters: str, lookup: Lookup, *, begun: bool = False) -> list[str]:
    """Words that sound like some letters; with `begun` also those that only begin so. Commonest first."""
    found = lookup(SOUND + letters + ("" if begun else ":"))
    return [token.rpartition(":")[2] for token, _number in found]


def by_beginning(text: str, lookup: Lookup) -> list[str]:
    """Words of titles that begin with a text, commonest first."""
    return [token.removeprefix(WRITTEN) for token, _number in lookup(WRITTEN + text)]


@dataclass(frozen=True)
class _Mend:
    start: int
    stop: int
    word: str
    worth: tuple[int, int]


def meant(words: Sequence[str], lookup: Lookup) -> str:
    """The query with one word put right, the likeliest; empty where nothing can be told.

    Taken for wrong are only words, or words in a row, that no title has. A longer word put right counts more than a
    shorter one, then the commoner one.
    """
    mends = list(_mends(words, lookup))
    if not mends:
        return ""
    best = max(mends, key=lambda mend: mend.worth)
    return _together([*words[: best.start], best.word, *words[best.stop :]])


def _mends(words: Sequence[str], lookup: Lookup) -> Iterator[_Mend]:
    for start in range(len(words)):
        for stop in range(start + 1, min(start + _WIDEST, len(words)) + 1):
            text = "".join(words[start:stop])
            if len(text) > LONGEST * 6:
                break
            if (
                stop - start > 1
                and all(len(word) > 1 for word in words[start:stop])
                and _all_known(words[start:stop], lookup)
            ):
                continue
            if stop - start == 1 and _is_written(text, lookup):
                continue
            for word, number in _candidates(text, lookup):
                if word != text:
                    yield _Mend(start, stop, word, (len(word), number))


def _all_known(words: Sequence[str], lookup: Lookup) -> bool:
    return all(_is_written(word, lookup) for word in words)


def _is_written(word: str, lookup: Lookup) -> bool:
    return any(token == WRITTEN + word for token, _number in lookup(WRITTEN + word))


def _candidates(text: str, lookup: Lookup) -> Iterator[tuple[str, int]]:
    if text.isascii() and text.isalpha() and len(text) >= 3:
        for token, number in lookup(f"{SOUND}{text}:"):
            yield token.rpartition(":")[2], number
        return
    if not 2 <= len(text) <= LONGEST or not all(map(is_han, text)):
        return
    for token, number in lookup(f"{SOUND}{sound(text)}:"):
        yield token.rpartition(":")[2], number
    if len(text) == 2:
        # One character of two is too little to tell by: only the sound speaks.
        return
    for token, number in lookup(WRITTEN + text[0]):
        word = token.removeprefix(WRITTEN)
        if _one_apart(word, text):
            yield word, number
    for token, number in lookup(BACKWARDS + text[-1]):
        word = token.removeprefix(BACKWARDS)[::-1]
        if _one_apart(word, text):
            yield word, number


def _one_apart(word: str, text: str) -> bool:
    return len(word) == len(text) and sum(a != b for a, b in zip(word, text, strict=True)) == 1


def _together(words: Sequence[str]) -> str:
    """Words as one would type them: blanks only between letters."""
    text = ""
    for word in words:
        if text and text[-1].isascii() and word[0].isascii():
            text += " "
        text += word
    return text
