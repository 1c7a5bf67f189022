"""What `setup` does. Every step may be repeated; each says in one line what it changed."""

import hashlib
from datetime import date
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django_q.models import OrmQ

from mingtang.config.catalogues import compile_catalogues
from mingtang.config.schedules import ensure_schedules
from mingtang.foundation.events import outbox
from mingtang.foundation.search import indexer, indexes
from mingtang.foundation.search.engine.shelf import Busy


def prepare(*, demo: bool) -> None:
    """Tables, translations, static files, schedules and, when asked for, the demo county."""
    _say("database", _migrate())
    _say("translations", f"{compile_catalogues(settings.LOCALE_PATHS)} compiled")
    _say("static files", _collect_static())
    _say("schedules", f"{ensure_schedules()} changed")
    if demo:
        _say("demo county", _load_demo(timezone.localdate()))
        _say("search", _index())


def _say(what: str, result: str) -> None:
    print(f"[mingtang] {what}: {result}", flush=True)


def _migrate() -> str:
    executor = MigrationExecutor(connection)
    count = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if count:
        call_command("migrate", verbosity=0, interactive=False)
    return f"{count} migrations applied" if count else "up to date"


def _collect_static() -> str:
    """Compressing takes seconds, so it is left out while the sources stay as they are."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    stamp = Path(settings.STATIC_ROOT) / ".sources"
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return "up to date"
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(digest.hexdigest())
    return "collected"


def demo_is_loaded() -> bool:
    """Whether the first of the demo's logins exists."""
    from mingtang.demo.load import logins

    model = get_user_model()
    return any(
        model._default_manager.filter(**{model.USERNAME_FIELD: name}).exists() for name, _, _ in logins()[:1]
    )


def _load_demo(today: date) -> str:
    from mingtang.demo.load import load_demo

    if demo_is_loaded():
        return "already there"
    # One transaction: a load that is interrupted leaves nothing, and the next start tries again. What follows from
    # the events is done here too, so that the first page shows a county at work and not one with a backlog.
    with transaction.atomic():
        load_demo(today)
        while outbox.drain():
            pass
        _thin_queue()
    return "loaded"


def _index() -> str:
    """The demo is searched from the first page on; elsewhere the indexer builds while people look at titles."""
    try:
        indexer.catch_up()
    except Busy:
        return "the indexer is at work"
    return f"{indexes.public().index.size()} documents"


def _thin_queue() -> None:
    """Loading asks for the same tasks hundreds of times; once is enough."""
    seen, repeated = set(), []
    for row in OrmQ.objects.order_by("pk"):
        task = (row.func(), repr(row.args()), repr(row.kwargs()))
        if task in seen:
            repeated.append(row.pk)
        seen.add(task)
    for start in range(0, len(repeated), 500):
        OrmQ.objects.filter(pk__in=repeated[start : start + 500]).delete()
