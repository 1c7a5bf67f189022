"""Counting a term forward from the day of receipt.

The day of receipt does not count; counting begins on the next. Working days are counted one by one. Other units make
a number of days; a last day of rest moves on. Months end on the day of the same number, or on the last of a shorter
month (民法典 arts 201 to 203, by the same principle).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from mingtang.kernel.clock.days import ONE, Calendar, DayFact, DayKind
from mingtang.kernel.clock.model import (
    ClockRefusal,
    Extension,
    Happening,
    Pause,
    Reckoning,
    Restart,
    Span,
    Step,
    StepKind,
    Term,
    TimeUnit,
)

LONGEST_DAYS = 100 * 366
"""Beyond this a span is a mistake, and counting it day by day would take for ever."""


def add_months(day: date, n: int) -> date:
    """The day of the same number n months later (earlier when negative), or the last of a shorter month."""
    months = day.year * 12 + day.month - 1 + n
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def reckon(start: date, term: Term, calendar: Calendar, happenings: Iterable[Happening] = ()) -> Reckoning:
    """When the term that began on `start` ends. Happenings may stand in any order; those before the last restart,
    and pauses that began too late, change nothing. A pause that goes on after the restart goes on holding. Of several
    extensions the first counts.

    Raises ValueError for hours, which `hours.py` counts, and for spans beyond `LONGEST_DAYS`.
    """
    events = sorted(happenings, key=repr)  # of two on the same day, always the same one
    restart = max((e for e in events if isinstance(e, Restart) and e.on >= start), key=_on, default=None)
    begun = restart.on if restart else start
    pauses = [e for e in events if isinstance(e, Pause) and (e.until is None or e.until > begun)]
    extension = min(
        (e for e in events if isinstance(e, Extension) and e.decided_on >= begun), key=_decided, default=None
    )
    walk = _Walk(begun, calendar, pauses)
    walk.count(term.span, moves=term.moves)
    if extension:
        walk.extra = True
        walk.count(extension.span, moves=term.moves)
    stopped = walk.stopped
    return Reckoning(
        term=term,
        begun=begun,
        due=None if stopped else walk.day,
        steps=_start(begun) + walk.steps(),
        left=walk.left,
        restart=restart,
        extension=extension,
        stopped=stopped,
        provisional=any(fact.provisional for fact, *_rest in walk.days),
    )


def due_day(start: date, span: Span, calendar: Calendar, *, moves: bool = True) -> date:
    """The last day of a term to which nothing happened, without its account: for the many."""
    if span.unit == TimeUnit.WORKDAY:
        last, left = start, bounded(span.n)
        while left:
            last += ONE
            left -= calendar.working(last)
    else:
        last = start + timedelta(days=days_of(start, span))
    return calendar.next_working(last) if moves else last


def days_of(start: date, span: Span) -> int:
    """Calendar days from the start of a span of days, weeks, months or years to its end."""
    n = span.n
    match span.unit:
        case TimeUnit.DAY:
            days = n
        case TimeUnit.WEEK:
            days = 7 * n
        case TimeUnit.MONTH | TimeUnit.YEAR:
            months = n * (12 if span.unit == TimeUnit.YEAR else 1)
            bounded(31 * months)
            days = (add_months(start, months) - start).days
        case _:
            raise ValueError(f"{span.unit} are not counted in days")
    return bounded(days)


def bounded(days: int) -> int:
    """The number itself. Raises ValueError beyond `LONGEST_DAYS`."""
    if days > LONGEST_DAYS:
        raise ValueError(f"{days} days are more than anything takes")
    return days


@dataclass
class _Walk:
    """Goes forward day by day and writes down what each day was."""

    day: date
    calendar: Calendar
    pauses: Sequence[Pause]
    extra: bool = False
    stopped: Pause | None = None
    left: tuple[Span, ...] = ()
    days: list[tuple[DayFact, StepKind, bool, Pause | None]] = field(default_factory=list)

    def count(self, span: Span, *, moves: bool) -> None:
        by_workday = span.unit == TimeUnit.WORKDAY
        left = bounded(span.n) if by_workday else days_of(self.day, span)
        if self.stopped:
            self.left += (span,)
            return
        while left:
            pause = self._pause_on(self.day + ONE)
            if pause and pause.until is None:
                self._stop(pause, Span(left, TimeUnit.WORKDAY if by_workday else TimeUnit.DAY))
                return
            self.day += ONE
            fact = self.calendar.fact(self.day)
            if pause:
                self._note(fact, StepKind.PAUSED, pause)
            elif by_workday and not fact.working:
                self._note(fact, StepKind.REST)
            else:
                self._note(fact, StepKind.COUNTED)
                left -= 1
        if moves:
            self._move_on()

    def _stop(self, pause: Pause, left: Span) -> None:
        self.stopped = pause
        self.left += (left,)

    def _move_on(self) -> None:
        """To the next worked day. A day of a pause is none on which the term could end; an open one stops the clock
        with nothing left to count.
        """
        pause: Pause | None = None
        while pause or not self.calendar.working(self.day):
            pause = self._pause_on(self.day + ONE)
            if pause and pause.until is None:
                self._stop(pause, Span(0, TimeUnit.DAY))
                return
            self.day += ONE
            self._note(self.calendar.fact(self.day), StepKind.PAUSED if pause else StepKind.MOVED, pause)

    def _pause_on(self, day: date) -> Pause | None:
        """The pause that holds a day; of several the one that lasts longest, so that nested ones count once."""
        holding = [p for p in self.pauses if p.first < day and (p.until is None or day <= p.until)]
        return max(holding, key=lambda p: (p.until is None, p.until or date.max), default=None)

    def _note(self, fact: DayFact, kind: StepKind, pause: Pause | None = None) -> None:
        self.days.append((fact, kind, self.extra, pause))

    def steps(self) -> tuple[Step, ...]:
        """The days as stretches of alike ones."""
        found: list[list[tuple[DayFact, StepKind, bool, Pause | None]]] = []
        for entry in self.days:
            if found and found[-1][-1][1:] == entry[1:]:
                found[-1].append(entry)
            else:
                found.append([entry])
        return tuple(map(_step, found))


def _step(days: list[tuple[DayFact, StepKind, bool, Pause | None]]) -> Step:
    fact, kind, extra, pause = days[0]
    return Step(
        kind,
        fact.day,
        days[-1][0].day,
        n=len(days) if kind == StepKind.COUNTED else 0,
        extra=extra,
        facts=tuple(f for f, *_rest in days if is_remarkable(kind, f)),
        why=pause.reason if pause else "",
        source=pause.source if pause else "",
    )


def is_remarkable(kind: StepKind, fact: DayFact) -> bool:
    """Whether the account of a stretch names this day of it."""
    return kind in (StepKind.REST, StepKind.MOVED) or fact.kind == DayKind.MAKE_UP or fact.provisional


def _start(day: date) -> tuple[Step, ...]:
    return (Step(StepKind.START, day, day),)


def admit(
    start: date, term: Term, calendar: Calendar, happenings: Sequence[Happening], new: Happening
) -> Reckoning:
    """The reckoning with one more thing that happens. Raises ClockRefusal, by whose code it is told why not:

    `before_start`, `pause_backwards`, `pause_after_due`, `pause_again` (one stands already), `restart_after_due`,
    `extended_already`, `extension_after_due`, `extension_of_nothing`.
    """
    now = reckon(start, term, calendar, happenings)
    day = new.decided_on if isinstance(new, Extension) else new.first if isinstance(new, Pause) else new.on
    if day < now.begun:
        raise ClockRefusal("before_start", day=day, begun=now.begun)
    late = now.due is not None and day > now.due
    match new:
        case Pause():
            if new.until is not None and new.until < new.first:
                raise ClockRefusal("pause_backwards", first=new.first, until=new.until)
            if now.stopped and new.until is None:
                raise ClockRefusal("pause_again", first=now.stopped.first)
            if now.due is not None and day >= now.due:
                raise ClockRefusal("pause_after_due", day=day, due=now.due)
        case Restart():
            if late:
                raise ClockRefusal("restart_after_due", day=day, due=now.due)
        case Extension():
            if not new.span.n:
                raise ClockRefusal("extension_of_nothing")
            if now.extension:
                raise ClockRefusal("extended_already", decided_on=now.extension.decided_on)
            if late:
                raise ClockRefusal("extension_after_due", day=day, due=now.due)
    return reckon(start, term, calendar, [*happenings, new])


def _on(event: Restart) -> date:
    return event.on


def _decided(event: Extension) -> date:
    return event.decided_on
