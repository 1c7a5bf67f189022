"""Sends what is due: outside any transaction, at most repeated, never under another id.

A try is begun by taking the lease in a transaction of its own, then the channel is asked, then the outcome is
written. Killed in between, the message is tried again when the lease is over, with the same id and the same content.
"""

import logging
import time
from collections import Counter
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from mingtang.foundation import clock
from mingtang.foundation.ids import new_id
from mingtang.foundation.notifications import planning, queries
from mingtang.foundation.notifications.channels import CHANNELS, NotSent, channel_to
from mingtang.foundation.notifications.composing import message_of
from mingtang.foundation.notifications.handing_on import hand_on
from mingtang.foundation.notifications.models import Dispatch
from mingtang.foundation.workdays.queries import calendar

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)
FIRST_RETRY = timedelta(minutes=1)
MOST_ATTEMPTS = 8
BATCH = 200
# A channel that fails so often in a row is left for the next: each try may wait for its whole timeout.
MOST_FAILURES = 3
# Well below what the worker allows a task, and below the lease.
MOST_SECONDS = 120

State = Dispatch.State


def send_due(now: datetime | None = None) -> int:
    """Sends the messages that are due, oldest first; returns how many went out. Safe to run twice at once."""
    now = now or clock.now()
    began = time.monotonic()
    hand_on(now)
    sent = 0
    failures: Counter[str] = Counter()
    while time.monotonic() - began < MOST_SECONDS:
        tired = [channel for channel, n in failures.items() if n >= MOST_FAILURES]
        batch = _due(now, tired)
        if not batch:
            break
        for first in batch:
            if failures[first.channel] >= MOST_FAILURES:
                continue
            dispatches = claim(first, now)
            if dispatches and _send(dispatches, now):
                failures[first.channel] = 0
                sent += 1
            elif dispatches:
                failures[first.channel] += 1
            if time.monotonic() - began > MOST_SECONDS:
                break
    return sent


def _due(now: datetime, tired: list[str]) -> list[Dispatch]:
    """One dispatch of each message that is due, but those of channels that are tired."""
    rows = Dispatch.objects.filter(state=State.PENDING, due_at__lte=now).exclude(channel__in=tired)
    found: dict[tuple[object, ...], Dispatch] = {}
    for dispatch in rows.select_related("notice").order_by("due_at", "id")[:BATCH]:
        message = (dispatch.bundle, dispatch.channel, dispatch.notice.person_id)
        found.setdefault(message if dispatch.daily else (dispatch.pk,), dispatch)
    return list(found.values())


@transaction.atomic
def claim(first: Dispatch, now: datetime) -> list[Dispatch]:
    """Takes the lease of the message that a dispatch belongs to; returns all of it, or nothing.

    Nothing when another worker was faster, when it may not go out now, or not at all any more.
    """
    mine = _of_one_message(first).filter(state=State.PENDING, due_at__lte=now)
    # In order and waiting, so that two workers get all or nothing of a digest.
    dispatches = list(mine.select_for_update(of=("self",)).select_related("notice__person").order_by("pk"))
    if not dispatches:
        return []
    person, attempts = dispatches[0].notice.person, dispatches[0].attempts
    rows = Dispatch.objects.filter(pk__in=[dispatch.pk for dispatch in dispatches])
    if channel_to(person, first.channel) is None:
        rows.update(state=State.DROPPED)
        return []
    if attempts >= MOST_ATTEMPTS:
        # Tries that never came back.
        rows.update(state=State.GIVEN_UP)
        return []
    urgent = all(dispatch.notice.urgent for dispatch in dispatches)
    opens = planning.opens(queries.preference_of(person), urgent, now, calendar())
    if opens > now:
        rows.update(due_at=opens)
        return []
    bundle: UUID | None = (first.bundle or new_id()) if first.daily else None
    for dispatch in dispatches:
        dispatch.bundle, dispatch.attempts, dispatch.due_at = bundle, attempts + 1, now + LEASE
    rows.update(bundle=bundle, attempts=attempts + 1, due_at=now + LEASE)
    return dispatches


def _of_one_message(first: Dispatch) -> QuerySet[Dispatch]:
    if not first.daily:
        return Dispatch.objects.filter(pk=first.pk)
    return Dispatch.objects.filter(
        notice__person=first.notice.person_id, channel=first.channel, daily=True, bundle=first.bundle
    )


def _send(dispatches: list[Dispatch], now: datetime) -> bool:
    first = dispatches[0]
    rows = Dispatch.objects.filter(pk__in=[dispatch.pk for dispatch in dispatches], state=State.PENDING)
    try:
        CHANNELS[first.channel].send(message_of(dispatches))
    except Exception as error:
        what = "%s of notice %s failed, attempt %s: %s"
        known = isinstance(error, NotSent)
        log.warning(what, first.channel, first.notice_id, first.attempts, error, exc_info=not known)
        if first.attempts >= MOST_ATTEMPTS:
            rows.update(state=State.GIVEN_UP)
        else:
            rows.update(due_at=now + FIRST_RETRY * 2 ** (first.attempts - 1))
        return False
    rows.update(state=State.SENT)
    return True
