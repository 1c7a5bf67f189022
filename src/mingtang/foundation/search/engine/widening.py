"""A search that finds nothing as it was typed, widened step by step until it finds something."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mingtang.foundation.search.engine.index import Index
from mingtang.foundation.search.engine.wanted import How, Wanted
from mingtang.kernel.search import spelling
from mingtang.kernel.search.cutting import words_of_query
from mingtang.kernel.search.reading import Reading, Synonyms, Term, parted, read, unquoted

_QUESTION_FROM = 3
"""Telling words from which on a question need not be met in every one of them."""
_SLIP_FROM = 6
"""Characters from which on a title with a wrong one is told from others."""
_SLIP_SURELY_FROM = 12
"""Characters from which on that holds also where every word of the query is one that there is."""


@dataclass(frozen=True)
class Outcome:
    """What was found, and by which search. `meant` is what was probably meant; `instead` is set where the hits are for
    that, because there were none as it was typed.
    """

    wanted: Wanted
    keys: tuple[str, ...] = ()
    total: int = 0
    meant: str = ""
    instead: str = ""


def widened(index: Index, wanted: Wanted, start: int, number: int, synonyms: Synonyms) -> Outcome:
    """The first of the ways to look that finds something, and the slip that may have been made."""
    return mended(index, found(index, wanted, start, number, synonyms), wanted, start, number, synonyms)


def found(index: Index, wanted: Wanted, start: int, number: int, synonyms: Synonyms) -> Outcome:
    """The first of the ways to look that finds something."""
    tried: list[Wanted] = []
    for way in _ways(index, wanted, synonyms):
        if way in tried:
            continue
        tried.append(way)
        there = index.find(way, start, number)
        if there.total:
            return Outcome(way, there.keys, there.total)
    return Outcome(replace(wanted, how=How.ALL))


def mended(
    index: Index, outcome: Outcome, wanted: Wanted, start: int, number: int, synonyms: Synonyms
) -> Outcome:
    """The same with the slip that may have been made, or what that finds, where it was not found as it was typed."""
    how, reading = outcome.wanted.how, wanted.reading
    as_typed = outcome.wanted.reading == reading
    if (how is How.ALL and outcome.total and as_typed) or not (reading.run or len(reading.terms) == 1):
        return outcome
    meant = _meant(index, replace(wanted, how=How.ALL), synonyms)
    if meant and (not outcome.total or how is How.SOME):
        other = replace(wanted, reading=read(meant, synonyms), how=How.ALL)
        again = index.find(other, start, number)
        return Outcome(other, again.keys, again.total, meant, instead=meant)
    return replace(outcome, meant=meant)


def first_way(wanted: Wanted) -> Wanted:
    """What is looked for first; mostly that finds something."""
    reading = wanted.reading
    many = reading.is_question and len(reading.terms) >= _QUESTION_FROM
    return replace(wanted, how=How.MOST if many else How.ALL)


def _ways(index: Index, wanted: Wanted, synonyms: Synonyms) -> Iterator[Wanted]:
    reading = wanted.reading
    yield first_way(wanted)
    if not reading.terms:
        return
    yield replace(wanted, how=How.PIECES)
    small = replace(wanted, reading=parted(reading, synonyms))
    if small.reading.terms != reading.terms:
        yield first_way(small)
    if _may_be_slip(index, small):
        yield replace(wanted, how=How.SLIP)
    if len(small.reading.terms) > 2:
        yield replace(small, how=How.MOST)
    if len(small.reading.terms) > 1:
        yield replace(small, how=How.SOME)
    if reading.phrases:
        yield from _ways(index, replace(wanted, reading=unquoted(reading, synonyms)), synonyms)


def _may_be_slip(index: Index, wanted: Wanted) -> bool:
    """Whether the query may be a title with a wrong character: in a short one a word is spoilt by it."""
    number = len(wanted.reading.run)
    return number >= _SLIP_SURELY_FROM or (number >= _SLIP_FROM and bool(absent(index, wanted)))


def absent(index: Index, wanted: Wanted) -> tuple[str, ...]:
    """The words of a search that nothing within its bounds has."""
    return tuple(term.text for term in wanted.reading.terms if not _is_there(index, wanted, term))


def _is_there(index: Index, wanted: Wanted, term: Term) -> bool:
    """Whether something within the bounds has a word. Its other words are looked for one after the other: all at once
    would be weighed, which takes a hundred times as long.
    """
    single = (Reading(terms=(Term(text),)) for text in (term.text, *term.also))
    return any(index.has(replace(wanted, reading=reading, how=How.ALL)) for reading in single)


def _meant(index: Index, wanted: Wanted, synonyms: Synonyms) -> str:
    """The query with a slip mended, if that finds something in the same bounds."""
    reading = wanted.reading
    run = reading.run or "".join(term.text for term in reading.terms)
    mended = spelling.meant(words_of_query(run), index.spelled)
    if not mended:
        return ""
    other = replace(wanted, reading=read(mended, synonyms), how=How.ALL)
    return mended if index.has(other) else ""
