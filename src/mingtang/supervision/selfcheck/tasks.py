"""What the worker does of the self-check."""

from mingtang.supervision.selfcheck import actions
from mingtang.supervision.selfcheck.models import Run


def check(run_id: int) -> None:
    """A run that was finished, given up or taken away is let be."""
    run = Run.objects.filter(pk=run_id, finished_at=None).first()
    if run is not None:
        actions.check(run)


def daily() -> None:
    actions.ask_daily()
