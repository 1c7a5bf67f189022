"""Limits of time in tests, meant for a machine that does a million additions in 45 milliseconds.

They catch work that grows faster than what it is done for; how long work takes is what benchmarks measure. A
slower machine gets more, and so does one that is slow just now: where machines are shared, the same work was seen
to take up to four times as long a minute later.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

ADDITIONS = 200_000
USUAL = 0.009
"""Seconds of the processor for so many additions."""


@dataclass
class Spent:
    """Seconds that something took, and how many times as long as usual the machine takes at that time."""

    seconds: float = 0.0
    slowness: float = 1.0

    def within(self, usual: float) -> bool:
        """Whether it would have taken less than so many seconds on a usual machine."""
        return self.seconds < usual * self.slowness


def slowness() -> float:
    """How many times as long as usual this machine takes just now; at least 1."""
    begun, total = time.process_time(), 0
    for number in range(ADDITIONS):
        total += number
    return max((time.process_time() - begun) / USUAL, 1.0)


@contextmanager
def timed(clock: Callable[[], float] = time.process_time) -> Iterator[Spent]:
    """What is done inside, told afterwards. `time.monotonic` as the clock also counts what children take."""
    spent = Spent()
    before = slowness()
    begun = clock()
    yield spent
    spent.seconds = clock() - begun
    spent.slowness = max(before, slowness())
