"""Text cut into the words and the pairs of characters by which it is found.

Text and query go through the same cutter. Words rank well but hang on where the cutter sees borders; pairs of
neighbouring characters do not, so what stands in quotation marks and what no dictionary knows is found by them.
"""

import re
from functools import lru_cache
from itertools import islice
from operator import add
from types import ModuleType

from mingtang.kernel.search.folding import fold
from mingtang.kernel.search.words import EMPTY, FIELD

LONGEST_WORD = 40
"""Characters; longer runs of letters are codes or noise and are not kept as words."""
VERSION = 3
"""Raise when the same text is cut otherwise than before: what was indexed has to be indexed anew."""
NO_PAIR = "."
"""Stands where there is no pair; never one of the words or pairs."""

_UNITS = re.compile(r"[a-z0-9]+|\w|[^\w\s]")
_SAID = re.compile(r"[a-z0-9]+|[^\W_]")
_PARTING = frozenset("。.!?;:,…")
"""Marks, folded, that end something said. All others (、《》“”（）—) stand within it, and people leave them out."""
_ENDS = re.compile(f"[{''.join(sorted(_PARTING))}]")


@lru_cache(maxsize=1)
def _cutter() -> ModuleType:
    """The library with the one dictionary that it loads by itself, in the processes that search: 33 MB."""
    import rjieba

    for word in sorted(FIELD | EMPTY):
        rjieba.add_word(word, None, None)
    return rjieba


def words_of_text(text: str) -> list[str]:
    """The words of a text, long ones also with the shorter words inside them."""
    return _kept(_cutter().cut_for_search(fold(text), False))


def words_in_order(text: str) -> list[str]:
    """The text as it is, cut into its words one after another."""
    return list(_cutter().cut(text, False))


def words_of_query(text: str) -> list[str]:
    """The words of a query, each character in one of them."""
    return _kept(_cutter().cut(fold(text), False))


def _kept(words: list[str]) -> list[str]:
    return [word for word in words if word.isalnum() and len(word) <= LONGEST_WORD]


def parts_of_word(word: str) -> list[str]:
    """The shorter words of which a folded word consists, one after another, the longest first where they overlap. The
    word alone where they leave something over: 公务 is not what is meant by 公务员.
    """
    inner = {each for each in words_of_text(word) if 1 < len(each) < len(word)}
    taken: dict[int, str] = {}
    free = [True] * len(word)
    for each in sorted(inner, key=lambda each: (-len(each), word.find(each))):
        start = word.find(each)
        if start >= 0 and all(free[start : start + len(each)]):
            taken[start] = each
            free[start : start + len(each)] = [False] * len(each)
    return [word] if any(free) else [taken[start] for start in sorted(taken)]


def is_word(text: str) -> bool:
    """Whether the cutter sees one word in a text that is folded already."""
    return bool(_cutter().cut(text, False) == [text])


def units_of(text: str) -> list[str]:
    """A folded text in its smallest parts: characters, runs of letters and figures, marks. Blanks part nothing."""
    return _UNITS.findall(text)


def said_units(text: str) -> list[str]:
    """The parts of a folded text that tell what is said: words and the marks that part them."""
    return [unit for unit in units_of(text) if unit.isalnum() or unit in _PARTING]


def places_of_pairs(text: str) -> list[str]:
    """Each two neighbouring parts of a text as one, in the order of the text.

    A pair across a mark that parts is left out, so that no phrase runs on over the end of a sentence; `NO_PAIR` keeps
    its place, as after the last part of the text, so that others may follow.
    """
    places: list[str] = []
    for said in _ENDS.split(fold(text)):
        units = _SAID.findall(said)
        if units:
            places.extend(map(add, units, islice(units, 1, None)))
            # From the last part to the mark, and from the mark to the next part.
            places += (NO_PAIR, NO_PAIR)
    return places


def pairs_of(text: str) -> list[str]:
    """The pairs of neighbouring parts of a text."""
    return [pair for pair in places_of_pairs(text) if pair != NO_PAIR]


def pairs_apart(text: str) -> list[tuple[int, str]]:
    """As few pairs of a text as tell all of it, each with its place: every second one, and the last of each stretch.
    The text stands where these pairs stand as far from each other. A part alone between two marks has no pair: only its
    place is kept, so a little more may be found, never less.
    """
    told: list[tuple[int, str]] = []
    begun = 0
    places = places_of_pairs(text)
    for place, pair in enumerate(places):
        if pair == NO_PAIR:
            begun = place + 1
        elif (place - begun) % 2 == 0 or places[place + 1] == NO_PAIR:
            told.append((place, pair))
    return told


def bare(text: str) -> str:
    """A text without blanks and punctuation, by which equal titles are known."""
    return "".join(char for char in fold(text) if char.isalnum())
