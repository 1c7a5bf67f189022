"""A query as it is understood: what must be there, what must not, which numbers are meant, and what was passed over.

Everything a person types is read somehow; nothing is an error. There are two signs: quotation marks around what must
stand so and not otherwise, and a minus before what must not be there. All other marks are passed over.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from mingtang.kernel.identifiers import doc_number
from mingtang.kernel.search.cutting import bare, parts_of_word, said_units, units_of, words_of_query
from mingtang.kernel.search.folding import fold, is_han
from mingtang.kernel.search.words import ASKING, EMPTY

LONGEST = 200
"""Characters that are read; the longest title has as many."""
MOST_TERMS = 24
MOST_PHRASES = 6
_LONGEST_SYNONYM = 6
"""Words in a row that may together be one entry of the synonyms."""

_QUOTED = re.compile(r'(?P<minus>(?:^|(?<=\s))-)?"(?P<said>[^"]*)"')
_MINUS = re.compile(r"(?:^|(?<=\s))-(\S+)")
_QUOTES = str.maketrans("“”„‟「」『』〝〞＂", '"' * 11)
_DASHES = str.maketrans("－−﹣–—", "-----")
_OPERATORS = re.compile(r"(?:^|(?<=\s))(?:and|or|not|&&|\|\||[+\-!*?~^]+)(?=\s|$)")
_ASKED = re.compile(r"[?？]\s*$")


class Note(StrEnum):
    """What was done to a query, told to whoever typed it."""

    CUT = "cut"
    TOO_MANY_WORDS = "too_many_words"
    OPEN_QUOTE = "open_quote"
    SIGNS_ALONE = "signs_alone"
    OPERATORS = "operators"
    WITHOUT_ALONE = "without_alone"


@dataclass(frozen=True)
class Term:
    """One thing to be found, folded; `also` are other words for it."""

    text: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A query understood. `text` is what was read of it, as typed; `terms` and `phrases` must be there, `without`
    must not; `asides` only raise what has them. `numbers` are 文号 and 索引号 in their settled writing, `number` the
    文号 as one writes it where the query is nothing else; `title` is what a title would have to be if the whole query
    were one, `run` the folded query when it is words alone.
    """

    text: str = ""
    terms: tuple[Term, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    number: str = ""
    title: str = ""
    run: str = ""
    is_question: bool = False
    notes: tuple[Note, ...] = field(default=())

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.terms or self.phrases)

    @property
    def needles(self) -> list[str]:
        """What is marked in the results, folded. Asides, single characters, mostly mean something else there."""
        return [*self.phrases, *(text for term in self.terms for text in (term.text, *term.also))]


Synonyms = Mapping[str, Sequence[str]]


def read(query: str, synonyms: Synonyms | None = None) -> Reading:
    """Reads a query of any length and content."""
    notes: list[Note] = []
    text = " ".join(query.split())
    if len(text) > LONGEST:
        text = text[:LONGEST]
        notes.append(Note.CUT)
    signs = fold(text).translate(_QUOTES).translate(_DASHES)
    quoted = [(bool(found["minus"]), phrase_of(found["said"])) for found in _QUOTED.finditer(signs)]
    phrases = [said for minus, said in quoted if said and not minus]
    rest = _QUOTED.sub(" ", signs)
    if '"' in rest:
        notes.append(Note.OPEN_QUOTE)
        rest = rest.replace('"', " ")
    number = _whole_number(signs)
    numbers = [key_of_number(number)] if number else _numbers(signs)
    without = [said for minus, said in quoted if said and minus]
    if not numbers:
        without += [found for found in (phrase_of(part) for part in _MINUS.findall(rest)) if found]
        rest = _MINUS.sub(" ", rest)
    stripped = _OPERATORS.sub(" ", rest)
    if stripped != rest and any(char.isalnum() for char in stripped):
        notes.append(Note.OPERATORS)
        rest = stripped
    words = words_of_query(rest)
    terms, asides = _terms(words, synonyms or {})
    if number:
        # Its pieces stand in thousands of texts; what cites the number has it as it is.
        phrases, without, terms, asides = [phrase_of(number)], [], [], []
    if len(terms) > MOST_TERMS:
        notes.append(Note.TOO_MANY_WORDS)
        terms = terms[:MOST_TERMS]
    if not terms and not phrases:
        notes.append(Note.WITHOUT_ALONE if without else Note.SIGNS_ALONE)
    plain = not phrases and not without
    return Reading(
        text=text,
        terms=tuple(terms),
        phrases=tuple(phrases[:MOST_PHRASES]),
        without=tuple(without[:MOST_PHRASES]),
        asides=tuple(asides),
        numbers=tuple(numbers),
        number=number,
        title="" if without else bare(text),
        run=bare_phrase(rest) if plain and len(words) > 1 else "",
        is_question=plain and (bool(ASKING.intersection(words)) or bool(_ASKED.search(signs))),
        notes=tuple(notes) if text else (),
    )


