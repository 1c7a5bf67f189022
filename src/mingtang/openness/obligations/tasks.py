"""What runs by the clock."""

from mingtang.openness.obligations import checking


def check() -> None:
    """Each day brings new periods and ends displays, and mends whatever an event did not tell."""
    checking.check_all()
