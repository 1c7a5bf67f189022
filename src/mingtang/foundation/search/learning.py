"""What people search for, without knowing who: counts per day and text, so that a county learns what it lacks.

Kept are only texts without anything that might be a person's number or address. What hardly anybody searched for is
forgotten after a week. A web process gathers its counts and writes them together, as readings of records are counted.
"""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from threading import Lock
from time import monotonic
from urllib.parse import parse_qs, urlsplit

from django.db import DatabaseError
from django.db.models import Count, F, Sum
from django.http import HttpRequest

from mingtang.foundation import clock
from mingtang.foundation.organisations.queries import unit_by_slug
from mingtang.foundation.search import actions
from mingtang.foundation.search.answering import Answer
from mingtang.foundation.search.asked import Asked
from mingtang.foundation.search.engine.wanted import How
from mingtang.foundation.search.models import LONGEST_KEPT, QueryCount
from mingtang.foundation.short_wait import once_answered, short_wait
from mingtang.foundation.web.context import SEARCH_URL
from mingtang.kernel.search.folding import fold
from mingtang.kernel.search.reading import bare_phrase

MOST_WAITING = 50
LONGEST_WAIT = 15.0
OFTEN = 3
"""Searches, and days two, from which on a text is shown to others."""
REMEMBERED = timedelta(days=90)
_MACHINES = re.compile(r"bot|spider|crawl|slurp|curl|wget|python|monitor", re.IGNORECASE)
_PRIVATE = re.compile(r"\d{7}|\d(?: ?\d){9}")
"""Telephones and numbers of persons, also parted by blanks or strokes; two years are none."""


Key = tuple[date, str, int | None]
_waiting: dict[str, Counter[Key]] = {"number": Counter(), "empty": Counter(), "opened": Counter()}
_lock = Lock()
_since = monotonic()


def searched(request: HttpRequest, asked: Asked, answer: Answer) -> None:
    """Counts a search by somebody who is neither a machine nor signed in."""
    text = kept_text(asked.words)
    if not text or not _is_citizen(request):
        return
    key = (clock.today(), text, unit_of(asked.query.get("unit", "")))
    _note("number", key)
    if not answer.total or answer.instead or answer.how is How.SOME:
        # What has only some of the words is not what was looked for.
        _note("empty", key)


def opened(request: HttpRequest) -> None:
    """Counts a page that was opened from a page of results, which the browser names as where it comes from."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.path != SEARCH_URL or came_from.netloc != request.get_host() or not _is_citizen(request):
        return
    given = parse_qs(came_from.query)
    text = kept_text(given.get("q", [""])[0])
    if text:
        _note("opened", (clock.today(), text, unit_of(given.get("unit", [""])[0])))


def kept_text(words: str) -> str:
    """A query as it is counted; empty for one that is not kept."""
    text = bare_phrase(fold(words))
    return "" if len(text) > LONGEST_KEPT or _PRIVATE.search(text) or "@" in words else text


def unit_of(slug: str) -> int | None:
    unit = unit_by_slug(slug[:60])[0] if slug else None
    return unit.pk if unit else None


def _is_citizen(request: HttpRequest) -> bool:
    agent = request.headers.get("User-Agent", "")
    return bool(agent) and not _MACHINES.search(agent) and not request.user.is_authenticated


def _note(what: str, key: Key) -> None:
    with _lock:
        _waiting[what][key] += 1
        due = (
            sum(counts.total() for counts in _waiting.values()) >= MOST_WAITING
            or monotonic() - _since >= LONGEST_WAIT
        )
    if due:
        once_answered(flush)


def flush() -> None:
    """Writes what this process has counted; what cannot be written now is kept for the next time."""
    global _since
    with _lock:
        counted: Mapping[str, dict[Key, int]] = {what: dict(counts) for what, counts in _waiting.items()}
        _since = monotonic()
        for counts in _waiting.values():
            counts.clear()
    if not any(counted.values()):
        return
    try:
        with short_wait():
            actions.add_counts(counted)
    except DatabaseError:
        with _lock:
            for what, kept in counted.items():
                _waiting[what].update(kept)
        raise


def found_before(beginning: str, most: int = 12) -> list[str]:
    """Texts that begin so, were searched for often and on several days, and found something; the commonest first."""
    rows = (
        QueryCount.objects.filter(
            text__startswith=beginning, day__gt=clock.today() - REMEMBERED, number__gt=F("empty")
        )
        .exclude(text=beginning)
        .order_by()
        .values("text")
        .annotate(n=Sum("number"), days=Count("day", distinct=True))
        .filter(n__gte=OFTEN, days__gte=2)
        .order_by("-n", "text")
    )
    return [row["text"] for row in rows[:most]]
