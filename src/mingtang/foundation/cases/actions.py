"""The only writers of cases: open, move, counter-sign. Sections call these inside their own actions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.foundation import clock
from mingtang.foundation.cases.models import Case, Countersign
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.organisations.models import Post
from mingtang.foundation.organisations.queries import SYSTEM, Actor, Authority
from mingtang.kernel.process import Process, Transition
from mingtang.kernel.refusals import Forbidden, Invalid, Stale, WrongState

RULES = {
    "not_author": gettext_lazy("自己起草或办理的内容，不能由自己审签、验收。请交给另一位同志办理。"),
    "not_opener": gettext_lazy("自己提出的事项，不能由自己批准。请交给另一位同志办理。"),
    "author_only": gettext_lazy("只有起草或提交的人可以撤回。"),
}


@dataclass(frozen=True)
class Place:
    """Where a subject lies: what grants are checked against."""

    unit_id: int
    area_id: int | None


@dataclass
class Act:
    """What a person hands in with a transition: the version they saw, reason, and what the event should tell."""

    lock_version: int | None = None
    reason: str = ""
    reason_code: str = ""
    detail: Mapping[str, Any] | None = None


def permitted(
    transition: Transition,
    place: Place | Case,
    authority: Authority | None,
    *,
    authors: frozenset[int] = frozenset(),
    opener_id: int | None = None,
) -> Actor:
    """The post in which the person may take a transition. Raises Forbidden with the rule. None is the system."""
    if authority is None:
        return SYSTEM
    if transition.action == "system":
        raise Forbidden(_("这一步由系统按时自动办理。"))
    actor = authority.actor_for(transition.action, place)
    if actor is None:
        raise Forbidden(
            _("您没有“%(verb)s”的权限。") % {"verb": transition.verb},
            rule=_("这一步由有相应授权的岗位办理。需要权限时，请联系单位管理员。"),
        )
    person = authority.person.pk
    broken = (
        (transition.separation == "not_author" and person in authors)
        or (transition.separation == "not_opener" and person == opener_id)
        or (transition.separation == "author_only" and person not in authors and person != opener_id)
    )
    if broken:
        raise Forbidden(
            _("按规定，您不能办理“%(verb)s”。") % {"verb": transition.verb}, rule=RULES[transition.separation]
        )
    return actor


def open_case(
    process: Process,
    transition_id: str,
    place: Place,
    authority: Authority | None,
    *,
    subject_kind: str,
    subject_id: UUID,
    act: Act | None = None,
    authors: frozenset[int] = frozenset(),
    springs_from: Case | None = None,
    revision_id: UUID | None = None,
    content_hash: str = "",
) -> Case:
    """Opens a case by one of the process's opening transitions. Refuses a second open case of the same process."""
    act = act or Act()
    transition = process.transition(transition_id)
    if transition.source:
        raise WrongState(_("这一步不能用来开始办理。"))
    actor = permitted(transition, place, authority, authors=authors)
    _need_reason(transition, act)
    running = _("这件事已经在办理中，不能重复发起。请先办完或退回原来的办件。")
    if Case.objects.filter(
        subject_kind=subject_kind, subject_id=subject_id, process_id=process.id, closed_at=None
    ).exists():
        raise WrongState(running)
    now = clock.now()
    final = process.state(transition.target).final
    case = Case(
        process_id=process.id,
        process_version=process.version,
        subject_kind=subject_kind,
        subject_id=subject_id,
        revision_id=revision_id,
        content_hash=content_hash,
        unit_id=place.unit_id,
        area_id=place.area_id,
        state=transition.target,
        outcome=transition.outcome,
        opened_by=actor.person,
        opened_at=now,
        state_since=now,
        closed_at=now if final else None,
        springs_from=springs_from,
    )
    try:
        with transaction.atomic():
            case.save(force_insert=True)
    except IntegrityError as error:
        raise WrongState(running) from error
    _tell(case, transition, actor, act, now)
    return case


