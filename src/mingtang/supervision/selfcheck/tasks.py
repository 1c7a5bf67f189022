"""What the worker does of the self-check."""

from django.utils.timezone import localtime

from mingtang.foundation import clock
from mingtang.supervision.selfcheck import actions, queries
from mingtang.supervision.selfcheck.models import Run

NIGHT = range(1, 6)


def check(run_id: int) -> None:
    """A run that was finished, given up or taken away is let be."""
    run = Run.objects.filter(pk=run_id, finished_at=None).first()
    if run is not None:
        actions.check(run)


def nightly() -> None:
    """Asked every hour; works once a night, when nobody waits for the worker."""
    if localtime(clock.now()).hour in NIGHT and not queries.started_today():
        actions.ask_by_clock()
