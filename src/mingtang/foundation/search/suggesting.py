"""What a search that is being typed may become: searches that found something, words of titles, titles."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from mingtang.foundation import clock
from mingtang.foundation.search import learning, synonyms
from mingtang.foundation.search.answering import Audience, everybody
from mingtang.foundation.search.engine.index import Index
from mingtang.foundation.search.engine.shelf import Unavailable
from mingtang.foundation.search.engine.wanted import Either, Order, TitleHas, Wanted
from mingtang.kernel.search import spelling
from mingtang.kernel.search.folding import fold
from mingtang.kernel.search.reading import bare_phrase, read

MOST = 8
_LONGEST = 40
_QUERIES, _WORDS, _TITLES = 4, 4, 5


@dataclass(frozen=True)
class Suggestion:
    """`kind` is query, word or title."""

    text: str
    kind: str


def suggestions(typed: str) -> list[Suggestion]:
    """At most `MOST`, each found by everybody now. Nothing where the index is being made."""
    text = bare_phrase(fold(" ".join(typed.split())))[:_LONGEST]
    if not text:
        return []
    try:
        people = everybody()
        index, hidden = people.index, people.hidden()
        found = [*_queries(index, text, hidden), *_words(index, text, hidden), *_titles(people, text, hidden)]
    except Unavailable:
        return []
    return list({suggestion.text: suggestion for suggestion in reversed(found)}.values())[::-1][:MOST]


def _queries(index: Index, text: str, hidden: tuple[str, ...]) -> Iterator[Suggestion]:
    """What was searched for before and finds something still."""
    known = learning.found_before(text)
    yield from (Suggestion(each, "query") for each in islice(_finding(index, known, hidden), _QUERIES))


def _words(index: Index, text: str, hidden: tuple[str, ...]) -> Iterator[Suggestion]:
    """Words of titles that begin so, or sound so."""
    if text.isascii():
        known = spelling.begun_by_sound(text.replace(" ", ""), index.spelled)
    else:
        known = spelling.by_beginning(text, index.spelled)
    others = [word for word in known[: _WORDS * 2] if word != text]
    yield from (Suggestion(each, "word") for each in islice(_finding(index, others, hidden), _WORDS))


def _titles(people: Audience, text: str, hidden: tuple[str, ...]) -> Iterator[Suggestion]:
    if len(text) < 2 or text.isascii():
        return
    others = synonyms.in_use().get(text, ())
    scope = Either(tuple(TitleHas(each) for each in (text, *others)))
    wanted = Wanted(scope=scope, today=clock.today(), order=Order.NEWEST, hidden=hidden)
    for _kind, hit in people.shown(people.index.find(wanted, 0, _TITLES).keys, ()):
        yield Suggestion(hit.title, "title")


def _finding(index: Index, texts: list[str], hidden: tuple[str, ...]) -> Iterator[str]:
    """Those of some texts that find something: what only a withdrawn title had is nobody's suggestion."""
    for text in texts:
        if index.has(Wanted(reading=read(text), today=clock.today(), hidden=hidden)):
            yield text
