"""What in the dates of published records is worth a second look: lateness, old texts as new ones, bursts.

Each is an indication and no finding: whoever reads it looks at the records. The thresholds are the platform's own,
kept as dated rows like rules of law, and every page that uses them says them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from mingtang.kernel.clock.days import ONE, Calendar
from mingtang.kernel.lawdata import LawRow, in_force


@dataclass(frozen=True)
class Thresholds:
    """`old_days`: a text older than that at its publication is old. A burst is within `burst_days` days in a row:
    at least `burst_least` publications, `burst_times` as many as usual for the unit, a share of `burst_late` of them
    late. What is usual is told by the `usual_days` days before. `before_inspection`: a burst that ends so many days
    before an inspection or less is shown with it.
    """

    old_days: int = 365
    burst_days: int = 3
    burst_least: int = 10
    burst_times: int = 5
    burst_late: float = 0.5
    usual_days: int = 180
    before_inspection: int = 15


THRESHOLDS: tuple[LawRow[Thresholds], ...] = (
    LawRow(Thresholds(), "平台约定的参考值，不是法定标准", "", date(2020, 1, 1), None, verified=False),
)


def thresholds(on: date) -> Thresholds:
    """Those of a day. Raises LookupError before the first."""
    return in_force(THRESHOLDS, on, what="thresholds of dates").value


@dataclass(frozen=True, slots=True)
class Publication:
    """One record that went public. `late`: after the last day of its duty. `old_holding`: it was public elsewhere
    before and was loaded into the system with its old date.
    """

    key: Hashable
    published_on: date
    formed_on: date | None = None
    doc_date: date | None = None
    late: bool = False
    old_holding: bool = False

    @property
    def oldest(self) -> date | None:
        """The earlier of its own dates: either may be the one that was prettied up."""
        return min((day for day in (self.formed_on, self.doc_date) if day), default=None)


def old_as_new(found: Iterable[Publication], limits: Thresholds) -> list[Publication]:
    """Texts that were old when they were published as new ones, the oldest first."""
    told = [
        (each.published_on - each.oldest, each)
        for each in found
        if each.oldest and not each.old_holding and (each.published_on - each.oldest).days > limits.old_days
    ]
    return [each for _age, each in sorted(told, key=lambda pair: pair[0], reverse=True)]


LATE_BINS: tuple[int, ...] = (0, 5, 20, 60)
"""Upper ends of the groups of lateness in working days; the last group has none."""


def late_by(due_on: date, done_on: date, calendar: Calendar) -> int:
    """Working days from the last day to the day of publication; 0 in time."""
    return max(0, calendar.working_between(due_on, done_on))


def distribution(lates: Iterable[int]) -> list[int]:
    """How many fall into each group: in time, up to 5, 20, 60 working days late, and later still.

    What was late by days of rest only is among the first 5.
    """
    found = [0] * (len(LATE_BINS) + 1)
    for days in lates:
        found[bisect_left(LATE_BINS, days)] += 1
    return found


def middle(lates: Iterable[int]) -> float | None:
    """The median; None of nothing."""
    days = list(lates)
    return float(median(days)) if days else None


@dataclass(frozen=True)
class InspectionDay:
    """A day on which somebody came to look, with the name of it."""

    name: str
    day: date


@dataclass(frozen=True)
class Burst:
    """Days `first` to `last` with many late publications. `usual` is what so many working days of this unit hold
    otherwise. `inspection` is one that follows within the days of the thresholds.
    """

    first: date
    last: date
    found: tuple[Publication, ...]
    usual: float
    inspection: InspectionDay | None = None

    @property
    def number(self) -> int:
        return len(self.found)

    @property
    def late(self) -> int:
        return sum(each.late for each in self.found)


def bursts(
    found: Iterable[Publication],
    first: date,
    last: date,
    calendar: Calendar,
    limits: Thresholds,
    inspections: Sequence[InspectionDay] = (),
) -> list[Burst]:
    """The bursts of one unit that begin within the days from the first to the last, in order; none overlap.

    `found` are its publications of these days and of the `usual_days` before them, late or not.
    """
    rows = sorted(found, key=lambda each: each.published_on)
    days = [each.published_on for each in rows]
    candidates: list[Burst] = []
    for day in sorted({day for day in days if first <= day <= last}):
        end = day + timedelta(days=limits.burst_days - 1)
        own = rows[bisect_left(days, day) : bisect_right(days, end)]
        late = sum(each.late for each in own)
        if len(own) < limits.burst_least or late < limits.burst_late * len(own):
            continue
        usual = _usual(days, day, end, calendar, limits)
        if len(own) >= limits.burst_times * usual:
            until = own[-1].published_on
            candidates.append(Burst(day, until, tuple(own), usual, _next(inspections, until, limits)))
    taken: list[Burst] = []
    for burst in sorted(candidates, key=lambda one: (-one.number, one.first)):
        if all(burst.last < other.first or burst.first > other.last for other in taken):
            taken.append(burst)
    return sorted(taken, key=lambda one: one.first)


def _usual(days: Sequence[date], first: date, end: date, calendar: Calendar, limits: Thresholds) -> float:
    """What the working days from the first to the end would hold at the pace of the time before."""
    since = first - timedelta(days=limits.usual_days)
    before = bisect_left(days, first) - bisect_left(days, since)
    worked = calendar.working_between(since - ONE, first - ONE)
    own = max(1, calendar.working_between(first - ONE, end))
    return before / worked * own if worked else 0.0


def _next(inspections: Iterable[InspectionDay], last: date, limits: Thresholds) -> InspectionDay | None:
    near = [one for one in inspections if 0 <= (one.day - last).days <= limits.before_inspection]
    return min(near, key=lambda one: one.day, default=None)
