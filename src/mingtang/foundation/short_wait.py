"""Writes that are not worth waiting for, such as counts that are written while somebody waits for a page."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

LONGEST_MS = 50


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
