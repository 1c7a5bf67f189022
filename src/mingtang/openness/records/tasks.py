"""What the worker does for records."""

from mingtang.openness.records import tally
from mingtang.openness.records.actions import end_display_periods, run_clock


def tick() -> int:
    """Every minute: publish what is due, file what has had its feedback days."""
    return run_clock()


def housekeep() -> int:
    """Now and then: hide what has had its display period, sum up the counts."""
    return end_display_periods() + tally.compact()
