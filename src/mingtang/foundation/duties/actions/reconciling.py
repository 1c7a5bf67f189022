"""Brings the stored duties of one maker in line with what is owed: makes, dates, discharges and voids what differs.

A maker says everything that is owed within a scope; what is there already and alike costs no write, so the whole
county can be checked again and again. What people or evidence ended stays ended; only what was voided opens again when
it is owed once more.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from mingtang.foundation import clock
from mingtang.foundation.bulk import insert
from mingtang.foundation.duties.models import ClockEvent, Duty, Holding, Mode, Outcome
from mingtang.foundation.duties.terms import set_due
from mingtang.foundation.workdays.queries import calendar as working_calendar
from mingtang.kernel.clock.days import Calendar
from mingtang.kernel.clock.model import end_of

BATCH = 500
Kind = ClockEvent.Kind


@dataclass(slots=True)
class Owed:
    """One duty as its maker sees it now; fields are those of `Duty`.

    `done_on` with its evidence says that it is discharged; `due_on` counts only for a fixed date. `cut_short` is a
    display that ended before its day.
    """

    key: str
    kind: str
    subject_kind: str
    subject_id: UUID
    title: str
    unit_id: int
    area_id: int | None
    post_id: int | None
    mode: str = Mode.FORWARD
    start_on: date | None = None
    start_at: datetime | None = None
    n: int | None = None
    time_unit: str = ""
    moves: bool = True
    source: str = ""
    article: str = ""
    soft: bool = False
    needed: int = 1
    due_on: date | None = None
    period_first: date | None = None
    period_last: date | None = None
    cause_kind: str = ""
    cause_id: UUID | None = None
    opened_at: datetime | None = None
    done_on: date | None = None
    evidence_kind: str = ""
    evidence_id: UUID | None = None
    cut_short: bool = False
    note: str = ""


@dataclass
class Changed:
    """How many duties were made, changed, discharged and voided, of how many looked at; ids of those now open."""

    seen: int = 0
    made: int = 0
    changed: int = 0
    discharged: int = 0
    voided: int = 0
    touched: list[UUID] = field(default_factory=list)

    def add(self, other: "Changed") -> None:
        for name in ("seen", "made", "changed", "discharged", "voided"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.touched += other.touched

    @property
    def any(self) -> bool:
        return bool(self.made or self.changed or self.discharged or self.voided)


_TERM = ("mode", "n", "time_unit", "moves", "source", "article", "soft", "needed")
_START = ("start_on", "start_at")
_PLACE = ("unit_id", "post_id")
_PLAIN = ("title", "area_id", "period_first", "period_last")
_COMPARED = (*_TERM, *_START, *_PLACE, *_PLAIN)
_WRITTEN = [name.removesuffix("_id") for name in _COMPARED] + [
    "due_on", "due_at", "provisional", "reckoned_at", "held_since", "warned", "closed_at", "done_on", "outcome",
    "evidence_kind", "evidence_id", "note",
]  # fmt: skip
_STORED = ("key", "outcome", "due_on", "placed_by_hand", *_COMPARED)


def outcome_of(*, due_on: date | None, done_on: date, soft: bool, cut_short: bool = False) -> str:
    """How a duty ended that was done on a day. One that was never due is on time."""
    if cut_short:
        return Outcome.CUT_SHORT
    if soft:
        return Outcome.DONE
    return Outcome.LATE if due_on is not None and done_on > due_on else Outcome.ON_TIME


@transaction.atomic
def reconcile(
    owed: Iterable[Owed],
    stored: QuerySet[Duty],
    *,
    why_void: str,
    stays: Callable[[str, date | None], bool] = lambda key, due_on: False,
) -> Changed:
    """Makes the duties of a scope what `owed` says. `stored` are all duties of the scope; those open and no longer
    owed are voided with the reason `why_void`, but where `stays` says of the key and due day that it remains owed.
    """
    calendar = working_calendar()
    now = clock.now()
    live = stored.filter(Q(closed_at=None) | Q(outcome=Outcome.VOID))
    known = {row[0]: row for row in live.order_by().values_list(*_STORED)}
    found = Changed()
    unknown: dict[str, Owed] = {}
    differing: dict[str, Owed] = {}
    for each in owed:
        found.seen += 1
        row = known.pop(each.key, None)
        if row is None:
            unknown[each.key] = each
        elif row[1] == Outcome.VOID or (not row[1] and _differs(each, row)):
            differing[each.key] = each
    for part in _batches(list(unknown)):
        for key in Duty.objects.filter(key__in=part).values_list("key", flat=True):
            del unknown[key]  # ended: stays so
    fresh = [_new(each, calendar, now) for each in unknown.values()]
    insert(Duty, fresh)
    found.made = len(fresh)
    found.touched += [duty.pk for duty in fresh if duty.closed_at is None]
    for part in _batches(list(differing)):
        rows = list(_locked(part).filter(Q(closed_at=None) | Q(outcome=Outcome.VOID)))
        _update(rows, differing, calendar, now, found)
    gone = [key for key, row in known.items() if not row[1] and not stays(key, row[2])]
    for part in _batches(gone):
        _void(list(_locked(part).filter(closed_at=None)), now, why_void, found)
    return found


def _locked(keys: list[str]) -> QuerySet[Duty]:
    return Duty.objects.select_for_update(of=("self",)).filter(key__in=keys).order_by("pk")


def _differs(each: Owed, row: tuple[Any, ...]) -> bool:
    if each.done_on is not None:
        return True
    if each.mode == Mode.FIXED and each.due_on != row[2]:
        return True
    by_hand = row[3]
    return any(
        getattr(each, name) != value and not (by_hand and name in _PLACE)
        for name, value in zip(_COMPARED, row[4:], strict=True)
    )


def _new(each: Owed, calendar: Calendar, now: datetime) -> Duty:
    duty = Duty(
        **{name: getattr(each, name) for name in _COMPARED},
        key=each.key, kind=each.kind, subject_kind=each.subject_kind, subject_id=each.subject_id,
        cause_kind=each.cause_kind, cause_id=each.cause_id, due_on=each.due_on,
        opened_at=each.opened_at or now, held_since=each.opened_at or now, reckoned_at=now, note=each.note,
    )  # fmt: skip
    set_due(duty, calendar)
    if each.done_on is not None:
        _close(duty, each, now)
    return duty


def _close(duty: Duty, each: Owed, now: datetime) -> None:
    assert each.done_on is not None
    # Evidence found later ended it on its own day: how long somebody held the duty is counted until then.
    done_at = end_of(each.done_on, ZoneInfo(settings.TIME_ZONE))
    duty.closed_at, duty.done_on = max(duty.held_since, min(now, done_at)), each.done_on
    duty.evidence_kind, duty.evidence_id, duty.note = each.evidence_kind, each.evidence_id, each.note
    duty.outcome = outcome_of(
        due_on=duty.due_on, done_on=each.done_on, soft=duty.soft, cut_short=each.cut_short
    )


def _update(
    rows: Sequence[Duty], wanted: dict[str, Owed], calendar: Calendar, now: datetime, found: Changed
) -> None:
    happened: list[ClockEvent] = []
    passed: list[Holding] = []
    events = events_of(rows)
    for duty in rows:
        each, before = wanted[duty.key], duty.due_on
        void = duty.outcome == Outcome.VOID
        if void:
            duty.closed_at, duty.outcome, duty.note, duty.warned = None, "", "", 0
            happened.append(ClockEvent(duty=duty, kind=Kind.REOPENED, at=now))
        if not duty.placed_by_hand and any(getattr(duty, name) != getattr(each, name) for name in _PLACE):
            passed.append(hand_over(duty, each.unit_id, each.post_id, now))
            duty.warned = 0
            happened.append(ClockEvent(duty=duty, kind=Kind.TRANSFERRED, at=now))
        dated = any(getattr(duty, name) != getattr(each, name) for name in _START)
        termed = any(getattr(duty, name) != getattr(each, name) for name in _TERM)
        for name in (*_TERM, *_START, *_PLAIN):
            setattr(duty, name, getattr(each, name))
        # By the same rule another fixed date: the working calendar that its maker counted with is another.
        shifted = duty.mode == Mode.FIXED and duty.due_on != each.due_on
        if shifted:
            duty.due_on = each.due_on
        if dated or termed or shifted or void:
            # While it was void the working calendar may have changed as well.
            set_due(duty, calendar, events.get(duty.pk, ()))
            duty.reckoned_at = now
            if duty.due_on != before:
                duty.warned = 0
        if dated or termed or duty.due_on != before:
            happened.append(
                ClockEvent(
                    duty=duty,
                    kind=Kind.DATED if dated else Kind.TERMED if termed else Kind.MOVED,
                    at=now,
                    day=duty.start_on,
                    due_before=before,
                    due_after=duty.due_on,
                )
            )
        if each.done_on is not None:
            _close(duty, each, now)
            found.discharged += 1
        else:
            found.changed += 1
        found.touched.append(duty.pk)
    Duty.objects.bulk_update(rows, _WRITTEN)
    ClockEvent.objects.bulk_create(happened)
    Holding.objects.bulk_create(passed)


def hand_over(duty: Duty, unit_id: int, post_id: int | None, now: datetime) -> Holding:
    """The clock runs on; only the stretch of the holder before is closed."""
    stretch = Holding(
        duty=duty, unit_id=duty.unit_id, post_id=duty.post_id, from_at=duty.held_since, until_at=now
    )
    duty.unit_id, duty.post_id, duty.held_since = unit_id, post_id, now
    return stretch


def _void(rows: Sequence[Duty], now: datetime, why: str, found: Changed) -> None:
    for duty in rows:
        duty.closed_at, duty.outcome, duty.note = now, Outcome.VOID, why
    Duty.objects.bulk_update(rows, ["closed_at", "outcome", "note"])
    ClockEvent.objects.bulk_create(
        ClockEvent(duty=duty, kind=Kind.VOIDED, at=now, reason=why) for duty in rows
    )
    found.voided += len(rows)


def events_of(rows: Iterable[Duty]) -> dict[UUID, list[ClockEvent]]:
    """What happened to each of some duties, in order."""
    found: dict[UUID, list[ClockEvent]] = {}
    for event in ClockEvent.objects.filter(duty__in=list(rows)).order_by("pk"):
        found.setdefault(event.duty_id, []).append(event)
    return found


def _batches(keys: list[str]) -> Iterable[list[str]]:
    return (keys[n : n + BATCH] for n in range(0, len(keys), BATCH))
