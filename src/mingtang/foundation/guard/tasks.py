"""What the guard does in the background."""

from uuid import UUID

from django.conf import settings
from django.utils.timezone import localtime

from mingtang.foundation import clock
from mingtang.foundation.guard import queries
from mingtang.foundation.guard.actions.checking import make_ready
from mingtang.foundation.guard.actions.sweeping import sweep
from mingtang.foundation.guard.background import check_later
from mingtang.foundation.guard.subjects import GUARDED

SECONDS = 180.0
"""Of one turn: less than the worker gives a task."""


def check_now(kind: str, subject: str, text: str) -> None:
    """Looks through one text. Safe to run again; does nothing for what is gone or was overtaken by a later save."""
    pk, text_id = UUID(subject), UUID(text)
    paper = GUARDED[kind].current(pk) if kind in GUARDED else None
    if paper is None or paper.text_id != text_id:
        return
    before = queries.check_of(kind, pk, text_id)
    found = make_ready(paper, seconds=SECONDS, later=False)
    if found.waiting and (before is None or found.waiting < before.waiting):
        check_later(kind, subject, text)


def sweep_by_night() -> None:
    """Goes on with the sweep within the hours set for it. Each turn takes less than its schedule, and leaves time for
    what else the worker has to do."""
    first, last = settings.OPTIONS.guard_sweep_hours
    hour = localtime(clock.now()).hour
    if first <= hour < last if first < last else hour >= first or hour < last:
        sweep(minutes=2)
