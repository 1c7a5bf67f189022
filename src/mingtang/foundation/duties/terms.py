"""Between a stored duty and the clock: its term, what happened to it, and the day that follows."""

from collections.abc import Iterable

from mingtang.foundation.duties.models import ClockEvent, Duty, Mode
from mingtang.kernel.clock.backward import latest_before
from mingtang.kernel.clock.days import Calendar
from mingtang.kernel.clock.hours import Standstill, due_moment
from mingtang.kernel.clock.model import Extension, Happening, Pause, Reckoning, Restart, Span, Term, TimeUnit
from mingtang.kernel.clock.reckoning import due_day, reckon

Kind = ClockEvent.Kind


def term_of(duty: Duty) -> Term:
    """The term as the clock knows it. Raises ValueError for a duty with a fixed date, which has none."""
    if duty.n is None:
        raise ValueError(f"{duty.key} has no term")
    return Term(Span(duty.n, TimeUnit(duty.time_unit)), duty.source, duty.article, duty.moves)


def happenings(events: Iterable[ClockEvent]) -> list[Happening]:
    """Pauses, restarts and extensions out of what happened; a pause ends where the clock was set going again."""
    found: list[Happening] = []
    for event in events:
        day = event.day
        if day is None:
            continue
        if event.kind == Kind.PAUSED:
            found.append(Pause(day, event.until, event.reason, event.source))
        elif event.kind == Kind.RESUMED:
            found = [_ended(each, event) for each in found]
        elif event.kind == Kind.RESTARTED:
            found.append(Restart(day, event.reason, event.source))
        elif event.kind == Kind.EXTENDED:
            span = Span(event.n or 0, TimeUnit(event.time_unit))
            found.append(Extension(span, day, event.reason, event.source))
    return found


def _ended(each: Happening, event: ClockEvent) -> Happening:
    if isinstance(each, Pause) and each.until is None and event.day is not None:
        return Pause(each.first, event.day, each.reason, each.source)
    return each


def account(duty: Duty, calendar: Calendar, events: Iterable[ClockEvent] = ()) -> Reckoning | None:
    """Why the duty is due when it is; None where nothing is counted in days: a fixed date, hours, no start yet."""
    if duty.start_on is None or duty.mode in (Mode.FIXED, Mode.HOURS):
        return None
    if duty.mode == Mode.BACKWARD:
        return latest_before(duty.start_on, term_of(duty), calendar)
    return reckon(duty.start_on, term_of(duty), calendar, happenings(events))


def set_due(duty: Duty, calendar: Calendar, events: Iterable[ClockEvent] = ()) -> None:
    """Reckons the due day (or moment) of a duty that is not yet saved again. A fixed date stays."""
    if duty.mode == Mode.FIXED:
        return
    if duty.mode == Mode.HOURS:
        _set_moment(duty, events)
        return
    events = list(events)
    if duty.mode == Mode.FORWARD and duty.start_on is not None and not events:
        term = term_of(duty)
        duty.due_on = due_day(duty.start_on, term.span, calendar, moves=term.moves)
        duty.provisional = provisional(calendar, duty)
        return
    found = account(duty, calendar, events)
    duty.due_on = found.due if found else None
    duty.provisional = bool(found and found.provisional)


def provisional(calendar: Calendar, duty: Duty) -> bool:
    """Whether the days from the start to the due day reach into a year whose holidays nobody announced."""
    if duty.start_on is None or duty.due_on is None:
        return False
    years = range(duty.start_on.year, duty.due_on.year + 1)
    return any(year not in calendar.announced for year in years)


def _set_moment(duty: Duty, events: Iterable[ClockEvent]) -> None:
    from django.utils import timezone

    duty.due_at, duty.due_on = None, None
    if duty.start_at is None:
        return
    stands: list[Standstill] = []
    for event in events:
        if event.kind == Kind.PAUSED:
            stands.append(Standstill(event.at, None))
        elif event.kind == Kind.RESUMED and stands and stands[-1].ended is None:
            stands[-1] = Standstill(stands[-1].begun, event.at)
    duty.due_at = due_moment(duty.start_at, duty.n or 0, stands)
    duty.due_on = timezone.localtime(duty.due_at).date() if duty.due_at else None
