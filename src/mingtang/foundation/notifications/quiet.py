"""When a person may be disturbed. Plain reckoning with local times; no database."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

ONE_DAY = timedelta(days=1)
# The longest row of days of rest is a holiday of nine days; a calendar that rests for ever must not hang the worker.
MOST_DAYS = 60


def is_rest_day(day: date) -> bool:
    """Saturday and Sunday; who knows the working calendar asks that."""
    return day.weekday() >= 5


@dataclass(frozen=True)
class Quiet:
    """Hours from `start` (included) to `end` (not included), over midnight where `end` is earlier; and days of rest.

    `start` None, or the same as `end`: no quiet hours.
    """

    start: time | None
    end: time | None
    rest_days: bool = False
    is_rest: Callable[[date], bool] = is_rest_day

    def opens(self, moment: datetime) -> datetime:
        """The first moment from `moment` on that is not quiet; `moment` itself when it is not, or when the quiet has no
        end: better told at once than never. Local, aware.
        """
        found = moment
        for _ in range(2 * MOST_DAYS):
            later = self._end_of_quiet(found)
            if later is None:
                return found
            found = later
        return moment

    def daily(self, moment: datetime, at: time) -> datetime:
        """The first time from `moment` on that the clock shows `at` on a day that is not quiet. Local, aware.

        A time within quiet hours is put off to their end.
        """
        for n in range(MOST_DAYS):
            candidate = _at(moment, moment.date() + n * ONE_DAY, at)
            if candidate >= moment and not (self.rest_days and self.is_rest(candidate.date())):
                return self.opens(candidate)
        return moment

    def _end_of_quiet(self, moment: datetime) -> datetime | None:
        """When the quiet in which the moment lies ends; None when it lies in none."""
        day, clock = moment.date(), moment.time()
        if self.rest_days and self.is_rest(day):
            return _at(moment, day + ONE_DAY, time())
        if self.start is None or self.end is None or self.start == self.end:
            return None
        if self.start < self.end:
            return _at(moment, day, self.end) if self.start <= clock < self.end else None
        if clock >= self.start:
            return _at(moment, day + ONE_DAY, self.end)
        return _at(moment, day, self.end) if clock < self.end else None


def _at(moment: datetime, day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=moment.tzinfo)
