"""`/healthz`: whether this installation works, for a monitor or a load balancer. Holds counts and codes, no names."""

import os
import shutil
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.core.files.storage import storages
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, Min, Q
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_q.models import OrmQ

from mingtang.config import heartbeat
from mingtang.foundation.events.models import Delivery
from mingtang.foundation.search import indexer, indexes
from mingtang.foundation.search.engine.shelf import Unavailable

Part = dict[str, Any]

BEAT_LATE = 180
LONGEST_TASK = 300
QUEUE_LATE = 300
FREE_BYTES = 100 * 1024 * 1024


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Each part with `ok` and `detail`; 200 when all are ok, else 503."""
    parts = {name: _guarded(check) for name, check in CHECKS.items()}
    ok = all(part["ok"] for part in parts.values())
    return JsonResponse({"ok": ok, **parts}, status=200 if ok else 503)


def _guarded(check: Callable[[], Part]) -> Part:
    try:
        return check()
    except DatabaseError:
        return {"ok": False, "detail": "database_error"}
    except OSError:
        return {"ok": False, "detail": "io_error"}


def database() -> Part:
    """A round trip, in milliseconds."""
    start = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return {"ok": True, "detail": connection.vendor, "ms": round((time.perf_counter() - start) * 1000, 1)}


class _Pending(Exception):
    """Migrations are waiting; raised so that only the good answer is remembered."""


@lru_cache(maxsize=1)
def _migrated() -> bool:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        raise _Pending(len(plan))
    return True


def migrations() -> Part:
    """Whether the tables are those of this code. Looked up until they are, then remembered for the process."""
    try:
        _migrated()
    except _Pending as pending:
        return {"ok": False, "detail": "pending", "count": pending.args[0]}
    return {"ok": True, "detail": "applied"}


def storage() -> Part:
    """Whether private files can be written: the folder and the room on its disk. Nothing is written to find out."""
    folder = getattr(storages["private"], "location", None)
    if folder is None:
        return {"ok": True, "detail": "remote"}
    while not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    if not os.access(folder, os.W_OK | os.X_OK):
        return {"ok": False, "detail": "not_writable"}
    if shutil.disk_usage(folder).free < FREE_BYTES:
        return {"ok": False, "detail": "disk_full"}
    return {"ok": True, "detail": "writable"}


def worker() -> Part:
    """Whether the worker's scheduled heartbeat is recent. A long task that was taken up in time is no illness."""
    age = heartbeat.age()
    if age is None:
        return {"ok": False, "detail": "never_seen"}
    seconds = round(age)
    if age <= BEAT_LATE:
        return {"ok": True, "detail": "alive", "seconds": seconds}
    busy = OrmQ.objects.filter(lock__gt=timezone.now()).exists()
    if busy and age <= BEAT_LATE + LONGEST_TASK:
        return {"ok": True, "detail": "busy", "seconds": seconds}
    return {"ok": False, "detail": "silent", "seconds": seconds}


def queue() -> Part:
    """Tasks waiting and being done; late when the oldest waiting one should long have been taken."""
    now = timezone.now()
    found = OrmQ.objects.aggregate(
        waiting=Count("pk", filter=Q(lock__lte=now)),
        taken=Count("pk", filter=Q(lock__gt=now)),
        oldest=Min("lock", filter=Q(lock__lte=now)),
    )
    oldest = found.pop("oldest")
    seconds = round((now - oldest).total_seconds()) if oldest else 0
    late = seconds > QUEUE_LATE
    return {"ok": not late, "detail": "late" if late else "moving", "oldest_seconds": seconds, **found}


def deliveries() -> Part:
    """The outbox: deliveries due, and those that failed at least once and will be tried again.

    One that keeps failing is for an operator to read about, not a reason to take the site out of service, so only
    due ones that nobody touches make the part ill.
    """
    now = timezone.now()
    found = Delivery.objects.filter(done_at=None).aggregate(
        due=Count("pk", filter=Q(due_at__lte=now)),
        failing=Count("pk", filter=Q(attempts__gt=0)),
        oldest=Min("due_at", filter=Q(due_at__lte=now)),
    )
    oldest = found.pop("oldest")
    seconds = round((now - oldest).total_seconds()) if oldest else 0
    late = seconds > QUEUE_LATE
    detail = "late" if late else "failing" if found["failing"] else "moving"
    return {"ok": not late, "detail": detail, "oldest_seconds": seconds, **found}


def search() -> Part:
    """Whether the indexer is at work. Without an index titles are still found, so that building one is no illness."""
    age = indexer.age()
    if age is None:
        return {"ok": False, "detail": "never_seen"}
    if age > BEAT_LATE:
        return {"ok": False, "detail": "silent"}
    try:
        return {"ok": True, "detail": "alive", "documents": indexes.public().index.size()}
    except Unavailable:
        return {"ok": True, "detail": "building"}


CHECKS: dict[str, Callable[[], Part]] = {
    "database": database,
    "migrations": migrations,
    "storage": storage,
    "worker": worker,
    "queue": queue,
    "deliveries": deliveries,
    "search": search,
}
