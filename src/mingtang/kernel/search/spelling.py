"""Slips and pinyin: which word was meant.

The words of all titles are kept four ways, each a token of one list that can be walked by its beginning: as written,
backwards, by sound and by the first letters of its sound. So a word is found from its sound, or although one of its
characters is wrong.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from mingtang.kernel.search.folding import is_han

Lookup = Callable[[str], Sequence[tuple[str, int]]]
"""The tokens that begin with a text, each with the number of documents that have it, commonest first."""

WRITTEN, BACKWARDS, SOUND, INITIALS = "w:", "r:", "s:", "i:"
LONGEST = 12
"""Characters of a word that is kept or mended."""
_FEWEST = 3
"""Letters from which on they may be meant as pinyin."""
_LONGEST_SOUND = 40
_WIDEST = 4
"""Words of the query that may together be one word gone wrong."""


def tokens_of(word: str) -> list[str]:
    """How a word of a title is kept in the list."""
    if not 2 <= len(word) <= LONGEST or not all(map(is_han, word)):
        return []
    by_sound = f"{SOUND}{sound(word)}:{word}"
    return [WRITTEN + word, BACKWARDS + word[::-1], by_sound, f"{INITIALS}{initials(word)}:{word}"]


@lru_cache(maxsize=50_000)
def _syllables(word: str) -> tuple[str, ...]:
    # Its tables take 56 MB, which the processes do without that never search.
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(word))


def sound(word: str) -> str:
    """The pinyin of a word without tones, in one piece."""
    return "".join(_syllables(word))


def initials(word: str) -> str:
    """The first letters of its pinyin, as on the keys of a telephone: gjj for 公积金."""
    return "".join(syllable[:1] for syllable in _syllables(word))


def begun_by_sound(letters: str, lookup: Lookup) -> list[str]:
    """Words whose sound begins with some letters, and those that have them for first letters. Commonest first."""
    found = [*lookup(SOUND + letters), *(lookup(f"{INITIALS}{letters}:") if len(letters) > 1 else ())]
    found.sort(key=lambda row: -row[1])
    return list(dict.fromkeys(token.rpartition(":")[2] for token, _number in found))


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
    # Words in a row are looked up with each of their neighbours.
    lookup = cache(lookup)
    letters = "".join(words)
    if len(letters) <= _LONGEST_SOUND and letters.isascii() and letters.isalpha() and len(letters) >= _FEWEST:
        return _words_of_sound(letters, lookup)
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


def _words_of_sound(letters: str, lookup: Lookup) -> str:
    """The words that together sound like some letters, as few as will do; else the one that has them for its first
    letters. Empty where there are none.
    """
    best: list[tuple[str, ...] | None] = [(), *[None] * len(letters)]
    for stop in range(2, len(letters) + 1):
        for start in range(max(0, stop - LONGEST * 6), stop - 1):
            before = best[start]
            if before is None or ((known := best[stop]) is not None and len(known) <= len(before) + 1):
                continue
            if found := lookup(f"{SOUND}{letters[start:stop]}:"):
                best[stop] = (*before, found[0][0].rpartition(":")[2])
    if words := best[-1]:
        return "".join(words)
    found = lookup(f"{INITIALS}{letters}:")
    return found[0][0].rpartition(":")[2] if found else ""


def _is_written(word: str, lookup: Lookup) -> bool:
    return any(token == WRITTEN + word for token, _number in lookup(WRITTEN + word))


def _candidates(text: str, lookup: Lookup) -> Iterator[tuple[str, int]]:
    if text.isascii() and text.isalpha() and len(text) >= _FEWEST:
        if len(text) <= _LONGEST_SOUND:
            mended = _words_of_sound(text, lookup)
            yield from [(mended, 1)] if mended else []
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
