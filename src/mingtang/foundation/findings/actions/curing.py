"""The way of a problem once it is registered: the unit cures it, those who found it accept or send back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act, move, permitted
from mingtang.foundation.events.models import Event
from mingtang.foundation.files.actions import Examined, Owner, examine, keep
from mingtang.foundation.files.checks import ATTACHMENT_KINDS, of_kinds
from mingtang.foundation.findings.actions.raising import check_assigned, check_due, check_words
from mingtang.foundation.findings.history import day_text
from mingtang.foundation.findings.models import EVIDENCE, Finding, HandIn
from mingtang.foundation.findings.process import CURE, RECTIFICATION
from mingtang.foundation.organisations.queries import Actor, Authority
from mingtang.kernel.refusals import Invalid, WrongState

FILES_MAX = 10
LINKS_MAX = 20


def cured_by(finding: Finding) -> frozenset[int]:
    """The ids of the people who did anything of the cure: none of them may accept it, in whatever post."""
    kinds = [f"{RECTIFICATION.id}.{t.id}" for t in RECTIFICATION.transitions if t.action == CURE]
    found = Event.objects.filter(case_id=finding.case_id, kind__in=kinds, actor_id__isnull=False)
    return frozenset(found.values_list("actor_id", flat=True))


@transaction.atomic
def assign(
    who: Authority, finding: Finding, act: Act, *, measure: str, due_on: date | None, rule: str = ""
) -> None:
    """交办 of what was only registered: from now on the unit sees it and has to cure it."""
    finding = _locked(finding)
    finding.measure, finding.rule = measure.strip(), rule.strip()
    finding.due_on, finding.assigned_at = check_due(due_on), clock.now()
    check_words(finding)
    check_assigned(finding)
    act.detail = {"note": _until(finding.due_on)}
    move(finding.case, "assign", who, act)
    finding.save(update_fields=["measure", "rule", "due_on", "assigned_at"])


def take(who: Authority, finding: Finding, act: Act, *, plan: str, responsible: str) -> None:
    """The unit begins: what it will do, and who answers for it (a name or a post)."""
    _plan(who, finding, act, "take", plan, responsible)


def replan(who: Authority, finding: Finding, act: Act, *, plan: str, responsible: str) -> None:
    """The unit changes measure or responsible person on the way."""
    _plan(who, finding, act, "replan", plan, responsible)


@transaction.atomic
def _plan(who: Authority, finding: Finding, act: Act, step: str, plan: str, responsible: str) -> None:
    finding = _locked(finding)
    finding.plan, finding.responsible = plan.strip(), responsible.strip()
    missing = {}
    if not finding.plan:
        missing["plan"] = [_("请写明准备怎么改。例如：逐份核对，补上计量单位后发起更正。")]
    if not finding.responsible:
        missing["responsible"] = [_("请写明谁负责，写姓名或岗位。")]
    if missing:
        raise Invalid(_("请写明整改措施和责任人"), fields=missing)
    check_words(finding)
    act.detail = {"note": _("%(plan)s（责任人：%(who)s）") % {"plan": plan, "who": responsible}}
    move(finding.case, step, who, act)
    finding.save(update_fields=["plan", "responsible"])


@transaction.atomic
def ask_time(who: Authority, finding: Finding, act: Act, *, until: date | None) -> None:
    """The unit asks for more time, once for each problem, with the reason."""
    finding = _locked(finding)
    check_first_time(finding)
    until = check_due(until, field="until")
    if until <= finding.due_on:
        raise Invalid(
            _("延期的日期不对"),
            fields={"until": [_("请填晚于原期限（%(day)s）的日期。") % {"day": day_text(finding.due_on)}]},
        )
    finding.asked_until = until
    act.detail = {"note": _("申请延到%(day)s") % {"day": day_text(until)}}
    move(finding.case, "ask_time", who, act)
    finding.save(update_fields=["asked_until"])


def check_first_time(finding: Finding) -> None:
    """Raises WrongState where more time was asked for before."""
    if finding.asked_until is not None:
        raise WrongState(_("这个问题已经申请过一次延期，不能再申请。请按期限整改，或与交办单位联系。"))


@transaction.atomic
def grant_time(who: Authority, finding: Finding, act: Act) -> None:
    """More time, as asked for."""
    finding = _locked(finding)
    finding.due_on = finding.asked_until or finding.due_on
    act.detail = {"note": _until(finding.due_on)}
    move(finding.case, "grant_time", who, act, authors=cured_by(finding))
    finding.save(update_fields=["due_on"])


@transaction.atomic
def refuse_time(who: Authority, finding: Finding, act: Act) -> None:
    """No more time, with the reason; the day stays."""
    finding = _locked(finding)
    move(finding.case, "refuse_time", who, act, authors=cured_by(finding))


def hand_in(
    who: Authority,
    finding: Finding,
    act: Act,
    *,
    text: str,
    links: Sequence[str] = (),
    uploads: Sequence["UploadedFile[Any]"] = (),
) -> HandIn:
    """The unit hands in what it did: words, paths of this site, files. Files are taken all or none.

    Looking into files takes seconds, so that is done outside the transaction. Raises Invalid (text, links, uploads).
    """
    permitted(RECTIFICATION.transition("hand_in"), finding.case, who)
    if not text.strip():
        raise Invalid(
            _("请写整改情况"),
            fields={"text": [_("请写明改了什么、在哪里能看到。例如：三张表已补上计量单位。")]},
        )
    if len(links) > LINKS_MAX:
        raise Invalid(_("网页太多"), fields={"links": [_("最多列 %(n)s 个网页。") % {"n": LINKS_MAX}]})
    return _hand_in(who, finding, act, text.strip(), list(links), _examined(uploads))


def _examined(uploads: Sequence["UploadedFile[Any]"]) -> list[Examined]:
    if len(uploads) > FILES_MAX:
        raise Invalid(_("文件太多"), fields={"uploads": [_("一次最多交 %(n)s 个文件。") % {"n": FILES_MAX}]})
    examined, refused = [], []
    for upload in uploads:
        try:
            examined.append(examine(upload, of_kinds(ATTACHMENT_KINDS), field="uploads", media=True))
        except Invalid as refusal:
            refused += refusal.fields["uploads"]
    if refused:
        again = _("其余文件也还没有收下，请改好后一起重新选。") if examined else _("请改好后重新选。")
        raise Invalid(_("文件没有收下"), fields={"uploads": [*refused, again]})
    return examined


@transaction.atomic
def _hand_in(
    who: Authority, finding: Finding, act: Act, text: str, links: list[str], files: list[Examined]
) -> HandIn:
    finding = _locked(finding)
    act.detail = {"note": text}
    actor = move(finding.case, "hand_in", who, act)
    if not finding.responsible:
        finding.responsible = named(actor)
        finding.save(update_fields=["responsible"])
    made = HandIn.objects.create(
        finding=finding,
        number=finding.hand_ins.count() + 1,
        text=text,
        links=links,
        handed_in_by=actor.person,
        handed_in_at=clock.now(),
    )
    for one in files:
        keep(actor, one, Owner(EVIDENCE, made.pk, finding.unit_id), field="uploads")
    return made


@transaction.atomic
def send_back(who: Authority, finding: Finding, act: Act, *, due_on: date | None) -> None:
    """Not cured: the reason says what is missing, and the unit gets a new day."""
    finding = _locked(finding)
    finding.due_on, finding.returned = check_due(due_on), finding.returned + 1
    act.detail = {"note": _until(finding.due_on)}
    move(finding.case, "send_back", who, act, authors=cured_by(finding))
    finding.save(update_fields=["due_on", "returned"])


@transaction.atomic
def accept_cure(who: Authority, finding: Finding, act: Act) -> None:
    """验收销号, by somebody who took no part in the cure. Tells the section by the event `rectification.close`."""
    finding = _locked(finding)
    move(finding.case, "close", who, act, authors=cured_by(finding))


@transaction.atomic
def dismiss_problem(who: Authority | None, finding: Finding, act: Act) -> None:
    """Not a problem, with the reason; `who=None` is what found it and finds it no more. Tells the section by the event
    `rectification.dismiss`.
    """
    finding = _locked(finding)
    move(finding.case, "dismiss", who, act, authors=cured_by(finding))


def _locked(finding: Finding) -> Finding:
    problems = Finding.objects.filter(kind=Finding.Kind.RECTIFICATION)
    return problems.select_for_update(of=("self",)).select_related("case").get(pk=finding.pk)


def _until(day: date) -> str:
    return _("最迟%(day)s整改好") % {"day": day_text(day)}


def named(actor: Actor) -> str:
    """A person with the post in which they act."""
    name = actor.person.name if actor.person else ""
    return f"{name}（{actor.post.title}）"[:100] if actor.post else name[:100]
