"""An index: what is written into it, and what it answers."""

import math
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import chain, islice
from operator import neg
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import tantivy

from mingtang.foundation.search.engine import counting, schema
from mingtang.foundation.search.engine.asking import TIER, Asker
from mingtang.foundation.search.engine.documents import Document
from mingtang.foundation.search.engine.shelf import Shelf, Unavailable
from mingtang.foundation.search.engine.wanted import DEEPEST, Counts, Found, Order, Wanted

T = TypeVar("T")

HEAP = 30_000_000
"""Bytes of what is not yet written; a commit comes long before it is full."""
_CLOSE = 40
"""Scores that differ by less than about one part in so many count as equal."""
_SPAN = float(1 << 40)
"""More than seconds have passed since 1970. A number of floating point, for those sort faster than large integers; four
thousand times as much is still exact.
"""
_MARGIN = 100
"""Answers fetched beyond those needed, at first."""


class Writer:
    """Writes one index. What was added or removed is there for readers after `commit`, all at once."""

    def __init__(self, folder: Path) -> None:
        self._index = schema.prepare(tantivy.Index(schema.build(), str(folder)))
        self._writer = self._index.writer(HEAP, 1)

    def put(self, document: Document) -> None:
        """Takes a document in, in the place of the one with its key."""
        self.remove(document.key)
        self.add(document)

    def add(self, document: Document) -> None:
        """Takes a document in whose key is not there. What is to be removed is remembered until the next commit: for
        each document of a large index that would fill the memory.
        """
        self._writer.add_document(schema.fields_of(document))

    def remove(self, key: str) -> None:
        self._writer.delete_documents_by_term("key", key)

    def commit(self) -> None:
        self._writer.commit()

    def close(self) -> None:
        """Ends after what is under way; changes that were not committed are lost."""
        self._writer.wait_merging_threads()


class _State:
    """An index as it was at one commit."""

    def __init__(self, stamp: tuple[int, int], folder: Path, index: tantivy.Index) -> None:
        index.reload()
        self.stamp, self.folder, self.index = stamp, folder, index
        self.searcher = index.searcher()
        self.asker = Asker(index.schema, self.searcher.doc_freq, self.searcher.num_docs)
        self.some_over = _count(self.searcher, self.asker.over()) > 0
        self._past: dict[date, bool] = {}

    def values(self, name: str, addresses: list[tantivy.DocAddress]) -> list[int]:
        """A number of each document, one that all have."""
        found: list[Any] = self.searcher.fast_field_values(name, addresses)
        return found

    def some_past(self, today: date) -> bool:
        """Whether it holds what may no longer be found; looked up once a day, for it costs each search."""
        if today not in self._past:
            self._past[today] = _count(self.searcher, self.asker.past(today)) > 0
        return self._past[today]

    def query(self, wanted: Wanted) -> tantivy.Query:
        return self.asker.query(wanted, some_past=self.some_past(wanted.today))


