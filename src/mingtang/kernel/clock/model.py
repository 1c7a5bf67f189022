"""The words of the clock: how long, by which rule, what happened meanwhile, and the account of a date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from mingtang.kernel.clock.days import DayFact


class TimeUnit(StrEnum):
    """The units of `kernel.limits.model.Limit.unit`: 工作日, 日, 小时, 周, 月, 年."""

    WORKDAY = "workday"
    DAY = "day"
    HOUR = "hour"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True)
class Span:
    """`n` of a unit. Raises ValueError below 0."""

    n: int
    unit: TimeUnit

    def __post_init__(self) -> None:
        if self.n < 0:
            raise ValueError(f"a span of {self.n} {self.unit}")


@dataclass(frozen=True)
class Term:
    """A time limit with the rule that sets it.

    `source` is the instrument or catalogue, `article` the place in it. `moves`: a last day that is a day of rest
    moves on to the next worked day (民事诉讼法 art. 85; by the same principle). It concerns neither working days,
    which never end on a day of rest, nor hours.
    """

    span: Span
    source: str
    article: str = ""
    moves: bool = True


@dataclass(frozen=True)
class Pause:
    """The clock stands still after day `first`, up to and including day `until`; no `until`: it still stands.

    So the day on which an opinion is asked for still counts, and the day on which it comes does not
    (政府信息公开条例 arts 32 and 33 leave the time out; the two ends are an inference).
    """

    first: date
    until: date | None
    reason: str
    source: str = ""


@dataclass(frozen=True)
class Restart:
    """The whole term begins anew, with day `on` as the day of receipt (a supplement: art. 30)."""

    on: date
    reason: str
    source: str = ""


@dataclass(frozen=True)
class Extension:
    """The term is prolonged by `span`, decided on day `decided_on`; once only (art. 33)."""

    span: Span
    decided_on: date
    reason: str
    source: str = ""


Happening = Pause | Restart | Extension


class StepKind(StrEnum):
    """What a stretch of days is in the account of a date."""

    START = "start"
    COUNTED = "counted"
    REST = "rest"
    PAUSED = "paused"
    MOVED = "moved"


@dataclass(frozen=True)
class Step:
    """Days `first` to `last`, alike in what they are. `n` of them count; `extra`: they belong to the extension.

    `facts` says of days of rest, of make-up workdays and of days of unannounced years what each is. Of a pause
    `why` and `source` are its own.
    """

    kind: StepKind
    first: date
    last: date
    n: int = 0
    extra: bool = False
    facts: tuple[DayFact, ...] = ()
    why: str = ""
    source: str = ""


@dataclass(frozen=True)
class Reckoning:
    """When a term ends and why.

    `due` is the last day on which the thing is in time; None while the clock stands, and then `left` is what is
    still to count once it goes on: the term's rest, then the whole extension (0 days: only the move to a worked day).
    `steps` follow each other without a gap from the start to the due day (or to the day the clock stopped). `begun` is
    the day of receipt that counts, which a restart moves; `restart` and `extension` are those that took effect.
    `provisional`: a day it counted lies in a year not announced yet.
    """

    term: Term
    begun: date
    due: date | None
    steps: tuple[Step, ...]
    left: tuple[Span, ...] = ()
    restart: Restart | None = None
    extension: Extension | None = None
    stopped: Pause | None = None
    provisional: bool = False

    @property
    def counted(self) -> int:
        """Days that count, the extension's included."""
        return sum(step.n for step in self.steps)


class ClockRefusal(ValueError):
    """What cannot happen to a clock. `code` names the rule, `facts` the dates for the message."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(f"{code}: {facts}")
        self.code = code
        self.facts: Mapping[str, Any] = facts


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    """The day of a moment where the county is. Raises ValueError for a moment without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone has no day")
    return moment.astimezone(zone).date()


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The last moment of a day: what is done until then is in time."""
    return datetime.combine(day, time.max, tzinfo=zone)
