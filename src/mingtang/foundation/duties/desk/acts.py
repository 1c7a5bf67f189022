"""What can be done with a duty, as one table: its words, its form, when it is possible, and the action it runs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.foundation.duties import actions, forms
from mingtang.foundation.duties.kinds import MANAGE
from mingtang.foundation.duties.models import ClockEvent, Duty, Mode, Outcome
from mingtang.foundation.duties.terms import happenings
from mingtang.foundation.organisations.queries import Authority
from mingtang.kernel.clock.model import Pause
from mingtang.kernel.refusals import Forbidden, WrongState


@dataclass(frozen=True)
class Now:
    """How a duty stands for acting on it."""

    duty: Duty
    events: Sequence[ClockEvent]

    @property
    def runs(self) -> bool:
        """Whether it is counted on from a day, so that its clock can be changed."""
        return self.duty.is_open and self.duty.mode == Mode.FORWARD and self.duty.start_on is not None

    @property
    def stands(self) -> bool:
        found = happenings(self.events)
        return self.runs and any(isinstance(each, Pause) and each.until is None for each in found)

    @property
    def may_reopen(self) -> bool:
        """What was voided, declared or ended by evidence opens by itself when that no longer holds."""
        if self.duty.is_open or self.duty.outcome in (Outcome.VOID, Outcome.DECLARED):
            return False
        return not actions.ended_by_itself(self.duty, self.events)

    @property
    def stamp(self) -> str:
        """What a form carries, so that a change in between is noticed."""
        last = self.events[-1].pk if self.events else 0
        return f"{last}-{self.duty.unit_id}-{self.duty.post_id or 0}-{self.duty.due_on or ''}-{self.duty.outcome}"


Run = Callable[[Authority, Duty, dict[str, Any]], Duty]


@dataclass(frozen=True)
class DutyAct:
    """`previews`: the new due day can be seen before it is done."""

    name: str
    verb: Any
    hint: Any
    form: type[forms.ChangeForm]
    possible: Callable[[Now], bool]
    run: Run
    previews: bool = False
    tone: str = "secondary"


def _told(data: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: data[name] for name in names}


ACTS: tuple[DutyAct, ...] = (
    DutyAct(
        "pause", gettext_lazy("暂停计时"),
        gettext_lazy("例如征求第三方意见、专家评审，期间不算在期限内。"),
        forms.PauseForm, lambda now: now.runs and not now.stands,
        lambda who, duty, data: actions.pause(who, duty, **_told(data, "day", "until", "reason", "source")),
        previews=True,
    ),
    DutyAct(
        "resume", gettext_lazy("恢复计时"), gettext_lazy("从恢复的第二天起接着算。"),
        forms.ResumeForm, lambda now: now.stands,
        lambda who, duty, data: actions.resume(who, duty, **_told(data, "day", "reason")),
        previews=True, tone="primary",
    ),
    DutyAct(
        "extend", gettext_lazy("延长期限"), gettext_lazy("要在期限届满以前决定，只能延长一次。"),
        forms.ExtendForm, lambda now: now.runs,
        lambda who, duty, data: actions.extend(
            who, duty, **_told(data, "n", "time_unit", "day", "reason", "source")),
        previews=True,
    ),
    DutyAct(
        "restart", gettext_lazy("重新起算"), gettext_lazy("例如收到补正材料，整个期限重新数。"),
        forms.RestartForm, lambda now: now.runs,
        lambda who, duty, data: actions.restart(who, duty, **_told(data, "day", "reason", "source")),
        previews=True,
    ),
    DutyAct(
        "transfer", gettext_lazy("转办"), gettext_lazy("换一个单位或岗位承办，期限照走。"),
        forms.TransferForm, lambda now: now.duty.is_open,
        lambda who, duty, data: actions.transfer(who, duty, **_told(data, "unit", "post", "reason")),
    ),
    DutyAct(
        "waive", gettext_lazy("免予办理"), gettext_lazy("理由会一直写在任务上；需要时还可以重新办理。"),
        forms.BasedForm, lambda now: now.duty.is_open,
        lambda who, duty, data: actions.waive(who, duty, **_told(data, "reason", "source")),
        tone="danger",
    ),
    DutyAct(
        "reopen", gettext_lazy("重新办理"), gettext_lazy("办结有误时用；期限不变。"),
        forms.ReasonForm,
        lambda now: now.may_reopen,
        lambda who, duty, data: actions.reopen(who, duty, **_told(data, "reason")),
    ),
)  # fmt: skip
BY_NAME = {act.name: act for act in ACTS}


def may(who: Authority, duty: Duty) -> bool:
    return who.actor_for(MANAGE, duty) is not None


def offers(who: Authority, now: Now) -> list[DutyAct]:
    """What the person can do with the duty as it stands."""
    return [act for act in ACTS if act.possible(now)] if may(who, now.duty) else []


def demand(act: DutyAct, who: Authority, now: Now) -> None:
    """Raises Forbidden or WrongState where the act cannot be done."""
    if not may(who, now.duty):
        raise Forbidden(
            _("您不能改这项任务的期限和承办单位。"),
            rule=_("由有“转办、暂停、延期、免办任务”权限的岗位办理，一般是政务公开办。"),
        )
    if not act.possible(now):
        raise WrongState(
            _("这项任务现在不能“%(verb)s”：%(why)s请回到这项任务，看清现状后再办。")
            % {"verb": act.verb, "why": _why_not(act, now)}
        )


def _why_not(act: DutyAct, now: Now) -> str:
    if act.name == "reopen" and not now.duty.is_open and now.duty.evidence_id:
        return _("它是凭佐证办结的，佐证撤掉以后会自动重新办理。")
    if not now.duty.is_open:
        return _("它已经是“%(outcome)s”。") % {"outcome": now.duty.get_outcome_display()}
    if act.name == "reopen":
        return _("它还没有办结。")
    if not now.runs:
        return _("它的期限是固定日期，或者还没有起算。")
    return _("计时已经暂停。") if now.stands else _("计时没有暂停。")