class Index:
    """Answers from the index in use, as it was last committed."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._lock = Lock()
        self._state: _State | None = None

    def _now(self) -> _State:
        """The newest state. Raises Unavailable, and asks for a new index when there should be one."""
        try:
            stamp = self.shelf.stamp()
            with self._lock:
                if self._state is None or self._state.stamp != stamp:
                    self._state = self._opened(stamp, self.shelf.current(), self._state)
                return self._state
        except Unavailable:
            self._state = None
            raise
        except (ValueError, OSError, RuntimeError) as error:
            self._state = None
            self.shelf.wish_rebuild()
            raise Unavailable(str(error)) from error

    @staticmethod
    def _opened(stamp: tuple[int, int], folder: Path, before: _State | None) -> _State:
        if before is not None and before.folder == folder:
            return _State(stamp, folder, before.index)
        index = schema.prepare(tantivy.Index.open(str(folder)))
        index.config_reader("manual")
        return _State(stamp, folder, index)

    def _ask(self, question: Callable[[_State], T]) -> T:
        state = self._now()
        try:
            return question(state)
        except BaseException as error:
            # What is damaged is built anew; a question that cannot be asked is a mistake of ours, and no reason to.
            if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
                raise
            if self.shelf.is_sound():
                raise
            self._state = None
            self.shelf.wish_rebuild()
            raise Unavailable(str(error)) from error

    def find(self, wanted: Wanted, start: int = 0, number: int = 20) -> Found:
        """The documents from place `start` on, at most `number`, none beyond `DEEPEST`. What is no longer in force
        comes after all else, but by date. Raises Unavailable.
        """
        return self._ask(lambda state: _find(state, wanted, start, number))

    def has(self, wanted: Wanted) -> bool:
        """Whether there is any such document; told much faster than how many. Raises Unavailable."""
        return self._ask(lambda state: _has(state.searcher, state.query(wanted)))

    def may_have(self, text: str, *, in_pieces: bool = False) -> bool:
        """Whether a document may have a word, or a longer text or any text `in_pieces`; told at once, for only
        its pairs are looked up, and what was removed may be counted still. Raises Unavailable.
        """
        return self._ask(lambda state: state.asker.may_have(text, in_pieces=in_pieces))

    def facets(self, wanted: Wanted, names: Iterable[str]) -> Counts:
        """Counts by facet, each with all choices but its own. Raises Unavailable."""
        return self._ask(lambda state: _facets(state, wanted, tuple(names)))

    def spelled(self, beginning: str, limit: int = 200) -> list[tuple[str, int]]:
        """The tokens of the list of words (`kernel.search.spelling`) that begin so. Raises Unavailable."""
        return self._ask(lambda state: state.searcher.terms_with_prefix("spelled", beginning, limit=limit))

    def size(self) -> int:
        """How many documents there are in all. Raises Unavailable."""
        return self._now().searcher.num_docs

    def digests(self) -> Iterator[tuple[str, str]]:
        """Key and digest of every document. Raises Unavailable."""
        searcher = self._now().searcher
        hits = searcher.search(tantivy.Query.all_query(), max(searcher.num_docs, 1)).hits
        for _score, address in hits:
            kept = searcher.doc(address)
            yield str(kept.get_first("key")), str(kept.get_first("digest"))


class _Ranking:
    """The best answers to one query, best first: those in force, and apart those that are not.

    All pages are cut from the same answers, so that they never overlap. As many are fetched at once as can be paged
    through, twice as many where some may be over: texts of one form are worth the same by the thousand, and to look
    first whether fewer would do takes as long again.
    """

    def __init__(self, state: _State, query: tantivy.Query, order: Order) -> None:
        self.order = order
        number = 2 * DEEPEST if state.some_over else DEEPEST
        result: Any = state.searcher.search(query, number)
        self.count = int(result.count)
        self.is_whole = self.count <= number
        self._sort(state, result.hits)

    def _sort(self, state: _State, hits: list[tuple[float, tantivy.DocAddress]]) -> None:
        """Sorts hits by what they are worth, the newer first among equals, and parts those that are over."""
        self._addresses = [address for _score, address in hits]
        scores = [score for score, _address in hits]
        worth = {score: self._worth(score) for score in set(scores)}
        places = {pair: n * _SPAN for n, pair in enumerate(sorted(set(worth.values())))}
        ahead = {score: places[pair] for score, pair in worth.items()}
        newness = state.values("at", self._addresses) if self.order is not Order.STRICT else [0] * len(hits)
        # One number for both is compared much faster than two.
        keys = [ahead[score] - at for score, at in zip(scores, newness, strict=True)]
        order = list(range(len(keys)))
        if len(set(keys)) < len(keys):
            # What nothing tells apart is told apart by a number of its own, whatever becomes of its place.
            order.sort(key=state.values("tie", self._addresses).__getitem__)
        order.sort(key=keys.__getitem__)
        if state.some_over:
            overs = state.values("over", self._addresses)
            self._in_force = [n for n in order if not overs[n]]
            self._over = [n for n in order if overs[n]]
        else:
            self._in_force, self._over = order, []

    def _worth(self, score: float) -> tuple[int, float]:
        """The tier and the words, so that the smaller is the better."""
        tier = int(score // TIER)
        words = score - tier * TIER
        return -tier, -(
            words if self.order is Order.STRICT else math.floor(math.log(max(words, 1e-6)) * _CLOSE)
        )

    @property
    def number_in_force(self) -> int:
        return len(self._in_force)

    def in_force(self) -> Iterator["_Place"]:
        return (_Place(self._addresses[n]) for n in self._in_force)

    def over(self) -> Iterator["_Place"]:
        return (_Place(self._addresses[n]) for n in self._over)


class _Place(tuple[int, int]):
    """Where a document lies, comparable and to be put into sets."""

    def __new__(cls, address: tantivy.DocAddress) -> "_Place":
        return super().__new__(cls, (address.segment_ord, address.doc))

    @property
    def address(self) -> tantivy.DocAddress:
        return tantivy.DocAddress(*self)


def _find(state: _State, wanted: Wanted, start: int, number: int) -> Found:
    searcher, asker, some_past = state.searcher, state.asker, state.some_past(wanted.today)
    last = min(start + number, DEEPEST)
    if wanted.order is Order.NEWEST or not wanted.reading:
        return _newest(state, asker.query(wanted, some_past=some_past), start, last)
    named = asker.named(wanted)
    if named is not None and not _has(searcher, named):
        # Looked up first, for most queries are no title and an alternative costs each of them.
        named = None
    by_title = asker.in_titles(wanted, named=named, some_past=some_past)
    first = _Ranking(state, by_title, wanted.order) if by_title is not None else None
    if first and first.number_in_force >= last:
        total = _count(searcher, asker.query(wanted, some_past=some_past))
        return Found(_keys(searcher, islice(first.in_force(), start, last)), total)
    ahead = list(first.in_force()) if first else []
    if asker.tells_apart(wanted):
        places, total = _by_words(state, wanted, ahead, list(first.over()) if first else [])
    else:
        places, total = _by_titles_and_date(state, wanted, ahead, last)
    return Found(_keys(searcher, islice(places, start, last)), total)


def _by_words(
    state: _State, wanted: Wanted, ahead: list[_Place], behind: list[_Place]
) -> tuple[Iterator[_Place], int]:
    """What is `ahead`, then all else by how well the words fit, and how many there are."""
    known = {*ahead, *behind}
    query = state.asker.elsewhere(wanted, some_past=state.some_past(wanted.today))
    rest = _Ranking(state, query, wanted.order)
    places = chain(ahead, (place for place in rest.in_force() if place not in known))
    if rest.is_whole:
        places = chain(places, behind, (place for place in rest.over() if place not in known))
    return places, rest.count


def _by_titles_and_date(
    state: _State, wanted: Wanted, ahead: list[_Place], last: int
) -> tuple[Iterator[_Place], int]:
    """What is `ahead`, then what has some of the words in its title, then all else by date, and how many there are:
    for words that nearly everything has, which tell no text from another.
    """
    some_past = state.some_past(wanted.today)
    query = state.asker.partly_in_titles(wanted, some_past=some_past)
    known = set(ahead)
    if query is not None:
        partly = _Ranking(state, query, wanted.order)
        ahead = [*ahead, *(place for place in partly.in_force() if place not in known)]
        known.update(ahead)
    places, total = _dated(state, state.asker.query(wanted, some_past=some_past), last)
    return chain(ahead, (place for place in places if place not in known)), total


def _newest(state: _State, query: tantivy.Query, start: int, last: int) -> Found:
    places, total = _dated(state, query, last)
    return Found(_keys(state.searcher, places[start:last]), total)


def _dated(state: _State, query: tantivy.Query, last: int) -> tuple[list[_Place], int]:
    """The first by date, what is no longer in force behind everything else, and how many there are."""
    if not state.some_over:
        return _by_date(state, query, last)
    places, total = _by_date(state, state.asker.in_force(query), last)
    over, more = _by_date(state, state.asker.only_over(query), max(last - total, 1))
    return [*places, *over], total + more


def _by_date(state: _State, query: tantivy.Query, last: int) -> tuple[list[_Place], int]:
    """The first `last` of a query, the newest before the others, and how many there are."""
    number = last + _MARGIN
    while True:
        result: Any = state.searcher.search(query, number, order_by_field="at")
        places = [_Place(address) for _at, address in result.hits]
        ats = [int(at or 0) for at, _address in result.hits]
        count = int(result.count)
        if count <= number or ats[last - 1] > ats[-1] or number >= 2 * DEEPEST:
            break
        number = 2 * DEEPEST
    ties = state.values("tie", [place.address for place in places])
    rows = sorted(zip(map(neg, ats), ties, places, strict=True))
    return [place for _at, _tie, place in rows[:last]], count


def _count(searcher: tantivy.Searcher, query: tantivy.Query) -> int:
    # What is not weighed is counted sooner.
    found: Any = searcher.search(tantivy.Query.const_score_query(query, 0.0), 1)
    return int(found.count)


def _has(searcher: tantivy.Searcher, query: tantivy.Query) -> bool:
    found: Any = searcher.search(tantivy.Query.const_score_query(query, 0.0), 1, count=False)
    return bool(found.hits)


def _keys(searcher: tantivy.Searcher, places: Iterable[_Place]) -> tuple[str, ...]:
    return tuple(str(searcher.doc(place.address).get_first("key")) for place in places)


def _facets(state: _State, wanted: Wanted, names: tuple[str, ...]) -> Counts:
    """Facets without a choice of their own are counted together, each other by itself."""
    together = [name for name in names if not wanted.chosen.get(name)]
    counts: Counts = {}
    for without, group in [("", together), *((name, [name]) for name in names if name not in together)]:
        if group:
            query = state.asker.query(wanted, without=without, some_past=state.some_past(wanted.today))
            told = state.searcher.aggregate(query, counting.asked_for(group))
            counts |= counting.counts_of(told, group)
    return counts
