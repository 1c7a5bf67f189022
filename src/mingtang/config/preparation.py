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

from mingtang.config.catalogues import compile_catalogues


def prepare(*, demo: bool) -> None:
    """Tables, translations, static files, schedules and, when asked for, the demo county."""
    _say("database", _migrate())
    _say("translations", f"{compile_catalogues(settings.LOCALE_PATHS)} compiled")
    _say("static files", _collect_static())
    from mingtang.config.schedules import ensure_schedules

    _say("schedules", f"{ensure_schedules()} changed")
    if demo:
        _say("demo county", _load_demo(timezone.localdate()))


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
    # One transaction: a load that is interrupted leaves nothing, and the next start tries again.
    with transaction.atomic():
        load_demo(today)
    return "loaded"
