"""How soon what was published is found, and whether the indexes equal the database when their writer is killed."""

import random
import threading
import time
from collections import Counter
from typing import Any

from benchmarks.indexers import Indexer
from benchmarks.report import Table, median, percentile, say, verdict
from benchmarks.settings import Size
from benchmarks.worlds import Lab, Probe, World

FOUND_MOST = 2.0
SEED = 20190515


def run(lab: Lab, size: Size) -> bool:
    """Whether both aims were reached on every kind of database."""
    found = Table(
        "Published and found: seconds from the publication until the index has it, the indexer in its own process",
        ("while", "publications", "median", "p95", "slowest", f"p95 <= {FOUND_MOST:.0f} s"),
    )
    killed = Table(
        "Indexer killed (kill -9) at random moments of a stream of changes, and started again each time",
        ("database", "killed", "published", "corrected", "withdrawn", "loaded", "documents", "missing", "too many",
         "out of date", "pending", "built anew", "took", "all zero"),
        notes=["Documents are those of both indexes, each compared with one made anew from the database."],
    )  # fmt: skip
    reached = True
    for kind in lab.kinds:
        with lab.world(kind) as world:
            reached &= _found(found, world, size)
            reached &= _killed(killed, world, size)
    found.show()
    killed.show()
    return reached


def _found(table: Table, world: World, size: Size) -> bool:
    """Whether what is published is found in time, also beside an import."""
    indexer = Indexer(world)
    indexer.start()
    try:
        indexer.settle()
        idle = [world.call("search_upkeep.publish", word=f"q{n}") for n in range(size.published)]
        reached = _add(table, f"{world.kind}, nothing else", idle)
        reached &= _beside_import(table, world, indexer, size)
    finally:
        indexer.stop()
    return reached


def _beside_import(table: Table, world: World, indexer: Indexer, size: Size) -> bool:
    loader, took = Probe(world.env), list[float]()
    thread = threading.Thread(
        target=lambda: took.append(loader.call("search_upkeep.load", records=size.imported))
    )
    begun = time.monotonic()
    thread.start()
    waits, during = [], 0
    for n in range(size.published):
        waits.append(world.call("search_upkeep.publish", word=f"b{n}"))
        during += thread.is_alive()
    thread.join()
    loader.close()
    if not took:
        raise RuntimeError("the import failed")
    most = indexer.memory()
    indexer.settle()
    spent = time.monotonic() - begun
    reached = _add(table, f"{world.kind}, {size.imported:,} records are imported", waits)
    table.notes.append(
        f"{world.kind}: {during} of the {size.published} while records came in ({took[0]:.0f} s), the others while "
        f"those were indexed; all in both indexes after {spent:.0f} s, {2 * size.imported / spent:,.0f} documents a "
        f"second. Memory of the indexer: {max(most, indexer.memory()) / 1e6:.0f} MB"
    )
    return reached


def _add(table: Table, label: str, waits: list[float]) -> bool:
    good = percentile(waits, 95) <= FOUND_MOST
    say(f"{label}: p95 {percentile(waits, 95):.2f} s")
    table.add(
        label, len(waits), f"{median(waits):.2f} s", f"{percentile(waits, 95):.2f} s", f"{max(waits):.2f} s",
        verdict(good),
    )  # fmt: skip
    return good


def _killed(table: Table, world: World, size: Size) -> bool:
    """Whether both indexes equal the database in the end."""
    rng, indexer, done, began = random.Random(SEED), Indexer(world), Counter[str](), time.monotonic()
    first = _builds(indexer)
    try:
        for n in range(1, size.rounds + 1):
            told: list[Any] = []
            seconds = 1.0 + rng.uniform(0.2, size.longest_round)
            work = threading.Thread(
                target=lambda told=told, seconds=seconds, n=n: told.append(
                    world.call("search_upkeep.stream", seconds=seconds, seed=n)
                )
            )
            indexer.start()
            work.start()
            time.sleep(rng.uniform(0.2, seconds))
            if not indexer.is_alive():
                raise RuntimeError(f"the indexer ended by itself:\n{indexer.log.read_text()[-3000:]}")
            indexer.kill()
            work.join()
            if not told:
                raise RuntimeError("the stream of changes broke off")
            done.update(told[0])
            if n % 10 == 0:
                say(f"{world.kind}: killed {n} times, {done.total()} changes")
        indexer.start()
        indexer.settle()
    finally:
        indexer.stop()
    wrong = world.call("search_upkeep.compare")
    pending = world.call("search_upkeep.pending")
    reached = not (wrong["missing"] or wrong["surplus"] or wrong["stale"] or pending)
    table.add(
        world.kind, size.rounds, done["published"], done["corrected"], done["withdrawn"], done["loaded"],
        wrong["documents"], wrong["missing"], wrong["surplus"], wrong["stale"], pending,
        _builds(indexer) - first, f"{time.monotonic() - began:.0f} s", verdict(reached),
    )  # fmt: skip
    return reached


def _builds(indexer: Indexer) -> int:
    """How often an index was found lost or damaged."""
    return indexer.log.read_text(errors="replace").count("building it anew")
