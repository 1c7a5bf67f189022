"""Rules of law as data: a value with its source, its article and the days on which it is in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class LawRow(Generic[T]):
    """One version of one rule.

    `source` is the instrument (with its 文号), `article` the place in it. `effective_from` and
    `effective_to` are the first and the last day in force, both included; `effective_to` is None
    while no end is known. `verified` says whether the value was read in the text of the instrument;
    an unverified row is a default that the county must confirm.

    Raises ValueError when the rule would end before it begins.
    """

    value: T
    source: str
    article: str
    effective_from: date
    effective_to: date | None
    verified: bool

    def __post_init__(self) -> None:
        if self.effective_to is not None and self.effective_to < self.effective_from:
            raise ValueError(f"{self.source} {self.article}: ends before it begins")

    def covers(self, on: date) -> bool:
        """Whether the rule is in force on that day."""
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)


def in_force(rows: Iterable[LawRow[T]], on: date, *, what: str = "rule") -> LawRow[T]:
    """The one row in force on that day, out of the versions of one rule.

    `what` names the rule for the error message. Raises LookupError when no row covers the day, and
    ValueError when two rows overlap on any day: data with two answers is wrong even on the days it
    agrees with itself.
    """
    ordered = sorted(rows, key=lambda row: row.effective_from)
    for earlier, later in pairwise(ordered):
        if earlier.effective_to is None or earlier.effective_to >= later.effective_from:
            raise ValueError(
                f"{what}: {earlier.source} {earlier.article} and {later.source} {later.article} overlap"
            )
    for row in ordered:
        if row.covers(on):
            return row
    known = ", ".join(f"{row.source} {row.article} from {row.effective_from}" for row in ordered) or "none"
    raise LookupError(f"{what}: no row in force on {on} (rows: {known})")
