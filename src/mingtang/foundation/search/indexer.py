"""The one process that writes the indexes: what events touched, what days changed, and a whole index when need be.

Events are followed through their deliveries: written into the index first, then marked as done. Killed in between, it
writes the same again, from what the database holds then; so the index always comes to equal the database.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

from django.db import close_old_connections
from django.utils import timezone

from mingtang.foundation import clock
from mingtang.foundation.events import outbox
from mingtang.foundation.events.models import Delivery
from mingtang.foundation.search import indexes
from mingtang.foundation.search.engine.documents import Document
from mingtang.foundation.search.engine.index import Writer
from mingtang.foundation.search.engine.shelf import Unavailable
from mingtang.foundation.search.indexes import BATCH, Collection
from mingtang.foundation.search.searchable import SEARCHABLE

log = logging.getLogger(__name__)

CONSUMER = "search"
AT_ONCE = 200
"""Deliveries dealt with in one round; what people do must not wait long behind a bulk load."""
PAUSE = 0.2
"""Seconds between two looks for something to do."""
LOOK_AFTER = 3600.0
"""Seconds between two looks whether the files of an index are sound."""
TURNED = "turned-on"
HEARTBEAT = "heartbeat"
CANNOT = "a thing it touched cannot be made into a document; see the log"

Subject = tuple[str, str]


class Keeper:
    """Writes one index, and builds a new one beside it when the one in use is lost, damaged or out of date."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.writer: Writer | None = None
        self.building: Writer | None = None
        self._left: Iterator[list[Document]] = iter(())
        self._meanwhile: set[str] = set()
        self._folder = self._in_use = collection.folder
        self._open()

    def _open(self) -> None:
        shelf = self.collection.shelf
        try:
            folder = shelf.current()
            if not shelf.is_sound():
                raise Unavailable("the checksums do not hold")
            self.writer, self._in_use = Writer(folder), folder
        except (Unavailable, ValueError, OSError, RuntimeError) as error:
            log.warning("index %s: %s; building it anew", self.collection.name, error)
            self.writer = None
        shelf.tidy()

    def notice(self) -> None:
        """Lets go of an index whose folder is gone, so that it is built anew at once. Nobody may say so: who asks it
        meanwhile looks through titles.
        """
        if self.writer is not None and not self.collection.shelf.is_in_use(self._in_use):
            log.error("index %s is gone; building it anew", self.collection.name)
            self.writer = None
        if self.building is not None and not self._folder.exists():
            self.building = None

    def put(self, kind: str, ids: list[str]) -> list[str]:
        """Writes things anew, into the index in use and the one being built. What could not be made into documents is
        found no more, and its ids are the answer.
        """
        documents, failed = self.collection.documents(kind, ids)
        found = {document.id: document for document in documents}
        if self.building is not None:
            self._meanwhile.update(document.key for document in documents)
        for writer in filter(None, (self.writer, self.building)):
            for pk in ids:
                if pk in found:
                    writer.put(found[pk])
                else:
                    writer.remove(f"{kind}:{pk}")
        return failed

    def commit(self) -> None:
        for writer in filter(None, (self.writer, self.building)):
            writer.commit()

    def tend(self) -> bool:
        """Begins a new index where one is needed, or builds on it by one batch. Whether there was something to do."""
        shelf = self.collection.shelf
        if self.building is None:
            if self.writer is not None and not shelf.rebuild_is_wished():
                return False
            shelf.forget_wish()
            self._folder = shelf.fresh()
            self.building = Writer(self._folder)
            self._left = self.collection.batches()
            self._meanwhile.clear()
            return True
        for documents in islice(self._left, 1):
            for document in documents:
                if document.key in self._meanwhile:
                    self.building.put(document)
                else:
                    self.building.add(document)
            return True
        self.building.commit()
        # Merged before it is used: the first searches are as fast as all others.
        self.building.close()
        shelf.take_into_use(self._folder)
        if self.writer is not None:
            self.writer.close()
        self.writer, self._in_use, self.building = Writer(self._folder), self._folder, None
        return True

    def look_after(self) -> None:
        """Has an index built anew whose files do not hold what was written."""
        if self.building is None and self.writer is not None and not self.collection.shelf.is_sound():
            log.error("index %s is damaged; building it anew", self.collection.name)
            self.collection.shelf.wish_rebuild()

    def close(self) -> None:
        for writer in filter(None, (self.writer, self.building)):
            writer.close()


@dataclass
class _Long:
    """An event that touched more than goes in one round: its delivery is done when all of it is."""

    delivery: Delivery
    left: Iterator[Subject]
    failed: bool = False


