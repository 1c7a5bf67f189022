"""What runs by the clock. An app adds its own with one line in `ready()`: `every(10, tasks.housekeep)`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mingtang.foundation.events import outbox
from mingtang.kernel.registry import Registry

DAILY = 24 * 60


@dataclass(frozen=True)
class Schedule:
    """`func` is the dotted path of a function without arguments; it is called every `minutes` by the worker."""

    name: str
    func: str
    minutes: int


SCHEDULES: Registry[Schedule] = Registry("schedules")


def every(minutes: int, func: Callable[[], Any]) -> Schedule:
    """Registers a module-level function to run every so many minutes. Raises DuplicateEntry for a second claim."""
    path = f"{func.__module__}.{func.__qualname__}"
    return SCHEDULES.register(path, Schedule(path, path, minutes))


# `wake()` already asks for a drain after each commit; the clock is the net below it.
every(1, outbox.drain)
every(DAILY, outbox.sweep)
