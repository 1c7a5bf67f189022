"""A search answered: read, widened step by step where nothing has all of it, shown as it may be shown now."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice

from django.db.models import Exists

from mingtang.foundation import clock
from mingtang.foundation.events.models import Delivery
from mingtang.foundation.organisations.queries import Authority
from mingtang.foundation.prepared import Prepared
from mingtang.foundation.search import indexes, synonyms
from mingtang.foundation.search.asked import FACETS, Asked
from mingtang.foundation.search.engine import widening
from mingtang.foundation.search.engine.documents import split_key
from mingtang.foundation.search.engine.index import Index
from mingtang.foundation.search.engine.shelf import Unavailable
from mingtang.foundation.search.engine.wanted import (
    DEEPEST,
    All,
    Condition,
    Counts,
    Either,
    How,
    OneOf,
    Wanted,
)
from mingtang.foundation.search.indexer import CONSUMER, touched_by
from mingtang.foundation.search.searchable import DESK_SEARCHABLE, SEARCHABLE, Hit
from mingtang.kernel.search.reading import Reading, Synonyms, read

PER_PAGE = 20
_BESIDE = ThreadPoolExecutor(4, "search-beside")
_MOST_UNDER_WAY = 500
"""Things under way to the index that are looked through for what must not be found any more."""
_UNDER_WAY = Delivery.objects.filter(consumer=CONSUMER, done_at=None, bulk=False)
_SOME_UNDER_WAY = Prepared(lambda: _UNDER_WAY.values_list("pk")[:1])
# What every search asks first, in one statement.
_STANDING = Prepared(
    lambda: synonyms.STAMPED.annotate(waits=Exists(_UNDER_WAY)).values_list("n", "last", "waits")
)


@dataclass(frozen=True)
class Answer:
    """A page of what was found.

    `reading` is the query as it was typed, `found_by` what the hits are for. `how` says how much of it had to be there,
    `absent` which of its words nothing has. `meant` is what was probably meant; where nothing was found as it was
    typed, `instead` is what the hits are for. `without_index` tells that only titles could be looked through.
    """

    reading: Reading
    hits: list[tuple[str, Hit]] = field(default_factory=list)
    total: int = 0
    how: How = How.ALL
    counts: Counts = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    meant: str = ""
    instead: str = ""
    without_index: bool = False
    found_by: Reading = field(default_factory=Reading)

    @property
    def reachable(self) -> int:
        """How many of the hits can be paged to."""
        return min(self.total, DEEPEST)


@dataclass(frozen=True)
class Audience:
    """Who searches: the index they ask, what bounds them in it, and what they may see of some things of a kind."""

    index: Index
    hits: Callable[[str, Sequence[str], Sequence[str]], Mapping[str, Hit]]
    seen: Callable[[str, Sequence[str]], Iterable[str]]
    bounds: Condition | None = None

    def shown(self, keys: Sequence[str], needles: Sequence[str]) -> list[tuple[str, Hit]]:
        """The things as they may be seen now, with their kinds, in the order of the keys."""
        ids: dict[str, list[str]] = {}
        for key in keys:
            kind, pk = split_key(key)
            ids.setdefault(kind, []).append(pk)
        hits = {
            f"{kind}:{pk}": hit
            for kind, found in ids.items()
            for pk, hit in self.hits(kind, found, needles).items()
        }
        return [(split_key(key)[0], hits[key]) for key in keys if key in hits]

    def hidden(self) -> tuple[str, ...]:
        """Keys of what they may not see any more while the index does not know yet: withdrawn a moment ago."""
        if not _SOME_UNDER_WAY.rows():
            # Nearly always, and told sooner than by fetching none.
            return ()
        ids: dict[str, set[str]] = {}
        for delivery in _UNDER_WAY.select_related("event").order_by("-pk")[:_MOST_UNDER_WAY]:
            for kind, pk in islice(touched_by(delivery), _MOST_UNDER_WAY):
                ids.setdefault(kind, set()).add(pk)
        return tuple(
            f"{kind}:{pk}"
            for kind, found in ids.items()
            for pk in found.difference(self.seen(kind, sorted(found)))
        )


def everybody() -> Audience:
    def hits(kind: str, ids: Sequence[str], needles: Sequence[str]) -> Mapping[str, Hit]:
        return SEARCHABLE[kind].hits(ids, needles) if kind in SEARCHABLE else {}

    def seen(kind: str, ids: Sequence[str]) -> Iterable[str]:
        return SEARCHABLE[kind].seen(ids) if kind in SEARCHABLE else ()

    return Audience(indexes.public().index, hits, seen)


def staff(who: Authority) -> Audience:
    """What a person's grants let through."""

    def hits(kind: str, ids: Sequence[str], needles: Sequence[str]) -> Mapping[str, Hit]:
        return DESK_SEARCHABLE[kind].hits(who, ids, needles) if kind in DESK_SEARCHABLE else {}

    def seen(kind: str, ids: Sequence[str]) -> Iterable[str]:
        return DESK_SEARCHABLE[kind].seen(who, ids) if kind in DESK_SEARCHABLE else ()

    bounds = [
        OneOf("kind", (entry.kind,)) if within is None else All((OneOf("kind", (entry.kind,)), within))
        for entry in DESK_SEARCHABLE
        for within in (entry.bounds(who),)
    ]
    return Audience(indexes.desk().index, hits, seen, Either(tuple(bounds)))


