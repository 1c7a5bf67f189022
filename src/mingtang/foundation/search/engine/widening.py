"""A search that finds nothing as it was typed, widened step by step until it finds something."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mingtang.foundation.search.engine.index import Index
from mingtang.foundation.search.engine.wanted import How, Wanted
from mingtang.kernel.search import spelling
from mingtang.kernel.search.cutting import words_of_query
from mingtang.kernel.search.reading import Reading, Synonyms, read

_QUESTION_FROM = 3
"""Telling words from which on a question need not be met in every one of them."""
_SLIP_FROM = 6
"""Characters from which on a title with a wrong one is told from others."""


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
    found = _first(index, wanted, start, number)
    how, reading = found.wanted.how, wanted.reading
    if (how is How.ALL and found.total) or not (reading.run or len(reading.terms) == 1):
        return found
    meant = _meant(index, found.wanted, synonyms)
    if meant and (not found.total or how is How.SOME):
        other = replace(found.wanted, reading=read(meant, synonyms), how=How.ALL)
        again = index.find(other, start, number)
        return Outcome(other, again.keys, again.total, meant, instead=meant)
    return replace(found, meant=meant)


def _first(index: Index, wanted: Wanted, start: int, number: int) -> Outcome:
    for how in _ways(wanted.reading):
        wanted = replace(wanted, how=how)
        found = index.find(wanted, start, number)
        if found.total:
            return Outcome(wanted, found.keys, found.total)
    return Outcome(replace(wanted, how=How.ALL))


def first_way(wanted: Wanted) -> Wanted:
    """What is looked for first; mostly that finds something."""
    return replace(wanted, how=next(_ways(wanted.reading)))


def _ways(reading: Reading) -> Iterator[How]:
    many = len(reading.terms) > 1
    if reading.is_question and len(reading.terms) >= _QUESTION_FROM:
        yield How.MOST
    else:
        yield How.ALL
    yield How.PIECES
    if len(reading.run) >= _SLIP_FROM:
        yield How.SLIP
    if many:
        yield How.MOST
        yield How.SOME


def absent(index: Index, wanted: Wanted) -> tuple[str, ...]:
    """The words of a search that nothing within its bounds has."""
    single = (replace(wanted, reading=Reading(terms=(term,)), how=How.ALL) for term in wanted.reading.terms)
    return tuple(each.reading.terms[0].text for each in single if not index.has(each))


def _meant(index: Index, wanted: Wanted, synonyms: Synonyms) -> str:
    """The query with a slip mended, if that finds something in the same bounds."""
    reading = wanted.reading
    run = reading.run or "".join(term.text for term in reading.terms)
    mended = spelling.meant(words_of_query(run), index.spelled)
    if not mended:
        return ""
    other = replace(wanted, reading=read(mended, synonyms), how=How.ALL)
    return mended if index.has(other) else ""
