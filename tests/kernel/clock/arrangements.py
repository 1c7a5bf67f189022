"""The true arrangements of holidays of 2024 to 2026 as a calendar, and words that keep the tables short."""

from datetime import date

from chinese_calendar.constants import holidays, workdays

from mingtang.kernel.clock.days import Calendar, SpecialDay
from mingtang.kernel.clock.model import Span, Term, TimeUnit

ANNOUNCED = range(2004, 2027)
CALENDAR = Calendar.of(
    [SpecialDay(day, False, name, "notice") for day, name in holidays.items()]
    + [SpecialDay(day, True, name, "notice") for day, name in workdays.items()],
    ANNOUNCED,
)


def day(text: str) -> date:
    return date.fromisoformat(text)


def term(n: int, unit: TimeUnit = TimeUnit.WORKDAY, *, moves: bool = True) -> Term:
    return Term(Span(n, unit), "a rule", moves=moves)