def answer(
    asked: Asked,
    page: int = 1,
    per_page: int = PER_PAGE,
    facets: Sequence[str] = FACETS,
    audience: Audience | None = None,
) -> Answer:
    """What everybody finds, or the audience. Never fails: without an index titles alone are looked through."""
    standing = _STANDING.rows()
    also = synonyms.in_use([row[:2] for row in standing])
    # Where there are no synonyms at all, nothing told whether something waits.
    some_wait = all(waits for _n, _last, waits in standing)
    reading = read(asked.words, also)
    if not reading and (asked.words.strip() or not (asked.is_filtered or asked.bounds)):
        return Answer(reading)
    try:
        whose = audience or everybody()
        return _from_index(
            whose, whose.hidden() if some_wait else (), asked, reading, also, page, per_page, facets
        )
    except Unavailable:
        return (
            _from_titles(asked, reading, per_page)
            if audience is None
            else Answer(reading, without_index=True)
        )


def _from_index(
    audience: Audience,
    hidden: tuple[str, ...],
    asked: Asked,
    reading: Reading,
    also: Synonyms,
    page: int,
    per_page: int,
    facets: Sequence[str],
) -> Answer:
    index = audience.index
    scope = [part for part in (asked.scope, audience.bounds) if part is not None]
    wanted = Wanted(
        reading=reading,
        chosen=asked.chosen,
        scope=All(tuple(scope)) if scope else None,
        hidden=hidden,
        today=clock.today(),
        order=asked.order,
    )
    start = (page - 1) * per_page
    # The index counts while it is searched and while the database is asked: both let other threads go on. Where a way
    # to look finds nothing, counting that is quick.
    counting: list[Future[Counts]] = []
    found = widening.widened(
        index,
        wanted,
        start,
        per_page,
        also,
        lambda way: counting.append(_BESIDE.submit(index.facets, way, facets)),
    )
    wanted, total = found.wanted, found.total
    is_part = wanted.how in (How.MOST, How.SOME)
    looking = _BESIDE.submit(widening.absent, index, wanted, found.keys) if is_part else None
    hits = audience.shown(found.keys, wanted.reading.needles)
    counts = counting[-1].result() if total and facets else {}
    return Answer(
        reading,
        hits,
        total,
        wanted.how,
        counts,
        looking.result() if looking else (),
        found.meant,
        found.instead,
        found_by=wanted.reading,
    )


def _from_titles(asked: Asked, reading: Reading, per_page: int) -> Answer:
    """While the index is being made: titles with all words, newest first, one page of them, without filters."""
    words = " ".join((*reading.phrases, *(term.text for term in reading.terms)))
    keys = [
        f"{searchable.kind}:{pk}"
        for searchable in sorted(SEARCHABLE, key=lambda entry: entry.order)
        if not asked.query["kind"] or searchable.kind == asked.query["kind"]
        for pk in (searchable.titled(words, per_page) if words else ())
    ]
    hits = everybody().shown(keys[:per_page], reading.needles) if not asked.bounds else []
    return Answer(reading, hits, len(hits), without_index=True, found_by=reading)
