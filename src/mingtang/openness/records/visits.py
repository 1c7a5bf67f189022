"""How often records are read, counted without knowing by whom: no cookie, no address, no list of readers.

A web process gathers its counts and writes them together, so that reading a page waits for no writer. What a process
has gathered when it is killed is lost: `MOST_WAITING` readings or `LONGEST_WAIT` seconds of them at most.
"""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from threading import Lock
from time import monotonic
from uuid import UUID

from django.db import DatabaseError, transaction
from django.db.models import F, Sum
from django.db.models.query import QuerySet
from django.http import HttpRequest

from mingtang.foundation import clock
from mingtang.foundation.short_wait import once_answered, short_wait
from mingtang.openness.records.models import Record, Visits

MOST_WAITING = 100
LONGEST_WAIT = 15.0
_MACHINES = re.compile(r"bot|spider|crawl|slurp|curl|wget|python|monitor", re.IGNORECASE)

_waiting: Counter[tuple[UUID, date]] = Counter()
_lock = Lock()
_since = monotonic()


def seen(request: HttpRequest, record: Record) -> None:
    """Counts a reading by somebody who is neither a machine nor signed in."""
    agent = request.headers.get("User-Agent", "")
    if request.method != "GET" or not agent or _MACHINES.search(agent) or request.user.is_authenticated:
        return
    with _lock:
        _waiting[record.pk, clock.today()] += 1
        due = _waiting.total() >= MOST_WAITING or monotonic() - _since >= LONGEST_WAIT
    if due:
        once_answered(flush)


def flush() -> None:
    """Writes what this process has counted; what cannot be written now is kept for the next time."""
    global _since
    with _lock:
        counted, _since = dict(_waiting), monotonic()
        _waiting.clear()
    if not counted:
        return
    try:
        with short_wait():
            add(counted)
    except DatabaseError:
        with _lock:
            _waiting.update(counted)
        raise


@transaction.atomic
def add(counted: Mapping[tuple[UUID, date], int]) -> None:
    """Adds readings by record and day."""
    known = set(Record.objects.filter(pk__in={pk for pk, _day in counted}).values_list("pk", flat=True))
    # In one order, so that two processes never wait for each other.
    for (pk, day), number in sorted(counted.items()):
        if pk in known:
            row, _new = Visits.objects.get_or_create(record_id=pk, day=day)
            Visits.objects.filter(pk=row.pk).update(number=F("number") + number)


def of(record: Record) -> int:
    """Readings of a record so far, as far as they are written."""
    return Visits.objects.filter(record=record).aggregate(n=Sum("number"))["n"] or 0


def most_read(among: QuerySet[Record], days: int, limit: int) -> list[UUID]:
    """Those of `among` that were read most in the last `days`, most read first."""
    rows = Visits.objects.filter(day__gt=clock.today() - timedelta(days=days), record__in=among.values("pk"))
    ranked = rows.order_by().values("record_id").annotate(n=Sum("number")).order_by("-n", "record_id")
    return [row["record_id"] for row in ranked[:limit]]
