"""The acts of the desk as one table: which transition offers it, which form it asks, which action it runs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.foundation.cases.actions import Act, Place, permitted
from mingtang.foundation.cases.models import Case
from mingtang.foundation.organisations.passing_forms import passed_of
from mingtang.foundation.organisations.queries import Authority
from mingtang.kernel.process import Process, Transition
from mingtang.kernel.refusals import Forbidden, WrongState
from mingtang.openness.records import act_forms, actions
from mingtang.openness.records.actions.review import authors_of, frozen_revision
from mingtang.openness.records.models import OpenAttr, Record
from mingtang.openness.records.process import CORRECTION, PUBLICATION, WITHDRAWAL
from mingtang.openness.records.queries import cases_of

Run = Callable[[Authority, Record, Act, dict[str, Any]], Any]
PASSING = (PUBLICATION, CORRECTION)


@dataclass(frozen=True)
class DeskAct:
    """`transitions` are tried in order; the first that leaves the present state gives the button its verb. `guarded`
    acts show what the guard found in what goes out.
    """

    name: str
    processes: tuple[Process, ...]
    transitions: tuple[str, ...]
    form: type[act_forms.ActForm]
    run: Run
    tone: str = "secondary"
    hint: Any = ""
    attrs: tuple[str, ...] = ()
    guarded: bool = False


@dataclass(frozen=True)
class Offer:
    """An act as it stands for a person: possible, or refused with the rule that forbids it."""

    act: DeskAct
    transition: Transition
    case: Case | None
    refusal: Forbidden | None = None


def _decide(agrees: bool) -> Run:
    return lambda who, record, act, data: actions.decide_withdrawal(who, record, act, agrees=agrees)


ACTS: tuple[DeskAct, ...] = (
    DeskAct(
        "submit", PASSING, ("submit",), act_forms.SubmitForm,
        lambda w, r, a, d: actions.submit(w, r, a, based_on=d["based_on"]),
        "primary", gettext_lazy("提交后这一稿就固定下来，审查的、公开的都是它。"),
    ),
    DeskAct("pass-review", PASSING, ("pass_review",), act_forms.PlainForm,
            lambda w, r, a, d: actions.pass_review(w, r, a), "primary"),
    DeskAct("approve", PASSING, ("approve",), act_forms.ApproveForm,
            lambda w, r, a, d: actions.approve(
                w, r, a, manner=d["manner"], publish_at=d["publish_at"], opinion=d["opinion"]),
            "primary", attrs=(OpenAttr.ACTIVE,), guarded=True),
    DeskAct("file-on-request", (PUBLICATION,), ("file_on_request",), act_forms.PlainForm,
            lambda w, r, a, d: actions.file_not_public(w, r, a), "primary",
            gettext_lazy("同意标为依申请公开；不在网上公开，直接建档。"), (OpenAttr.ON_REQUEST,)),
    DeskAct("file-closed", (PUBLICATION,), ("file_closed",), act_forms.PlainForm,
            lambda w, r, a, d: actions.file_not_public(w, r, a), "primary",
            gettext_lazy("同意标为不予公开；不在网上公开，直接建档。"), (OpenAttr.CLOSED,)),
    DeskAct("publish", PASSING, ("publish",), act_forms.PlainForm,
            lambda w, r, a, d: actions.publish(w, r, a), "primary", gettext_lazy("公开后所有人马上能看到。"),
            guarded=True),
    DeskAct("countersign", PASSING, ("countersign",), act_forms.CountersignForm,
            lambda w, r, a, d: actions.ask_countersign(w, r, list(d["posts"]), d["question"], a)),
    DeskAct("reschedule", PASSING, ("reschedule",), act_forms.RescheduleForm,
            lambda w, r, a, d: actions.reschedule(w, r, a, d["publish_at"])),
    DeskAct("send-back", PASSING, ("return_review", "return_secrecy", "return_audit", "return_release"),
            act_forms.SendBackForm, lambda w, r, a, d: actions.send_back(w, r, a)),
    DeskAct("recall", PASSING, ("recall",), act_forms.PlainForm, lambda w, r, a, d: actions.recall(w, r, a)),
    DeskAct("rectify", (PUBLICATION,), ("rectify",), act_forms.ReasonForm,
            lambda w, r, a, d: actions.order_rectification(w, r, a),
            hint=gettext_lazy("公开的内容先不动，起草人改好一稿，审核后替换。")),
    DeskAct("file", (PUBLICATION,), ("file",), act_forms.PlainForm,
            lambda w, r, a, d: actions.file_record(w, r, a), hint=gettext_lazy("反馈期满会自动建档，也可以提前。")),
    DeskAct("discard", PASSING, ("discard",), act_forms.ReasonForm,
            lambda w, r, a, d: actions.discard(w, r, a), "danger"),
    DeskAct("call-off", (CORRECTION,), ("call_off",), act_forms.ReasonForm,
            lambda w, r, a, d: actions.discard(w, r, a), "danger"),
    DeskAct("agree-withdrawal", (WITHDRAWAL,), ("approve",), act_forms.PlainForm, _decide(True), "primary"),
    DeskAct("refuse-withdrawal", (WITHDRAWAL,), ("refuse",), act_forms.ReasonForm, _decide(False)),
    DeskAct("recall-withdrawal", (WITHDRAWAL,), ("recall",), act_forms.PlainForm,
            lambda w, r, a, d: actions.recall_withdrawal(w, r, a)),
    DeskAct("correct", (CORRECTION,), ("propose",), act_forms.ReasonForm,
            lambda w, r, a, d: actions.propose_correction(w, r, a),
            hint=gettext_lazy("改一稿，审核后替换公开的内容，并附更正说明。")),
    DeskAct("ask-withdrawal", (WITHDRAWAL,), ("ask",), act_forms.WithdrawForm,
            lambda w, r, a, d: actions.ask_withdrawal(
                w, r, a, public_note=d["public_note"], passed=passed_of(d))),
    DeskAct("withdraw-now", (WITHDRAWAL,), ("withdraw_now",), act_forms.WithdrawForm,
            lambda w, r, a, d: actions.withdraw_now(
                w, r, a, public_note=d["public_note"], passed=passed_of(d)), "danger",
            gettext_lazy("泄露隐私、严重错误等紧急情形用；公众马上看不到正文，只看到说明。")),
)  # fmt: skip
BY_NAME = {act.name: act for act in ACTS}


class _Known:
    """What several acts ask of one record, read once."""

    def __init__(self, record: Record, open_cases: Sequence[Case]) -> None:
        self.authors = authors_of(record)
        self.open_cases = {case.process_id: case for case in open_cases}
        self._attrs: dict[UUID, str] = {}

    def attr(self, case: Case) -> str:
        """The source attribute of what the case passes on."""
        if case.pk not in self._attrs:
            self._attrs[case.pk] = frozen_revision(case).open_attr
        return self._attrs[case.pk]


def offers(who: Authority, record: Record, open_cases: Sequence[Case]) -> list[Offer]:
    """What could be done with the record now: possible acts, and those only a separation rule forbids."""
    known = _Known(record, open_cases)
    found = []
    for act in ACTS:
        for process in act.processes:
            try:
                offer = _offer(act, process, who, record, known)
            except Forbidden:
                continue
            if offer is not None:
                found.append(offer)
                break
    return found


def demand(name: str, who: Authority, record: Record) -> Offer:
    """The act of this name as it stands now. Raises WrongState or Forbidden where it cannot be done."""
    act = BY_NAME[name]
    known = _Known(record, [case for case in cases_of(record) if case.is_open])
    for process in act.processes:
        offer = _offer(act, process, who, record, known)
        if offer is not None:
            if offer.refusal:
                raise offer.refusal
            return offer
    raise WrongState(
        _("“%(verb)s”现在不能办：这件事已经不在那一步了。")
        % {"verb": act.processes[0].transition(act.transitions[0]).verb}
    )


def _offer(act: DeskAct, process: Process, who: Authority, record: Record, known: _Known) -> Offer | None:
    """None where the state does not offer it; Forbidden where no grant covers it."""
    case = known.open_cases.get(process.id)
    # A case finishes on the version of its process that it began with.
    table = {t.id: t for t in (case.process if case else process).transitions}
    for name in act.transitions:
        transition = table.get(name)
        if transition is None:
            continue
        if transition.source:
            if case is None or case.state not in transition.source:
                continue
            if act.attrs and known.attr(case) not in act.attrs:
                continue
        elif case is not None or record.live_id is None or record.withdrawn_at:
            continue
        if name in ("discard", "call_off") and case and (name == "call_off") != bool(case.springs_from_id):
            continue
        place = case or Place(record.unit_id, record.area_id)
        if who.actor_for(transition.action, place) is None:
            raise Forbidden(_("您没有“%(verb)s”的权限。") % {"verb": transition.verb})
        try:
            permitted(
                transition,
                place,
                who,
                authors=known.authors,
                opener_id=case.opened_by_id if case else None,
            )
        except Forbidden as refusal:
            if transition.separation == "author_only":
                raise
            return Offer(act, transition, case, refusal)
        return Offer(act, transition, case)
    return None
