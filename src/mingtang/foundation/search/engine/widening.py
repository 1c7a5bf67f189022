"""A search that finds nothing as it was typed, widened step by step until it finds something."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from mingtang.foundation.search.engine.index import Index
from mingtang.foundation.search.engine.wanted import DEEPEST, All, How, OneOf, Wanted
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


Starting = Callable[[Wanted], object]
"""Told each search before it is looked for."""


def _nothing(wanted: Wanted) -> None:
    pass


def widened(
    index: Index, wanted: Wanted, start: int, number: int, synonyms: Synonyms, starting: Starting = _nothing
) -> Outcome:
    """The first of the ways to look that finds enough, and the slip that may have been made."""
    outcome = _first(index, wanted, start, number, synonyms, starting)
    how, reading = outcome.wanted.how, wanted.reading
    as_typed = outcome.wanted.reading == reading
    if (how is How.ALL and outcome.total and as_typed) or not (reading.run or len(reading.terms) == 1):
        return outcome
    meant = _meant(index, replace(wanted, how=How.ALL), synonyms)
    if meant and (not outcome.total or how is How.SOME):
        other = replace(wanted, reading=read(meant, synonyms), how=How.ALL)
        starting(other)
        again = index.find(other, start, number)
        return Outcome(other, again.keys, again.total, meant, instead=meant)
    return replace(outcome, meant=meant)


def _first(
    index: Index, wanted: Wanted, start: int, number: int, synonyms: Synonyms, starting: Starting
) -> Outcome:
    tried: list[Wanted] = []
    for way, enough in _ways(index, wanted, synonyms):
        if way in tried:
            continue
        tried.append(way)
        starting(way)
        there = index.find(way, start, number)
        if there.total >= enough:
            return Outcome(way, there.keys, there.total)
    return Outcome(replace(wanted, how=How.ALL))


def _ways(index: Index, wanted: Wanted, synonyms: Synonyms) -> Iterator[tuple[Wanted, int]]:
    """How to look, one way after the other, and how much each has to find."""
    reading = wanted.reading
    yield from _as_said(index, wanted)
    if not reading.terms:
        return
    if reading.numbers or _may_all_be_there(index, reading, in_pieces=True):
        yield replace(wanted, how=How.PIECES), 1
    small = replace(wanted, reading=parted(reading, synonyms))
    if small.reading.terms != reading.terms:
        yield from _as_said(index, small)
    if _may_be_slip(index, small.reading):
        yield replace(wanted, how=How.SLIP), 1
    if len(small.reading.terms) > 2:
        yield replace(small, how=How.MOST), 1
    if len(small.reading.terms) > 1:
        yield replace(small, how=How.SOME), 1
    if reading.phrases:
        yield from _ways(index, replace(wanted, reading=unquoted(reading, synonyms)), synonyms)


def _as_said(index: Index, wanted: Wanted) -> Iterator[tuple[Wanted, int]]:
    """All of it; of a long question most of it, unless more has all of it than anybody can page through."""
    reading = wanted.reading
    is_long = reading.is_question and len(reading.terms) >= _QUESTION_FROM
    if reading.numbers or _may_all_be_there(index, reading):
        yield replace(wanted, how=How.ALL), DEEPEST if is_long else 1
    if is_long:
        yield replace(wanted, how=How.MOST), 1


def _may_be_slip(index: Index, reading: Reading) -> bool:
    """Whether the query may be a title with a wrong character: in a short one a word is spoilt by it."""
    number = len(reading.run)
    return number >= _SLIP_SURELY_FROM or (number >= _SLIP_FROM and not _may_all_be_there(index, reading))


def _may_all_be_there(index: Index, reading: Reading, *, in_pieces: bool = False) -> bool:
    """Whether there may be something for each word, or other word for it; told at once."""
    return all(
        index.may_have(term.text, in_pieces=in_pieces) or any(map(index.may_have, term.also))
        for term in reading.terms
    )


def absent(index: Index, wanted: Wanted, shown: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The words of a search that nothing within its bounds has. Those that are in what is `shown` are soon told."""
    page = OneOf("key", shown)
    within = wanted.scope
    nearby = replace(wanted, scope=page if within is None else All((within, page)))
    return tuple(
        term.text
        for term in wanted.reading.terms
        if not ((shown and _is_there(index, nearby, term)) or _is_there(index, wanted, term))
    )


def _is_there(index: Index, wanted: Wanted, term: Term) -> bool:
    """Whether something within the bounds has a word. Its other words are looked for one after the other: all at once
    would be weighed in each document, which takes much longer.
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
