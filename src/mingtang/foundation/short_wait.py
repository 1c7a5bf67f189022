"""Writes that are not worth waiting for, such as counts of what was read and searched."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import local
from typing import Any

from django.core.signals import request_finished
from django.db import DatabaseError, connection
from django.dispatch import receiver

LONGEST_MS = 50

logger = logging.getLogger(__name__)
_left = local()


def once_answered(write: Callable[[], None]) -> None:
    """Writes when the answer to the request of this thread has gone out. Nobody goes without a page because a write
    waits for the writer: that it could not be done now is only logged.
    """
    _left.writes = [*getattr(_left, "writes", ()), write]


@receiver(request_finished)
def _write(**_kwargs: Any) -> None:
    writes, _left.writes = getattr(_left, "writes", ()), []
    for write in writes:
        try:
            write()
        except DatabaseError:
            logger.warning("not written yet: %s", write.__module__, exc_info=True)


@contextmanager
def short_wait() -> Iterator[None]:
    """Within it, a write that finds SQLite busy raises OperationalError after 50 ms, not after the 20 s that a person
    who saves something is worth. PostgreSQL has more than one writer; nothing is different there.
    """
    if connection.vendor != "sqlite":
        yield
        return
    usual_ms = round(connection.settings_dict["OPTIONS"]["timeout"] * 1000)
    _wait(LONGEST_MS)
    try:
        yield
    finally:
        _wait(usual_ms)


def _wait(milliseconds: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {milliseconds}")
