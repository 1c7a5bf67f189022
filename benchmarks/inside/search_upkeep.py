"""Changes in the database while the indexer runs: how soon they are found, and whether the indexes come to equal it."""

import random
import time
from collections import Counter
from datetime import timedelta
from typing import Any

from django.db import connection
from django_q.models import Schedule

from benchmarks.inside.fill import SEED, living, loader, old_records
from benchmarks.inside.walking import OfficeWalk, corrected, drafted, title_of
from mingtang.foundation import clock
from mingtang.foundation.events.models import Delivery
from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.search import checking, indexes
from mingtang.foundation.search.engine.shelf import Unavailable
from mingtang.foundation.search.engine.wanted import Wanted
from mingtang.foundation.search.indexer import CONSUMER
from mingtang.kernel.search.reading import read
from mingtang.openness.records import actions
from mingtang.openness.records.actions.loading import BATCH

LOOK = 0.01
LONGEST = 60.0
FIRST_SERIAL = 100_000
"""Beyond those of the records that are there already."""

_walks: list[OfficeWalk] = []
_loaded = FIRST_SERIAL


def publish(word: str) -> float:
    """Publishes one record; seconds from then until the index finds it by its title."""
    walk = drafted(word).to("release")
    walk.publish()
    begun = time.perf_counter()
    key, wanted = f"record:{walk.pk}", Wanted(read(title_of(word)), today=clock.today())
    while time.perf_counter() - begun < LONGEST:
        if key in _found(wanted):
            return time.perf_counter() - begun
        time.sleep(LOOK)
    raise RuntimeError(f"{key} is not found {LONGEST:.0f} s after it was published")


def _found(wanted: Wanted) -> tuple[str, ...]:
    try:
        return indexes.public().index.find(wanted).keys
    except Unavailable:
        return ()


def load(records: int, batch: int = BATCH) -> float:
    """Loads more records, into one unit after the other; the seconds it took."""
    global _loaded
    units = {unit.slug: unit for unit in Unit.objects.all()}
    areas = {area.code: area for area in Area.objects.all()}
    who, specs, rng = loader(), living(), random.Random(SEED + _loaded)
    begun = time.perf_counter()
    for n, done in enumerate(range(0, records, batch)):
        spec = specs[n % len(specs)]
        number = min(batch, records - done)
        actions.load_records(who, units[spec.slug], old_records(rng, spec, areas, number, _loaded))
        _loaded += number
    return time.perf_counter() - begun


def stream(seconds: float, seed: int) -> dict[str, int]:
    """Publishes, corrects, withdraws and loads for so long; how many records each touched."""
    rng, done = random.Random(seed), Counter[str]()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        word = f"{seed}x{sum(done.values())}"
        chance = rng.random()
        if chance < 0.1:
            load(20)
            done["loaded"] += 20
        elif chance < 0.55 or not _walks:
            walk = drafted(word)
            walk.to("feedback")
            _walks.append(walk)
            done["published"] += 1
        elif chance < 0.8:
            corrected(rng.choice(_walks), word)
            done["corrected"] += 1
        else:
            _walks.pop(rng.randrange(len(_walks))).withdraw()
            done["withdrawn"] += 1
    return done


def pending() -> int:
    """Deliveries that the indexer has still to deal with."""
    try:
        return Delivery.objects.filter(consumer=CONSUMER, done_at=None).count()
    finally:
        connection.close()


def settle() -> int:
    """A county at rest: what loading left to be done counts as done, and the daily tasks are due in an hour. An index
    that is built from the whole database has it anyway; the work of other chapters is no searching.
    """
    Schedule.objects.update(next_run=clock.now() + timedelta(hours=1))
    return Delivery.objects.filter(done_at=None).update(done_at=clock.now())


def state() -> dict[str, Any]:
    """Documents of both indexes and bytes on the disk."""
    both = (indexes.public(), indexes.desk())
    files = [path for path in indexes.folder().rglob("*") if path.is_file()]
    return {
        **{collection.name: collection.index.size() for collection in both},
        "bytes": sum(path.stat().st_size for path in files),
        "bytes of public": sum(p.stat().st_size for p in files if indexes.public().folder in p.parents),
    }


def compare() -> dict[str, int]:
    """How many documents of both indexes there are, are missing, too many, out of date."""
    found = Counter[str]()
    for collection in (indexes.public(), indexes.desk()):
        told = checking.compare(collection)
        if told.unavailable:
            raise RuntimeError(f"{collection.name}: {told.unavailable}")
        found.update(
            documents=told.documents,
            missing=len(told.missing),
            surplus=len(told.surplus),
            stale=len(told.stale),
        )
    return found
