"""Terms in hours: they run through nights and holidays, from the moment of receipt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True)
class Standstill:
    """The clock stands from one moment to another; without an end, it still stands."""

    begun: datetime
    ended: datetime | None


def due_moment(start: datetime, hours: int, standstills: Iterable[Standstill] = ()) -> datetime | None:
    """When so many hours of running time are over, in the time zone of `start`; None while the clock stands.

    A standstill that ends before it begins is none.

    Raises ValueError below 0 hours, and for a moment without a time zone: an hour is the same everywhere, a clock face
    is not.
    """
    if hours < 0:
        raise ValueError(f"a term of {hours} hours")
    now, left = _absolute(start), timedelta(hours=hours)
    pauses = [(_absolute(p.begun), _absolute(p.ended) if p.ended else None) for p in standstills]
    for begun, ended in sorted(pauses, key=lambda pause: pause[0]):
        if ended is not None and ended <= max(begun, now):
            continue
        run = max(begun - now, timedelta(0))
        if run >= left:
            break
        if ended is None:
            return None
        left -= run
        now = ended
    return (now + left).astimezone(start.tzinfo)


def _absolute(moment: datetime) -> datetime:
    """In UTC: two moments of one zone are compared by their clock faces, wrongly where clocks are put back."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment.astimezone(UTC)
