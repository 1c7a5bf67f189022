"""What runs by the clock."""

from mingtang.foundation.duties.actions.recounting import recount_settled
from mingtang.foundation.duties.actions.warning import warn


def warn_of_duties() -> None:
    """Each hour: what became due for a warning since the last run."""
    warn()


def recount_what_settled() -> None:
    """Each day: dates that were provisional until the library or a notice knew their year."""
    recount_settled()
