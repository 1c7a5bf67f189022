"""What happened to a duty and who held it for how long, as a clerk reads it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.duties.explaining import day_words, span_of
from mingtang.foundation.duties.models import ClockEvent, Duty, Holding, TimeUnit
from mingtang.foundation.organisations.models import Post, Unit
from mingtang.kernel.clock.model import Span
from mingtang.kernel.clock.model import TimeUnit as ClockUnit

Kind = ClockEvent.Kind
_CLOSING = (Kind.DISCHARGED, Kind.DECLARED, Kind.WAIVED, Kind.VOIDED)
_BACK = (Kind.DISPUTED, Kind.REOPENED)


@dataclass(frozen=True)
class Told:
    """One line of the history: what, when, who (empty: the system), and sentences on it. `tone` is a timeline class."""

    title: str
    at: datetime
    who: str
    notes: list[str]
    tone: str = "done"


@dataclass(frozen=True)
class Held:
    """A stretch in which a unit and post held the duty; `until` is empty for the present holder of an open one."""

    unit: Unit
    post: Post | None
    since: datetime
    until: datetime | None
    days: int


def told(duty: Duty, events: Iterable[ClockEvent], stretches: Sequence[Held] = ()) -> list[Told]:
    """From its making to its end, in the order in which it happened; with `stretches` also from whom to whom."""
    found = [Told(_("产生任务"), duty.opened_at, "", [])]
    passed = {
        one.until: _("%(one)s → %(other)s") % {"one": _holder(one), "other": _holder(other)}
        for one, other in pairwise(stretches)
    }
    last = ""
    for event in events:
        who = " ".join(str(part) for part in (event.post, event.by) if part)
        tone = "returned" if event.kind in _BACK else "done"
        notes = _notes(event)
        if event.kind == Kind.TRANSFERRED and event.at in passed:
            notes.insert(0, passed[event.at])
        found.append(Told(event.get_kind_display(), event.at, who, notes, tone))
        last = event.kind
    if duty.closed_at and last not in _CLOSING:
        # Makers close many at once by evidence and write no event for each.
        notes = [_("完成日期：%(day)s") % {"day": day_words(duty.done_on)}] if duty.done_on else []
        found.append(Told(duty.get_outcome_display(), duty.closed_at, "", [*notes, duty.note]))
    return found


def _holder(held: Held) -> str:
    return f"{held.unit.short_name} {held.post.title}" if held.post else held.unit.short_name


def _notes(event: ClockEvent) -> list[str]:
    notes = [_what(event)]
    if event.due_before != event.due_after:
        notes.append(
            _("期限：%(before)s → %(after)s")
            % {
                "before": day_words(event.due_before) if event.due_before else _("未定"),
                "after": day_words(event.due_after) if event.due_after else _("未定"),
            }
        )
    if event.reason:
        notes.append(_("原因：%(reason)s") % {"reason": event.reason})
    if event.source:
        notes.append(_("依据：%(source)s") % {"source": event.source})
    return [note for note in notes if note]


def _what(event: ClockEvent) -> str:
    if event.day is None:
        return ""
    day = day_words(event.day)
    match event.kind:
        case Kind.PAUSED if event.until:
            return _("%(day)s起暂停，到%(until)s为止") % {"day": day, "until": day_words(event.until)}
        case Kind.PAUSED:
            return _("%(day)s起暂停") % {"day": day}
        case Kind.RESUMED:
            return _("%(day)s恢复，从第二天起接着算") % {"day": day}
        case Kind.RESTARTED:
            return _("从%(day)s重新起算") % {"day": day}
        case Kind.EXTENDED:
            more = span_of(Span(event.n or 0, ClockUnit(TimeUnit(event.time_unit))))
            return _("%(day)s决定延长%(more)s") % {"day": day, "more": more}
        case Kind.DATED:
            return _("起算日改为%(day)s") % {"day": day}
        case _:
            return ""


def held(duty: Duty, before: Iterable[Holding]) -> list[Held]:
    """Every stretch, the present or last holder's at the end."""
    stretches = [
        Held(each.unit, each.post, each.from_at, each.until_at, (each.until_at - each.from_at).days)
        for each in before
    ]
    until = duty.closed_at or clock.now()
    # Loaded duties may have been closed for a day before they were made here.
    days = max(until - duty.held_since, timedelta(0)).days
    return [*stretches, Held(duty.unit, duty.post, duty.held_since, duty.closed_at, days)]


def held_words(stretches: Iterable[Held]) -> str:
    """`县民政局 12 天，县残联 3 天`: units in the order in which they came, a unit's stretches put together."""
    sums: dict[str, int] = {}
    for each in stretches:
        sums[each.unit.short_name] = sums.get(each.unit.short_name, 0) + each.days
    return "，".join(f"{name} {days_words(days)}" for name, days in sums.items())


def days_words(days: int) -> str:
    return _("%(n)s 天") % {"n": days} if days else _("不到 1 天")
