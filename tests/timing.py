"""Limits of time in tests, meant for a machine that does a million additions in 45 milliseconds.

They catch work that grows faster than what it is done for; how long work takes is what benchmarks measure. A
slower machine gets more, and so does one that is slow just now: where machines are shared, the same work was seen
to take up to four times as long a minute later.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

ADDITIONS = 200_000
USUAL = 0.009
"""Seconds of the processor for so many additions."""


def slowness() -> float:
    """How many times as long as usual this machine takes just now; at least 1."""
    begun, total = time.process_time(), 0
    for number in range(ADDITIONS):
        total += number
    return max((time.process_time() - begun) / USUAL, 1.0)


@contextmanager
def within(seconds: float, clock: Callable[[], float] = time.process_time) -> Iterator[None]:
    """Fail if what is done inside takes longer. `time.monotonic` as the clock also counts what children take."""
    before = slowness()
    begun = clock()
    yield
    taken = clock() - begun
    allowed = seconds * max(before, slowness())
    assert taken < allowed, f"{taken:.2f} s, where at most {allowed:.2f} are allowed ({seconds} usually)"
