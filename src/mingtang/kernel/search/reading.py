"""A query as it is understood: what must be there, what must not, which numbers are meant, and what was passed over.

Everything a person types is read somehow; nothing is an error. There are two signs: quotation marks around what must
stand so and not otherwise, and a minus before what must not be there. All other marks are passed over.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from mingtang.kernel.identifiers import doc_number
from mingtang.kernel.search.cutting import bare, units_of, words_of_query
from mingtang.kernel.search.folding import fold, is_han
from mingtang.kernel.search.words import ASKING, EMPTY

LONGEST = 200
"""Characters that are read; the longest title has as many."""
MOST_TERMS = 24
MOST_PHRASES = 6
_LONGEST_SYNONYM = 6
"""Words in a row that may together be one entry of the synonyms."""

_QUOTED = re.compile(r'"([^"]*)"')
_MINUS = re.compile(r"(?:^|(?<=\s))-(\S+)")
_QUOTES = str.maketrans("“”„‟「」『』〝〞＂", '"' * 11)
_DASHES = str.maketrans("－−﹣", "---")
_OPERATORS = re.compile(r"(?:^|(?<=\s))(?:and|or|not|&&|\|\||[+\-!*?~^]+)(?=\s|$)")
_ASKED = re.compile(r"[?？]\s*$")


class Note(StrEnum):
    """What was done to a query, told to whoever typed it."""

    CUT = "cut"
    TOO_MANY_WORDS = "too_many_words"
    OPEN_QUOTE = "open_quote"
    SIGNS_ALONE = "signs_alone"
    OPERATORS = "operators"


@dataclass(frozen=True)
class Term:
    """One thing to be found, folded; `also` are other words for it."""

    text: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A query understood. `text` is what was read of it, as typed; `terms` and `phrases` must be there, `without`
    must not; `asides` only raise what has them. `numbers` are 文号 and 索引号 in their settled writing, `title` is what
    a title would have to be if the whole query were one, `run` the folded query when it is words alone.
    """

    text: str = ""
    terms: tuple[Term, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    title: str = ""
    run: str = ""
    is_question: bool = False
    notes: tuple[Note, ...] = field(default=())

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.terms or self.phrases)

    @property
    def needles(self) -> list[str]:
        """What is marked in the results, folded."""
        spoken = [text for term in self.terms for text in (term.text, *term.also)]
        return [*self.phrases, *spoken, *self.asides]


Synonyms = Mapping[str, Sequence[str]]


def read(query: str, synonyms: Synonyms | None = None) -> Reading:
    """Reads a query of any length and content."""
    notes: list[Note] = []
    text = " ".join(query.split())
    if len(text) > LONGEST:
        text = text[:LONGEST]
        notes.append(Note.CUT)
    signs = fold(text).translate(_QUOTES).translate(_DASHES)
    phrases = [found for found in (bare_phrase(part) for part in _QUOTED.findall(signs)) if found]
    rest = _QUOTED.sub(" ", signs)
    if '"' in rest:
        notes.append(Note.OPEN_QUOTE)
        rest = rest.replace('"', " ")
    numbers = _numbers(signs)
    without: list[str] = []
    if not numbers:
        without = [found for found in (bare_phrase(part) for part in _MINUS.findall(rest)) if found]
        rest = _MINUS.sub(" ", rest)
    stripped = _OPERATORS.sub(" ", rest)
    if stripped != rest and any(char.isalnum() for char in stripped):
        notes.append(Note.OPERATORS)
        rest = stripped
    words = words_of_query(rest)
    terms, asides = _terms(words, synonyms or {})
    if len(terms) > MOST_TERMS:
        notes.append(Note.TOO_MANY_WORDS)
        terms = terms[:MOST_TERMS]
    if not terms and not phrases:
        notes.append(Note.SIGNS_ALONE)
    plain = not phrases and not without
    return Reading(
        text=text,
        terms=tuple(terms),
        phrases=tuple(phrases[:MOST_PHRASES]),
        without=tuple(without[:MOST_PHRASES]),
        asides=tuple(asides),
        numbers=tuple(numbers),
        title=bare(text) if plain else "",
        run=bare_phrase(rest) if plain and len(words) > 1 else "",
        is_question=plain and (bool(ASKING.intersection(words)) or bool(_ASKED.search(signs))),
        notes=tuple(notes) if text else (),
    )


