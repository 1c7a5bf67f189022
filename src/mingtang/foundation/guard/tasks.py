"""What the guard does in the background."""

from uuid import UUID

from django.conf import settings
from django.utils.timezone import localtime

from mingtang.foundation import clock
from mingtang.foundation.guard.actions.checking import make_ready
from mingtang.foundation.guard.actions.sweeping import sweep
from mingtang.foundation.guard.subjects import GUARDED


def check_now(kind: str, subject: str, text: str) -> None:
    """Looks through one text. Safe to run again; does nothing for what is gone."""
    paper = GUARDED[kind].paper(UUID(subject), UUID(text)) if kind in GUARDED else None
    if paper is not None:
        make_ready(paper)


def sweep_by_night() -> None:
    """Goes on with the sweep within the hours set for it; each turn takes less than its schedule."""
    first, last = settings.OPTIONS.guard_sweep_hours
    hour = localtime(clock.now()).hour
    if first <= hour < last if first < last else hour >= first or hour < last:
        sweep(minutes=25)
