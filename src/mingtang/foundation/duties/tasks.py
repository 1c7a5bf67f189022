"""What runs by the clock."""

from mingtang.foundation.duties.warning import warn


def warn_of_duties() -> None:
    """Each hour: what became due for a warning since the last run."""
    warn()