@dataclass
class Indexer:
    """Both indexes, and what remains to be done for them."""

    keepers: list[Keeper]
    _long: list[_Long] = field(default_factory=list)
    _looked: float = field(default_factory=time.monotonic)

    def step(self) -> bool:
        """A round of work; whether there was any."""
        for keeper in self.keepers:
            keeper.notice()
        worked = self._follow()
        worked |= self._go_on()
        worked |= self._turn()
        for keeper in self.keepers:
            worked |= keeper.tend()
        if time.monotonic() - self._looked > LOOK_AFTER:
            self._looked = time.monotonic()
            for keeper in self.keepers:
                keeper.look_after()
        return worked

    def _follow(self) -> bool:
        """Deals with what events touched, the oldest first, bulk loads last."""
        under_way = [long.delivery.pk for long in self._long]
        due = outbox.pending(None, CONSUMER).exclude(pk__in=under_way).select_related("event")
        deliveries = list(due[:AT_ONCE])
        if not deliveries:
            return False
        subjects: dict[Subject, None] = {}
        dealt: list[tuple[Delivery, list[Subject], Iterator[Subject]]] = []
        for delivery in deliveries:
            try:
                touched = touched_by(delivery)
                first = list(islice(touched, BATCH))
            except Exception as error:
                log.exception("delivery %s failed", delivery.pk)
                outbox.postpone(delivery.pk, repr(error))
                continue
            subjects |= dict.fromkeys(first)
            dealt.append((delivery, first, touched))
        failed = self._write(subjects)
        done = []
        for delivery, first, left in dealt:
            is_wrong = not failed.isdisjoint(first)
            if len(first) == BATCH:
                self._long.append(_Long(delivery, left, is_wrong))
            elif is_wrong:
                outbox.postpone(delivery.pk, CANNOT)
            else:
                done.append(delivery)
        _mark(done)
        return True

    def _go_on(self) -> bool:
        """A batch of each event that touched many things."""
        for long in list(self._long):
            subjects = dict.fromkeys(islice(long.left, BATCH))
            long.failed |= bool(self._write(subjects))
            if len(subjects) < BATCH:
                self._long.remove(long)
                if long.failed:
                    outbox.postpone(long.delivery.pk, CANNOT)
                else:
                    _mark([long.delivery])
        return bool(self._long)

    def _turn(self) -> bool:
        """On a new day: what is found otherwise because of the date alone."""
        today = clock.today()
        mark = indexes.folder() / TURNED
        try:
            last = date.fromisoformat(mark.read_text())
        except (OSError, ValueError):
            # A new index is built from what holds today.
            last = today - timedelta(days=1)
        if last >= today:
            return False
        for searchable in SEARCHABLE:
            for ids in indexes.in_batches(searchable.turning(last, today)):
                self._write(dict.fromkeys((searchable.kind, pk) for pk in ids))
        mark.write_text(today.isoformat())
        return True

    def _write(self, subjects: dict[Subject, None]) -> set[Subject]:
        """Writes things into both indexes; answers with those that could not be made into documents."""
        by_kind: dict[str, list[str]] = {}
        for kind, pk in subjects:
            by_kind.setdefault(kind, []).append(pk)
        failed: set[Subject] = set()
        for keeper in self.keepers if by_kind else ():
            for kind, ids in by_kind.items():
                for batch in indexes.in_batches(ids):
                    failed.update((kind, pk) for pk in keeper.put(kind, batch))
            keeper.commit()
        return failed

    def close(self) -> None:
        for keeper in self.keepers:
            keeper.close()


def touched_by(delivery: Delivery) -> Iterator[Subject]:
    """The things that may be found otherwise after an event."""
    for searchable in SEARCHABLE:
        if searchable.wants(delivery.event.kind):
            for pk in searchable.touched(delivery.event):
                yield searchable.kind, pk


def _mark(deliveries: list[Delivery]) -> None:
    if deliveries:
        ids = [delivery.pk for delivery in deliveries]
        Delivery.objects.filter(pk__in=ids).update(done_at=timezone.now())


def beat() -> None:
    """Says that the indexer is at work. `serve` says it once as well, so that a starting one has time."""
    indexes.folder().mkdir(parents=True, exist_ok=True)
    (indexes.folder() / HEARTBEAT).touch()


def age() -> float | None:
    """Seconds since the last beat; None where there has never been one."""
    try:
        return max(0.0, time.time() - (indexes.folder() / HEARTBEAT).stat().st_mtime)
    except FileNotFoundError:
        return None


def catch_up() -> None:
    """Does all there is to do and ends; for commands and tests. Raises shelf.Busy where another process writes."""
    with _writing() as indexer:
        while indexer.step():
            pass


def run(stopped: Callable[[], bool]) -> None:
    """Works until it is told to stop. Raises shelf.Busy where another process writes."""
    with _writing() as indexer:
        while not stopped():
            beat()
            close_old_connections()
            if not indexer.step():
                time.sleep(PAUSE)


@contextmanager
def _writing() -> Iterator[Indexer]:
    """An indexer that alone may write."""
    both = (indexes.public(), indexes.desk())
    with ExitStack() as stack:
        for collection in both:
            stack.enter_context(collection.shelf.writing())
        indexer = Indexer([Keeper(collection) for collection in both])
        stack.callback(indexer.close)
        yield indexer
