"""What a dictionary says about a few characters: a word, a name, the end or the beginning of a word."""

from __future__ import annotations

from functools import lru_cache

UNKNOWN, WORD, NAME_OR_WORD, NAME = range(4)
_ASKED_MOST = 20_000


@lru_cache(maxsize=_ASKED_MOST)
def kind_of_word(word: str) -> int:
    """What a dictionary takes it for: one of its words, a name, or neither."""
    import rjieba  # its dictionary takes a tenth of a second, and most papers name nobody

    tagged = rjieba.tag(word)
    name = len(tagged) == 1 and tagged[0][1] == "nr"
    if rjieba.has_word(word):
        # The dictionary takes 康复 and 封锁 for names.
        return NAME_OR_WORD if name else WORD
    return NAME if name else UNKNOWN


@lru_cache(maxsize=_ASKED_MOST)
def word_begins(text: str) -> bool:
    """Whether a word of a dictionary, longer than a character, begins there."""
    import rjieba

    first = rjieba.cut(text)[0]
    return len(first) > 1 and rjieba.has_word(first)


@lru_cache(maxsize=_ASKED_MOST)
def word_ends(text: str) -> bool:
    import rjieba

    last = rjieba.cut(text)[-1]
    return len(last) > 1 and rjieba.has_word(last)


@lru_cache(maxsize=_ASKED_MOST)
def is_of_words(text: str) -> bool:
    """Whether it is made of words longer than a character: “特困人员”."""
    import rjieba

    return all(len(part) > 1 and rjieba.has_word(part) for part in rjieba.cut(text))
