"""A year as twelve tables: what each day is and why."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.kernel.clock.days import ONE, Calendar, DayFact, DayKind, days_between

KINDS: dict[DayKind, Any] = {
    DayKind.WORKDAY: gettext_lazy("工作日"),
    DayKind.MAKE_UP: gettext_lazy("调休上班"),
    DayKind.WEEKEND: gettext_lazy("周末休息"),
    DayKind.HOLIDAY: gettext_lazy("放假"),
}
MARKS: dict[DayKind, Any] = {
    DayKind.MAKE_UP: gettext_lazy("班"),
    DayKind.HOLIDAY: gettext_lazy("休"),
}
WEEKDAYS = tuple(map(gettext_lazy, "一二三四五六日"))


@dataclass(frozen=True)
class Cell:
    """A day of a month; `spoken` is what is said of it where the mark alone is not enough."""

    fact: DayFact
    today: bool

    @property
    def mark(self) -> Any:
        return MARKS.get(self.fact.kind, "")

    @property
    def spoken(self) -> str:
        return " ".join(filter(None, (self.fact.name, str(KINDS[self.fact.kind]))))


@dataclass(frozen=True)
class Run:
    """Neighbouring days that are the same for the same reason."""

    first: date
    last: date
    kind: DayKind
    name: str
    source: str

    @property
    def label(self) -> Any:
        return KINDS[self.kind]

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Month:
    """`weeks` are of seven cells, Monday first; None where the week belongs to a neighbour."""

    first: date
    weeks: list[list[Cell | None]]
    runs: list[Run]
    workdays: int


def months_of(year: int, calendar: Calendar, today: date) -> list[Month]:
    return [_month(date(year, number, 1), calendar, today) for number in range(1, 13)]


def runs_of(facts: Sequence[DayFact]) -> list[Run]:
    """What is not as every week, in stretches."""
    found: list[Run] = []
    for fact in facts:
        if not fact.source:
            continue
        run = Run(fact.day, fact.day, fact.kind, fact.name, fact.source)
        last = found[-1] if found else None
        if last and last.last + ONE == fact.day and _same(last, run):
            found[-1] = Run(last.first, fact.day, fact.kind, fact.name, fact.source)
        else:
            found.append(run)
    return found


def _same(one: Run, other: Run) -> bool:
    return (one.kind, one.name, one.source) == (other.kind, other.name, other.source)


def _month(first: date, calendar: Calendar, today: date) -> Month:
    last = first.replace(day=monthrange(first.year, first.month)[1])
    facts = [calendar.fact(day) for day in days_between(first, last)]
    cells: list[Cell | None] = [None] * first.weekday()
    cells += [Cell(fact, fact.day == today) for fact in facts]
    cells += [None] * (-len(cells) % 7)
    weeks = [cells[n : n + 7] for n in range(0, len(cells), 7)]
    return Month(first, weeks, runs_of(facts), sum(fact.working for fact in facts))


def legend() -> Iterator[tuple[DayKind, Any, Any, str]]:
    """Kind, mark, name and what it means for a time limit."""
    counts, not_counted = _("算在工作日里"), _("不算工作日")
    for kind, label in KINDS.items():
        working = kind in (DayKind.WORKDAY, DayKind.MAKE_UP)
        yield kind, MARKS.get(kind, ""), label, counts if working else not_counted
