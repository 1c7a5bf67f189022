"""Batches of `load_records`, with the guard's look and without, beside bare `bulk_create` of the record table, in turn,
and where the time goes.
"""

import random
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

from django.db import connection, models, transaction

from benchmarks.inside.fill import SEED, living, loader, old_records
from mingtang.demo.county import UnitSpec
from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Place
from mingtang.foundation.events.actions import append_many
from mingtang.foundation.organisations.models import Area, Unit
from mingtang.openness.records import actions, body, content, tally
from mingtang.openness.records.actions import loading
from mingtang.openness.records.models import Record, Revision
from mingtang.openness.records.process import LOAD


class Bench:
    """The batches to come; each is one unit's."""

    def __init__(self, batch: int) -> None:
        self.rng = random.Random(SEED)
        self.units = {unit.slug: unit for unit in Unit.objects.all()}
        self.areas = {area.code: area for area in Area.objects.all()}
        self.who = loader()
        self.specs = living()
        self.batch = batch
        self.turn = 0

    def next_items(self) -> tuple[Unit, list[loading.OldRecord]]:
        spec: UnitSpec = self.specs[self.turn % len(self.specs)]
        items = old_records(self.rng, spec, self.areas, self.batch, self.turn * self.batch + 1)
        self.turn += 1
        return self.units[spec.slug], items

    def load(self) -> float:
        """Seconds of one action over a batch."""
        unit, items = self.next_items()
        start = time.perf_counter()
        actions.load_records(self.who, unit, items)
        return time.perf_counter() - start

    def bare(self, live: Revision) -> float:
        """Seconds of `bulk_create` of one batch of records with all their columns, committed."""
        unit, items = self.next_items()
        records = [self._record(unit, item, live, n) for n, item in enumerate(items)]
        start = time.perf_counter()
        with transaction.atomic():
            Record.objects.bulk_create(records)
        return time.perf_counter() - start

    def _record(self, unit: Unit, item: loading.OldRecord, live: Revision, n: int) -> Record:
        item.index_no = f"bare/{self.turn:05d}-{n:03d}"
        actor = self.who.actor_for(LOAD, Place(unit.pk, None))
        assert actor
        record = loading._rows(unit, item, actor, clock.now())[0]
        record.head = record.live = live
        return record


def run(records: int, batch: int) -> dict[str, list[float]]:
    """Seconds per batch of each way, taken in turn, each over so many records."""
    bench = Bench(batch)
    bench.load()
    live = Revision.objects.all()[0]
    bench.bare(live)
    found: dict[str, list[float]] = {"load": [], "rows": [], "bare": []}
    for _ in range(records // batch):
        found["bare"].append(bench.bare(live))
        found["load"].append(bench.load())
        with patch.object(loading, "check_old", lambda *_args: {}):
            found["rows"].append(bench.load())
    return found


def breakdown(records: int, batch: int) -> dict[str, float]:
    """Seconds of loading by part. Watching costs a little, so the parts are told apart but not compared with `run`."""
    bench = Bench(batch)
    bench.turn = 1_000
    bench.load()
    spent: dict[str, float] = defaultdict(float)
    with ExitStack() as stack:
        _watch(stack, spent)
        for _ in range(records // batch):
            spent["all"] += bench.load()
    return dict(spent)


def _watch(stack: ExitStack, spent: dict[str, float]) -> None:
    def timed(label: str, run: Callable[..., Any]) -> Callable[..., Any]:
        def measured(*args: Any, **kwargs: Any) -> Any:
            start = time.perf_counter()
            try:
                return run(*args, **kwargs)
            finally:
                spent[label] += time.perf_counter() - start

        return measured

    create: Any = models.QuerySet.bulk_create

    def bulk_create(self: Any, objs: Any, *args: Any, **kwargs: Any) -> Any:
        return timed(f"insert {self.model.__name__}", create)(self, objs, *args, **kwargs)

    def execute(run: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        return timed("statements in the database", run)(sql, params, many, context)

    stack.enter_context(patch.object(models.QuerySet, "bulk_create", bulk_create))
    stack.enter_context(patch.object(loading, "check_old", timed("the guard's look", loading.check_old)))
    stack.enter_context(patch.object(body, "clean", timed("clean the body", body.clean)))
    stack.enter_context(patch.object(loading, "hash_of", timed("content hash", content.hash_of)))
    stack.enter_context(patch.object(loading, "_rows", timed("make the rows", loading._rows)))
    stack.enter_context(patch.object(loading, "append_many", timed("events", append_many)))
    stack.enter_context(patch.object(tally, "add", timed("counts", tally.add)))
    commit: Any = connection.commit
    stack.enter_context(patch.object(connection, "commit", timed("commit", commit)))
    stack.enter_context(connection.execute_wrapper(execute))
