"""Counting back from an event: the last day on which something has to be out so long before it.

The day of the event does not count. A day of rest is moved away from the event, not towards it: a notice that comes
later than the law says would not be in time (an inference; no text was found).
"""

from __future__ import annotations

from datetime import date, timedelta

from mingtang.kernel.clock.days import ONE, Calendar, DayFact
from mingtang.kernel.clock.model import Reckoning, Span, Step, StepKind, Term, TimeUnit
from mingtang.kernel.clock.reckoning import add_months, bounded, days_of, is_remarkable


def latest_before(event: date, term: Term, calendar: Calendar) -> Reckoning:
    """The account of the last day `term.span` before an event. Steps stand in the order of the calendar; the last is
    the day of the event, of kind START, for from there it is counted. Hours are whole days here, begun ones included.

    Raises ValueError for spans beyond `LONGEST_DAYS`.
    """
    days: list[tuple[DayFact, StepKind]] = []
    day = event
    if term.span.unit == TimeUnit.WORKDAY:
        left = bounded(term.span.n)
        while left:
            day -= ONE
            fact = calendar.fact(day)
            left -= fact.working
            days.append((fact, StepKind.COUNTED if fact.working else StepKind.REST))
    else:
        first = _days_before(event, term.span)
        while day > first:
            day -= ONE
            days.append((calendar.fact(day), StepKind.COUNTED))
    while term.moves and not calendar.working(day):
        day -= ONE
        days.append((calendar.fact(day), StepKind.MOVED))
    days.reverse()
    return Reckoning(
        term=term,
        begun=event,
        due=day,
        steps=(*_steps(days), Step(StepKind.START, event, event)),
        provisional=any(fact.provisional for fact, _kind in days),
    )


def _days_before(event: date, span: Span) -> date:
    match span.unit:
        case TimeUnit.MONTH | TimeUnit.YEAR:
            months = span.n * (12 if span.unit == TimeUnit.YEAR else 1)
            bounded(31 * months)
            return add_months(event, -months)
        case TimeUnit.HOUR:
            return event - timedelta(days=bounded(-(-span.n // 24)))
        case _:
            return event - timedelta(days=days_of(event, span))


def _steps(days: list[tuple[DayFact, StepKind]]) -> list[Step]:
    found: list[Step] = []
    for fact, kind in days:
        said = (fact,) if is_remarkable(kind, fact) else ()
        n = int(kind == StepKind.COUNTED)
        if found and found[-1].kind == kind:
            last = found[-1]
            found[-1] = Step(kind, last.first, fact.day, last.n + n, facts=last.facts + said)
        else:
            found.append(Step(kind, fact.day, fact.day, n, facts=said))
    return found