def unquoted(reading: Reading, synonyms: Synonyms) -> Reading:
    """The same query as if it had no quotation marks, for titles have some themselves."""
    return read(fold(reading.text).translate(_QUOTES).replace('"', ""), synonyms)


def parted(reading: Reading, synonyms: Synonyms) -> Reading:
    """The same query with its words taken apart into the shorter ones inside them."""
    terms, asides = _terms([part for term in reading.terms for part in parts_of_word(term.text)], synonyms)
    asides += [aside for aside in reading.asides if aside not in asides]
    return replace(reading, terms=tuple(terms[:MOST_TERMS]), asides=tuple(asides))


def phrase_of(text: str) -> str:
    """A stretch of text that has to stand so, with no marks but those that part it."""
    units = said_units(text)
    while units and not units[-1].isalnum():
        units.pop()
    while units and not units[0].isalnum():
        units.pop(0)
    return _joined_units(units)


def bare_phrase(text: str) -> str:
    """A phrase without marks and blanks; blanks between letters stay."""
    return _joined_units([unit for unit in units_of(text) if unit.isalnum()])


def _joined_units(units: Sequence[str]) -> str:
    kept: list[str] = []
    for unit in units:
        if kept and kept[-1][-1].isascii() and unit[0].isascii() and kept[-1].isalnum() and unit.isalnum():
            kept.append(" ")
        kept.append(unit)
    return "".join(kept)


def _whole_number(signs: str) -> str:
    """A query that is nothing but a 文号, in its settled writing; empty for any other."""
    cited = doc_number.find_all(signs)
    if len(cited) == 1 and bare(signs[cited[0].start : cited[0].end]) == bare(signs):
        return cited[0].number.text
    loose = "" if cited else _loose_number(signs.strip(' "'))
    return loose if loose.partition("〔")[0].endswith(_MARK_ENDS) else ""


_MARK_ENDS = tuple("发函字规批复电纪通办")
"""How the 代字 of a 文号 end, by which “明政办发2026-5” is told from words with a year and a figure."""


def _numbers(signs: str) -> list[str]:
    found = [key_of_number(citation.number.text) for citation in doc_number.find_all(signs)]
    whole = signs.strip(' "')
    if not found and (number := _loose_number(whole)):
        found.append(key_of_number(number))
    if _CODE.fullmatch(whole) or (
        sum(map(str.isdigit, whole)) >= _MANY_FIGURES and _LONG_CODE.fullmatch(whole)
    ):
        found.append(key_of_number(whole))
    return list(dict.fromkeys(found))


# How 索引号 are written: figures with a stroke somewhere, in one piece or parted by blanks at the strokes; long ones
# also with blanks alone, or with nothing.
_CODE = re.compile(r"(?=.*\d)\w+(?: ?[-/.] ?\w+)+")
_LONG_CODE = re.compile(r"[a-z0-9]+(?:[\s/._-]+[a-z0-9]+)*")
_MANY_FIGURES = 10
_LOOSE = re.compile(
    r"(?P<mark>[\u3400-\u9fff]{2,16})\D{0,3}(?P<year>(?:19|20)\d\d)\D{1,4}?(?P<serial>\d{1,5})\D{0,2}"
)


def _loose_number(text: str) -> str:
    """A query that is nothing but a 文号 in a writing of its own, such as “明民发2026 12”; empty for any other."""
    try:
        return doc_number.normalise(text)
    except doc_number.DocNumberError:
        pass
    found = _LOOSE.fullmatch(text)
    if not found or any(word in EMPTY for word in words_of_query(found["mark"])):
        return ""
    return f"{found['mark']}〔{found['year']}〕{int(found['serial'])}号"


def key_of_number(text: str) -> str:
    """A number as it is compared: a 文号 in its settled writing, any other by its parts, without leading zeros."""
    try:
        return "".join(fold(doc_number.normalise(text)).split())
    except doc_number.DocNumberError:
        return "-".join(part.lstrip("0") or "0" for part in _PARTS_OF_CODE.findall(fold(text)))


_PARTS_OF_CODE = re.compile(r"[^\W_]+")


def keys_of_number(text: str) -> list[str]:
    """All by which a number is found: as it is compared, and in one piece."""
    return list(dict.fromkeys((key_of_number(text), bare(text))))


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
