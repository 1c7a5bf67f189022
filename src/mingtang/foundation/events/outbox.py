"""The outbox: who wants to hear of which events, and the delivery of what is due.

A consumer is called inside the transaction that marks its delivery done, so its database work happens exactly
once even when the worker is killed. Effects outside the database (e-mail) belong to a job of the consumer's own.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_q.models import OrmQ
from django_q.tasks import async_task

from mingtang.foundation.events.models import Delivery, Event
from mingtang.kernel.registry import Registry

log = logging.getLogger(__name__)

FIRST_RETRY = timedelta(seconds=5)
LONGEST_RETRY = timedelta(hours=1)


@dataclass(frozen=True)
class Consumer:
    """`wants` is asked when the event is written; `handle` is called later, perhaps again after an error.

    Without `handle` the deliveries are left to a process of the consumer's own.
    """

    id: str
    wants: Callable[[str], bool]
    handle: Callable[[Event], None] | None = None


CONSUMERS: Registry[Consumer] = Registry("outbox consumers")


DRAIN = f"{__name__}.drain"


def wake() -> None:
    """Asks the worker to drain once the transaction is committed.

    Only a hint, so it needs no row of the transaction: the deliveries are the promise, and the clock drains every
    minute besides. A drain that waits in the queue after our commit will see our rows, so one is enough.
    """
    asked = any(entry[1] is _ask_for_drain for entry in connection.run_on_commit)
    # What would roll back the savepoint of the first asking rolls back this one with it, so the first is enough.
    if not asked:
        transaction.on_commit(_ask_for_drain, robust=True)


def _ask_for_drain() -> None:
    # The newest: where many other tasks wait, the drain of a moment ago stands behind them.
    waiting = OrmQ.objects.filter(lock__lte=timezone.now()).order_by("-pk")[:20]
    if not any(row.func() == DRAIN for row in waiting):
        async_task(DRAIN)


def pending(now: datetime | None = None, *consumers: str) -> QuerySet[Delivery]:
    """Deliveries of some consumers that are due, oldest first but what came in bulk last. Without names, of all
    that are delivered here.
    """
    names = consumers or tuple(consumer.id for consumer in CONSUMERS if consumer.handle)
    due = Delivery.objects.filter(consumer__in=names, done_at=None, due_at__lte=now or timezone.now())
    return due.order_by("bulk", "due_at", "id")


def drain(limit: int = 5000) -> int:
    """Delivers what is due, at most `limit` rows; returns how many were dealt with. Safe to run twice at once."""
    handled = 0
    while handled < limit:
        batch = list(pending().values_list("pk", flat=True)[:200])
        if not batch:
            break
        done = sum(_deliver(pk) for pk in batch)
        if not done:
            # All of them are in the hands of another worker.
            break
        handled += done
    return handled


def _deliver(pk: int) -> int:
    try:
        with transaction.atomic():
            delivery = (
                Delivery.objects.select_for_update(skip_locked=True, of=("self",))
                .select_related("event")
                .filter(pk=pk, done_at=None)
                .first()
            )
            if delivery is None:
                return 0
            handle = CONSUMERS[delivery.consumer].handle
            if handle is None:
                return 0
            handle(delivery.event)
            Delivery.objects.filter(pk=pk).update(done_at=timezone.now())
    except Exception as error:
        log.exception("delivery %s failed", pk)
        postpone(pk, repr(error))
    return 1


def postpone(pk: int, error: str) -> None:
    """Tries a delivery again later, after each failure later still."""
    delivery = Delivery.objects.get(pk=pk)
    wait = min(FIRST_RETRY * 2 ** min(delivery.attempts, 12), LONGEST_RETRY)
    Delivery.objects.filter(pk=pk, done_at=None).update(
        attempts=delivery.attempts + 1, due_at=timezone.now() + wait, last_error=error[:2000]
    )


def sweep(older_than: timedelta = timedelta(days=30)) -> int:
    """Removes deliveries done long ago."""
    gone, _ = Delivery.objects.filter(done_at__lt=timezone.now() - older_than).delete()
    return gone
