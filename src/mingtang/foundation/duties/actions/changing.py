"""What people do to duties: set the clock still or going, prolong, pass on, waive, discharge, open again.

Each writes the clock event and the event of the house in one transaction. What makers do is in `reconciling.py`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.duties.actions.reconciling import hand_over, outcome_of
from mingtang.foundation.duties.kinds import CHANGED, MANAGE
from mingtang.foundation.duties.models import ClockEvent, Duty, Mode, Outcome, TimeUnit
from mingtang.foundation.duties.refusals import refused
from mingtang.foundation.duties.terms import happenings, set_due, term_of
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.organisations.models import Post, Unit
from mingtang.foundation.organisations.queries import SYSTEM, Actor, Authority
from mingtang.foundation.workdays.queries import calendar as working_calendar
from mingtang.kernel.clock.model import ClockRefusal, Extension, Happening, Pause, Restart, Span
from mingtang.kernel.clock.model import TimeUnit as ClockUnit
from mingtang.kernel.clock.reckoning import admit
from mingtang.kernel.refusals import Forbidden, Invalid, WrongState

SUBJECT = "duty"
Kind = ClockEvent.Kind


@dataclass(frozen=True)
class Placed:
    """Where a duty lies, for grants."""

    unit_id: int
    area_id: int | None


@transaction.atomic
def pause(
    who: Authority | None, duty: Duty, *, day: date, until: date | None, reason: str, source: str = ""
) -> Duty:
    """The clock stands from the end of `day` to the end of `until`, or until `resume`."""
    return _happen(
        who,
        duty,
        Pause(day, until, reason, source),
        Kind.PAUSED,
        day=day,
        until=until,
        reason=reason,
        source=source,
    )


@transaction.atomic
def resume(who: Authority | None, duty: Duty, *, day: date, reason: str = "") -> Duty:
    """The clock goes on after `day`. Raises WrongState when it does not stand, Invalid for a day before it stood."""
    duty, actor = _held(who, duty)
    standing = [
        each for each in happenings(duty.events.all()) if isinstance(each, Pause) and each.until is None
    ]
    if not standing:
        raise WrongState(_("这项任务的计时没有暂停，不用恢复。"))
    if day < standing[-1].first:
        raise refused(ClockRefusal("pause_backwards", first=standing[-1].first, until=day), "day")
    return _write(duty, actor, Kind.RESUMED, day=day, reason=reason)


@transaction.atomic
def restart(who: Authority | None, duty: Duty, *, day: date, reason: str, source: str = "") -> Duty:
    """The whole term begins anew with `day` as the day of receipt."""
    return _happen(
        who, duty, Restart(day, reason, source), Kind.RESTARTED, day=day, reason=reason, source=source
    )


@transaction.atomic
def extend(
    who: Authority | None, duty: Duty, *, n: int, time_unit: str, day: date, reason: str, source: str = ""
) -> Duty:
    """Prolongs the term once, decided on `day`."""
    if time_unit not in TimeUnit.values or n < 1:
        raise Invalid(_("延长多久没有填对"), fields={"n": [_("请填大于 0 的数，并选单位。")]})
    extension = Extension(Span(n, ClockUnit(time_unit)), day, reason, source)
    return _happen(
        who, duty, extension, Kind.EXTENDED, day=day, n=n, time_unit=time_unit, reason=reason, source=source
    )


@transaction.atomic
def transfer(who: Authority, duty: Duty, *, unit: Unit, post: Post | None, reason: str) -> Duty:
    """Another unit or post takes it over; the clock runs on. Needs the right over both units."""
    duty, actor = _held(who, duty)
    _reason(reason)
    if who.actor_for(MANAGE, Placed(unit.pk, duty.area_id)) is None:
        raise Forbidden(_("您不能把任务转给%(unit)s。") % {"unit": unit.short_name})
    if unit.ended_on and unit.ended_on <= clock.today():
        message = _("%(unit)s已经撤销，不能接任务。") % {"unit": unit.short_name}
        raise Invalid(message, fields={"unit": [message]})
    if post and (post.unit_id != unit.pk or post.deputy_of_id or post.ended_on):
        message = _("责任岗位要选%(unit)s现有的A岗。") % {"unit": unit.short_name}
        raise Invalid(message, fields={"post": [message]})
    if (unit.pk, post and post.pk) == (duty.unit_id, duty.post_id):
        message = _("这项任务现在就由这个岗位承办，不用转。")
        raise Invalid(message, fields={"post": [message]})
    now = clock.now()
    hand_over(duty, unit.pk, post.pk if post else None, now).save()
    duty.placed_by_hand, duty.warned = True, 0
    return _write(duty, actor, Kind.TRANSFERRED, reason=reason, reckon=False)


@transaction.atomic
def waive(who: Authority, duty: Duty, *, reason: str, source: str = "") -> Duty:
    """免予办理, with the reason that stays beside the duty."""
    duty, actor = _held(who, duty)
    _reason(reason)
    return close(duty, actor, Kind.WAIVED, Outcome.WAIVED, day=clock.today(), reason=reason, source=source)


def close(
    duty: Duty,
    actor: Actor,
    kind: str,
    outcome: str,
    *,
    day: date,
    reason: str = "",
    source: str = "",
    evidence: tuple[str, UUID] | None = None,
) -> Duty:
    """Ends a locked duty with an outcome. The caller has checked the right."""
    duty.closed_at, duty.done_on, duty.outcome, duty.note = clock.now(), day, outcome, reason[:300]
    if evidence:
        duty.evidence_kind, duty.evidence_id = evidence
    return _write(duty, actor, kind, day=day, reason=reason, source=source, reckon=False)


def discharge(duty: Duty, actor: Actor, *, day: date, evidence: tuple[str, UUID], reason: str = "") -> Duty:
    """Ends a locked duty by evidence (kind and id) of a day, on time or late. The caller has checked the right."""
    outcome = outcome_of(due_on=duty.due_on, done_on=day, soft=duty.soft)
    return close(duty, actor, Kind.DISCHARGED, outcome, day=day, reason=reason, evidence=evidence)


@transaction.atomic
def reopen(who: Authority | None, duty: Duty, *, reason: str) -> Duty:
    """Opens a closed duty again; its due day stays. The system does it when a declaration or evidence did not hold: a
    person would leave the declaration standing, in public, beside an open duty, or open what the same evidence ends
    again at the next check.
    """
    duty = locked(duty)
    actor = _actor(who, duty)
    if duty.is_open:
        raise WrongState(_("这项任务还没有办结，不用重新办理。"))
    if who is not None and duty.outcome == Outcome.DECLARED:
        raise WrongState(
            _("这一期声明了没有应公开的信息，声明还有效，不能直接重新办理。"),
            rule=_("先在声明页面提出异议，由另一位同志判定声明不成立，任务就自动重新办理。"),
        )
    if who is not None and ended_by_itself(duty, duty.events.order_by("pk")):
        raise WrongState(
            _("这项任务是凭佐证自动办结的。佐证还在，重新办理以后又会自动办结。"),
            rule=_(
                "佐证不属于这项任务的，请先把它撤掉，例如在那条信息里取消对应的事项；任务会自动重新办理。"
            ),
        )
    if duty.outcome == Outcome.VOID:
        raise WrongState(_("这项任务已不再需要办理。目录或认领恢复后，系统会自动重新列出。"))
    _reason(reason)
    duty.closed_at, duty.done_on, duty.outcome, duty.note, duty.warned = None, None, "", "", 0
    duty.evidence_kind, duty.evidence_id = "", None
    return _write(duty, actor, Kind.REOPENED, reason=reason, reckon=False)


def ended_by_itself(duty: Duty, events: Iterable[ClockEvent]) -> bool:
    """Whether its maker found the evidence that ended it; what a person ended says so in its `events`."""
    last = ""
    for event in events:
        last = event.kind
    return duty.evidence_id is not None and last not in (Kind.DISCHARGED, Kind.DECLARED)


def locked(duty: Duty) -> Duty:
    return Duty.objects.select_for_update(of=("self",)).select_related("unit", "area", "post").get(pk=duty.pk)


def _held(who: Authority | None, duty: Duty) -> tuple[Duty, Actor]:
    """The duty, locked and open, and the post in which the person may manage it."""
    duty = locked(duty)
    actor = _actor(who, duty)
    if not duty.is_open:
        raise WrongState(
            _("这项任务已经是“%(outcome)s”，不能再改。页面可能已过时，请刷新后再看。")
            % {"outcome": duty.get_outcome_display()}
        )
    return duty, actor


def _actor(who: Authority | None, duty: Duty) -> Actor:
    if who is None:
        return SYSTEM
    actor = who.actor_for(MANAGE, duty)
    if actor is None:
        raise Forbidden(
            _("您不能改这项任务的期限和承办单位。"),
            rule=_("由有“转办、暂停、延期、免办任务”权限的岗位办理，一般是政务公开办。"),
        )
    return actor


def _happen(who: Authority | None, duty: Duty, new: Happening, kind: str, **told: Any) -> Duty:
    duty, actor = _held(who, duty)
    _reason(told["reason"])
    if duty.start_on is None or duty.mode != Mode.FORWARD:
        raise WrongState(
            _("这项任务的期限是固定日期，或者还没有起算，不能暂停、重新起算或延长。"),
            rule=_("只有从某一天起往后算的期限可以调整；需要时请免予办理，并写明理由。"),
        )
    before = happenings(duty.events.all())
    try:
        admit(duty.start_on, term_of(duty), working_calendar(), before, new)
    except ClockRefusal as refusal:
        raise refused(refusal, "until" if refusal.code == "pause_backwards" else "day") from refusal
    return _write(duty, actor, kind, **told)


def _reason(reason: str) -> None:
    if not reason.strip():
        message = _("请写明原因，期限说明里会一直看得到。")
        raise Invalid(message, fields={"reason": [message]})


def _write(duty: Duty, actor: Actor, kind: str, *, reckon: bool = True, **told: Any) -> Duty:
    now, before = clock.now(), duty.due_on
    event = ClockEvent(
        duty=duty, kind=kind, at=now, by=actor.person, post=actor.post, due_before=before, **told
    )
    if reckon:
        set_due(duty, working_calendar(), [*duty.events.all(), event])
        duty.reckoned_at = now
        if duty.due_on != before:
            duty.warned = 0
    event.due_after = duty.due_on
    event.save(force_insert=True)
    duty.save()
    if kind in CHANGED:
        append(
            NewEvent(
                CHANGED[kind],
                actor,
                SUBJECT,
                str(duty.pk),
                unit_id=duty.unit_id,
                area_id=duty.area_id,
                detail={
                    "reason": told.get("reason", ""),
                    "due_before": before.isoformat() if before else "",
                    "due_after": duty.due_on.isoformat() if duty.due_on else "",
                },
            )
        )
    return duty
