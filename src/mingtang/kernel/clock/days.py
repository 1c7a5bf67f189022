"""The working calendar: which days are worked, and on whose word.

A year whose holidays the State Council has not announced yet is read by weekday alone and marked as provisional.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

ONE = timedelta(days=1)
SATURDAY = 5


class DayKind(StrEnum):
    """What a day is: 工作日, 调休上班, 休息日, 节假日."""

    WORKDAY = "workday"
    MAKE_UP = "make_up"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


@dataclass(frozen=True)
class SpecialDay:
    """A day that is not what its weekday says, or a holiday on a weekend.

    `name` is the festival, `source` the notice.
    """

    day: date
    working: bool
    name: str
    source: str


@dataclass(frozen=True)
class DayFact:
    """What is known of one day. `provisional` means that nobody has announced the holidays of its year."""

    day: date
    kind: DayKind
    name: str = ""
    source: str = ""
    provisional: bool = False

    @property
    def working(self) -> bool:
        return self.kind in (DayKind.WORKDAY, DayKind.MAKE_UP)


@dataclass(frozen=True)
class Calendar:
    """`special` holds the days that are not as usual, `announced` the years whose holidays are known."""

    special: Mapping[date, SpecialDay] = field(default_factory=dict)
    announced: frozenset[int] = frozenset()

    @staticmethod
    def of(days: Iterable[SpecialDay], announced: Iterable[int]) -> Calendar:
        """Later days of the list stand for earlier ones of the same date."""
        return Calendar({special.day: special for special in days}, frozenset(announced))

    def fact(self, day: date) -> DayFact:
        known = self.special.get(day)
        weekend = day.weekday() >= SATURDAY
        if known is None:
            kind = DayKind.WEEKEND if weekend else DayKind.WORKDAY
            return DayFact(day, kind, provisional=day.year not in self.announced)
        if known.working:
            kind = DayKind.MAKE_UP if weekend else DayKind.WORKDAY
        else:
            kind = DayKind.HOLIDAY
        return DayFact(day, kind, known.name, known.source)

    def working(self, day: date) -> bool:
        known = self.special.get(day)
        return known.working if known else day.weekday() < SATURDAY

    def next_working(self, day: date) -> date:
        """The day itself if it is worked, else the first worked day after it."""
        while not self.working(day):
            day += ONE
        return day

    def last_working(self, day: date) -> date:
        """The day itself if it is worked, else the last worked day before it."""
        while not self.working(day):
            day -= ONE
        return day

    def working_between(self, after: date, until: date) -> int:
        """Worked days after the one and up to the other; negative when `until` comes first."""
        if until < after:
            return -self.working_between(until, after)
        return sum(self.working(day) for day in days_between(after + ONE, until))


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last, both included; none when the last comes before the first."""
    for n in range((last - first).days + 1):
        yield first + timedelta(days=n)