def bare_phrase(text: str) -> str:
    """A phrase without marks and blanks; blanks between letters stay."""
    kept: list[str] = []
    for unit in units_of(text):
        if unit.isalnum():
            if kept and kept[-1][-1].isascii() and unit[0].isascii():
                kept.append(" ")
            kept.append(unit)
    return "".join(kept)


def _numbers(signs: str) -> list[str]:
    found = [key_of_number(citation.number.text) for citation in doc_number.find_all(signs)]
    whole = signs.strip(' "')
    if not found and (number := _loose_number(whole)):
        found.append(number)
    if _CODE.fullmatch(whole):
        found.append(key_of_number(whole))
    return list(dict.fromkeys(found))


# How 索引号 are written: figures with a stroke somewhere, in one piece or parted by blanks at the strokes.
_CODE = re.compile(r"(?=.*\d)\w+(?: ?[-/.] ?\w+)+")
_LOOSE = re.compile(
    r"(?P<mark>[\u3400-\u9fff]{2,16})\D{0,3}(?P<year>(?:19|20)\d\d)\D{1,4}?(?P<serial>\d{1,5})\D{0,2}"
)


def _loose_number(text: str) -> str:
    """A query that is nothing but a 文号 in a writing of its own, such as “明民发2026 12”; empty for any other."""
    try:
        return key_of_number(doc_number.normalise(text))
    except doc_number.DocNumberError:
        pass
    found = _LOOSE.fullmatch(text)
    if not found or any(word in EMPTY for word in words_of_query(found["mark"])):
        return ""
    return key_of_number(f"{found['mark']}〔{found['year']}〕{int(found['serial'])}号")


def key_of_number(text: str) -> str:
    """A number as it is compared: folded, without blanks, brackets of one kind."""
    try:
        text = doc_number.normalise(text)
    except doc_number.DocNumberError:
        pass
    return "".join(fold(text).split())


def _terms(words: Sequence[str], synonyms: Synonyms) -> tuple[list[Term], list[str]]:
    """The words of a query as terms and asides; neighbours that are an entry of the synonyms become one term."""
    joined = _joined(words, synonyms)
    telling = [text for text in joined if text not in EMPTY]
    lone = [text for text in telling if len(text) == 1 and is_han(text)]
    terms = [text for text in telling if text not in lone]
    if not terms:
        # There is nothing else to go by.
        terms, lone = (lone or list(joined)), []
    unique = list(dict.fromkeys(terms))
    return [Term(text, tuple(synonyms.get(text, ()))) for text in unique], list(dict.fromkeys(lone))


def _joined(words: Sequence[str], synonyms: Synonyms) -> list[str]:
    """Neighbours joined where together they are known, and single characters that follow each other: the cutter
    takes names and rare words apart.
    """
    joined: list[str] = []
    n = 0
    while n < len(words):
        for size in range(min(_LONGEST_SYNONYM, len(words) - n), 1, -1):
            together = "".join(words[n : n + size])
            if together in synonyms:
                joined.append(together)
                n += size
                break
        else:
            single = words[n]
            n += 1
            while _may_be_name(single) and n < len(words) and _may_be_name(words[n]) and len(single) < 4:
                single += words[n]
                n += 1
            joined.append(single)
    return joined


def _may_be_name(text: str) -> bool:
    return text not in EMPTY and all(map(is_han, text)) and (len(text) == 1 or not _is_known(text))


def _is_known(text: str) -> bool:
    return words_of_query(text) == [text]
