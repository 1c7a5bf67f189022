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

    Raises ValueError for a moment without a time zone: an hour is the same everywhere, a clock face is not.
    """
    pauses = sorted(standstills, key=lambda pause: pause.begun)
    if any(moment.tzinfo is None for moment in (start, *(pause.begun for pause in pauses))):
        raise ValueError("a moment without a time zone")
    now, left = start.astimezone(UTC), timedelta(hours=hours)
    for pause in pauses:
        if pause.ended is not None and pause.ended <= now:
            continue
        run = max(pause.begun - now, timedelta(0))
        if run >= left:
            break
        if pause.ended is None:
            return None
        left -= run
        now = pause.ended.astimezone(UTC)
    return (now + left).astimezone(start.tzinfo)
