"""The hit on a total that is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from mingtang.kernel.guard.forms.amounts import Amount, written
from mingtang.kernel.guard.hits import Hit, Severity, hit_kind
from mingtang.kernel.guard.passages import Passage

SUM = hit_kind("words.sum", Severity.WARN)


@dataclass(frozen=True)
class Wrong:
    """A total and what it should come to: `count` amounts, of the rows from `first` to `last`, counted from 0."""

    passage: Passage
    found: Amount
    expected: Decimal
    count: int
    first: int
    last: int
    across: bool = False
    share: bool = False


def hit_of(wrong: Wrong, sure: float, severity: Severity | None = None) -> Hit:
    text = wrong.passage.text
    start = len(text) - len(text.lstrip())
    expected = written(wrong.expected, wrong.found)
    why = "share" if wrong.share else "row" if wrong.across else "column"
    return wrong.passage.hit(
        SUM,
        start,
        len(text.rstrip()),
        severity=severity,
        confidence=sure,
        args={
            "why": why,
            "expected": expected,
            "found": text.strip(),
            "count": str(wrong.count),
            "first": str(wrong.first + 1),
            "last": str(wrong.last + 1),
        },
        suggestion=None if wrong.share else expected,
    )