def move(
    case: Case,
    transition_id: str,
    authority: Authority | None,
    act: Act,
    *,
    authors: frozenset[int] = frozenset(),
    revision_id: UUID | None = None,
    content_hash: str = "",
    wakes_at: datetime | None = None,
) -> Actor:
    """Takes one transition, or refuses: wrong state (409), no right (403), somebody was faster (409).

    `authority=None` is the system. Must run inside the transaction of the business action.
    """
    process = case.process
    transition = process.transition(transition_id)
    if case.state not in transition.source or not case.is_open:
        raise WrongState(
            _("现在是“%(state)s”，不能“%(verb)s”。页面可能已过时，请刷新后再看。")
            % {"state": process.state(case.state).label, "verb": transition.verb}
        )
    actor = permitted(transition, case, authority, authors=authors, opener_id=case.opened_by_id)
    _need_reason(transition, act)
    now = clock.now()
    final = process.state(transition.target).final
    seen = case.lock_version if act.lock_version is None else act.lock_version
    changes: dict[str, Any] = {
        "state": transition.target,
        "outcome": transition.outcome,
        "closed_at": now if final else None,
        "wakes_at": wakes_at,
        "lock_version": seen + 1,
    }
    if transition.target != case.state:
        changes["state_since"] = now
    if revision_id:
        changes |= {"revision_id": revision_id, "content_hash": content_hash}
    if not Case.objects.filter(pk=case.pk, lock_version=seen, state=case.state).update(**changes):
        raise Stale(
            _("刚才有人先办理了这件事，您的操作没有生效。请刷新页面，看清现状后再办。"),
            rule=_("同一办件，后提交的一方以页面最新内容为准。"),
        )
    for name, value in changes.items():
        setattr(case, name, value)
    _tell(case, transition, actor, act, now)
    return actor


def ask_countersign(case: Case, posts: list[Post], actor: Actor, question: str) -> list[Countersign]:
    """Asks several posts at once to counter-sign what is frozen in the case."""
    now = clock.now()
    pending = set(case.countersigns.filter(answer="").values_list("post_id", flat=True))
    fresh = [
        Countersign(
            case=case,
            post=post,
            content_hash=case.content_hash,
            question=question,
            asked_by=actor.person,
            asked_at=now,
        )
        for post in posts
        if post.pk not in pending
    ]
    return Countersign.objects.bulk_create(fresh)


@transaction.atomic
def answer_countersign(
    row: Countersign,
    authority: Authority,
    *,
    agrees: bool,
    opinion: str,
    authors: frozenset[int] = frozenset(),
) -> Countersign:
    """Signs or objects in the post that was asked (or as its deputy). An objection needs its reason.

    Authors of what is signed may not answer, in whatever post.
    """
    row = Countersign.objects.select_for_update(of=("self",)).select_related("case").get(pk=row.pk)
    if authority.person.pk in authors:
        raise Forbidden(_("按规定，您不能会签自己起草的内容。"), rule=RULES["not_author"])
    actor = authority.actor_of_post(row.post_id)
    if actor is None:
        raise Forbidden(_("这份会签不是发给您的岗位的。"))
    if not agrees and not opinion.strip():
        raise Invalid(_("请写明不同意的理由"), fields={"opinion": [_("不同意时要写明理由，便于修改。")]})
    now = clock.now()
    answer = Countersign.Answer.AGREED if agrees else Countersign.Answer.OBJECTED
    if row.answer or not row.case.is_open:
        raise WrongState(_("这份会签已经办结或取消，不能再填。"))
    row.answer, row.opinion = answer, opinion
    row.answered_by, row.answered_at = actor.person, now
    row.save()
    append(
        NewEvent(
            "case.countersigned",
            actor,
            row.case.subject_kind,
            str(row.case.subject_id),
            unit_id=row.case.unit_id,
            area_id=row.case.area_id,
            case_id=row.case_id,
            content_hash=row.content_hash,
            reason_code=answer,
            detail={"note": opinion, "answer": str(answer.label)},
        )
    )
    return row


def cancel_countersigns(case: Case) -> int:
    """Takes back what is still unanswered, when the case leaves the step that asked."""
    return case.countersigns.filter(answer="").update(
        answer=Countersign.Answer.CANCELLED, answered_at=clock.now()
    )


def _need_reason(transition: Transition, act: Act) -> None:
    if transition.needs_reason and not act.reason.strip():
        raise Invalid(
            _("请写明理由"),
            fields={"reason": [_("“%(verb)s”要写明理由，对方才知道怎么办。") % {"verb": transition.verb}]},
        )


def _tell(case: Case, transition: Transition, actor: Actor, act: Act, now: datetime) -> None:
    append(
        NewEvent(
            f"{case.process_id}.{transition.id}",
            actor,
            case.subject_kind,
            str(case.subject_id),
            unit_id=case.unit_id,
            area_id=case.area_id,
            case_id=case.pk,
            content_hash=case.content_hash,
            reason_code=act.reason_code,
            at=now,
            detail={"reason": act.reason, "state": case.state, **(act.detail or {})},
        )
    )
