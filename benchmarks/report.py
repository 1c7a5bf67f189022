"""Tables on standard output, and the few sums that go into them."""

import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

STARTED = time.monotonic()


def say(text: str) -> None:
    """A line about what is going on, with the seconds since the start."""
    print(f"[{time.monotonic() - STARTED:6.1f} s] {text}", file=sys.stderr, flush=True)


@dataclass
class Table:
    """Collects rows of text and prints them aligned; the first column to the left, the others to the right."""

    title: str
    heads: Sequence[str]
    rows: list[list[str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, *cells: object) -> None:
        self.rows.append([str(cell) for cell in cells])

    def show(self) -> None:
        lines = [list(self.heads), *self.rows]
        widths = [max(len(line[n]) for line in lines) for n in range(len(self.heads))]
        rule = "  ".join("-" * width for width in widths)
        print(f"\n{self.title}")
        for n, line in enumerate(lines):
            first, *others = zip(line, widths, strict=True)
            print("  ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]))
            if n == 0:
                print(rule)
        for note in self.notes:
            print(note)
        sys.stdout.flush()


def median(values: Iterable[float]) -> float:
    return percentile(values, 50)


def percentile(values: Iterable[float], percent: float) -> float:
    """The value below which `percent` of them lie, between neighbours in proportion. Raises on no values."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def times(ratio: float) -> str:
    return f"{ratio:.2f} x"


def verdict(reached: bool) -> str:
    return "reached" if reached else "NOT REACHED"
