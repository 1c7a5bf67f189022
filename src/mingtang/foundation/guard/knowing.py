"""Shim."""

from mingtang.kernel.guard.knowledge import Knowledge


def general() -> tuple[Knowledge, object]:
    return Knowledge(), 0
