"""Pages through the whole of Django, as the web server would ask for them, timed and counted."""

import time
from typing import Any

from django.db import close_old_connections, connection
from django.test import Client

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.organisations.models import Unit
from mingtang.openness.records.models import Record

_clients: dict[str, Client] = {}


def _client(username: str) -> Client:
    if username not in _clients:
        _clients[username] = Client(headers={"host": "127.0.0.1"})
        if username:
            _clients[username].force_login(
                Person.objects.get(username=username), "django.contrib.auth.backends.ModelBackend"
            )
    return _clients[username]


def timed(path: str, username: str = "") -> float:
    """Seconds for one page. The connection ends with the request where the settings say so, as in service."""
    client = _client(username)
    close_old_connections()
    start = time.perf_counter()
    response = client.get(path)
    spent = time.perf_counter() - start
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status_code}")
    return spent


def size(path: str, username: str = "") -> int:
    """Bytes of the page itself, as sent before compression."""
    return len(_client(username).get(path).content)


def queries(path: str, username: str = "") -> int:
    """How many statements a page takes."""
    return len(_statements(path, username))


def _statements(path: str, username: str) -> list[tuple[str, Any, float]]:
    found: list[tuple[str, Any, float]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            found.append((sql, params, time.perf_counter() - start))

    client = _client(username)
    with connection.execute_wrapper(note):
        client.get(path)
    return found


def slowest(path: str, username: str = "", count: int = 5) -> list[str]:
    """The statements that took longest, with their plans: for whoever looks into a figure that was not reached."""
    timed(path, username)
    found = sorted(_statements(path, username), key=lambda row: -row[2])[:count]
    explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN (ANALYZE, BUFFERS) "
    lines = []
    for sql, params, seconds in found:
        lines.append(f"{seconds * 1000:.1f} ms  {sql[:1500]}")
        if sql.startswith("SELECT"):
            with connection.cursor() as cursor:
                cursor.execute(explain + sql, params)
                lines += [f"    {row[-1]}" for row in cursor.fetchall()]
    return lines


def addresses(records: int) -> list[str]:
    """Public record pages, spread over all there are."""
    ids = Record.objects.filter(is_public=True).order_by("index_no").values_list("pk", flat=True)
    total = ids.count()
    return [f"/records/{ids[n * total // records]}/" for n in range(records)]


def unit_addresses(count: int) -> list[str]:
    """Public pages of units."""
    slugs = list(Unit.objects.filter(ended_on=None).order_by("path").values_list("slug", flat=True))
    return [f"/units/{slugs[n * 7 % len(slugs)]}/" for n in range(count)]
