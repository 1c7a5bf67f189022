"""How one matter of the catalogue stands with one unit today: one state each, the worst that is true.

overdue   some open duty with a binding date is past it
unclaimed nobody leads in the matter on a level that its row names
soon      some open duty with a binding date ends within the days of warning
declared  the newest period that was closed is a signed declaration that there was nothing (本期无应公开信息)
covered   a record is public now, or a duty was discharged: by a record, on time or late, or by a confirmation
idle      none of these: nothing was formed yet, or its day is still far
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """The states from the worst to the best; a matter is in the first that is true."""

    OVERDUE = "overdue"
    UNCLAIMED = "unclaimed"
    SOON = "soon"
    DECLARED = "declared"
    COVERED = "covered"
    IDLE = "idle"


WORST_FIRST: tuple[State, ...] = tuple(State)


@dataclass(slots=True)
class Standing:
    """What is known of one matter with one unit. Reminders without a binding date and displays count for nothing.

    `overdue` and `soon` are numbers of open duties. `public` says that a record is public now, `discharged` that a
    duty ever was; `emptied` that what has to be kept public all the time is gone (or never was), so that what was
    discharged before says nothing of today. `closed_period` is the last day of the newest period that was closed,
    `declared_period` that of the newest one closed by a declaration.
    """

    overdue: int = 0
    soon: int = 0
    public: bool = False
    discharged: bool = False
    emptied: bool = False
    closed_period: date | None = None
    declared_period: date | None = None

    @property
    def state(self) -> State:
        if self.overdue:
            return State.OVERDUE
        if self.soon:
            return State.SOON
        if self.declared_period is not None and self.declared_period == self.closed_period:
            return State.DECLARED
        if self.public or (self.discharged and not self.emptied):
            return State.COVERED
        return State.IDLE


def share(covered: int, total: int, idle: int) -> float | None:
    """The part of matters that are covered, of those of which something is owed; None where nothing is."""
    owed = total - idle
    return covered / owed if owed else None
