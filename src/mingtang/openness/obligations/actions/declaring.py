"""“本期无应公开信息”: signed by the responsible officer, disputed by whoever knows better."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act
from mingtang.foundation.duties import actions as duties
from mingtang.foundation.duties.models import ClockEvent, Duty, Outcome
from mingtang.foundation.duties.queries import WARN_WORKDAYS, soon_until
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.findings import queries as findings
from mingtang.foundation.findings.actions import assign, dismiss_problem, raise_finding, usual_due_day
from mingtang.foundation.findings.models import Finding
from mingtang.foundation.findings.process import ACCEPT, RAISE
from mingtang.foundation.guard.letting_out import NOTHING, Blocked, Passed, let_out
from mingtang.foundation.organisations.queries import SYSTEM, Actor, Authority
from mingtang.kernel.refusals import Forbidden, Invalid, Refusal, WrongState
from mingtang.openness.obligations import kinds, queries
from mingtang.openness.obligations.models import Declaration
from mingtang.openness.obligations.public_texts import TEXT, of_declaration
from mingtang.openness.records import queries as records

SUBJECT = "declaration"


@transaction.atomic
def declare(who: Authority, duty: Duty, *, statement: str, passed: Passed = NOTHING) -> Declaration:
    """Signs that nothing fell due in the period of a periodic duty, which ends it as declared.

    Refused before the last days of the period, for a period that has public records of the unit (they are named), and
    without the right over the unit.
    """
    duty = duties.locked(duty)
    actor = who.actor_for(kinds.DECLARE, duty)
    if actor is None:
        raise Forbidden(
            _("您不能替%(unit)s签署声明。") % {"unit": duty.unit.short_name},
            rule=_("声明由本单位负责人或负责审核的岗位签署，签的人对它负责。"),
        )
    if duty.kind != kinds.PERIOD or duty.period_first is None or duty.period_last is None:
        raise WrongState(_("只有定期公开的任务可以声明本期没有应公开的信息。"))
    if not duty.is_open:
        raise WrongState(
            _("这一期已经是“%(outcome)s”，不用再声明。") % {"outcome": duty.get_outcome_display()}
        )
    if duty.period_last > soon_until():
        raise WrongState(
            _("这一期到%(day)s才结束，现在还不能说没有应公开的信息。")
            % {"day": duty.period_last.isoformat()},
            rule=_("声明在一期的最后 %(n)s 个工作日起签署；签了以后又公开了信息的，声明自动撤销。")
            % {"n": WARN_WORKDAYS},
        )
    if not statement.strip():
        message = _("请写一句说明，例如：本季度没有发生征收项目。公开页面上看得到。")
        raise Invalid(message, fields={"statement": [message]})
    named = queries.records_of_period(duty)
    if named:
        titles = "、".join(f"《{record.title}》" for record in named[:3])
        message = _(
            "这一期已经公开了 %(n)s 条对应的信息（%(titles)s），不能声明没有。"
            "如果这些信息不属于这个事项，请先取消对应关系；如果已经够了，请直接用它们完成任务。"
        ) % {"n": len(named), "titles": titles}
        raise Invalid(message, fields={"statement": [message]})
    assert duty.area_id, "duties of the catalogue lie in its area"
    made = Declaration.objects.create(
        duty=duty,
        matter_id=duty.subject_id,
        unit_id=duty.unit_id,
        area_id=duty.area_id,
        period_first=duty.period_first,
        period_last=duty.period_last,
        statement=statement.strip()[:300],
        signed_by=who.person,
        post=actor.post,
        signed_at=clock.now(),
    )
    let_out(TEXT, of_declaration(made), who, passed)
    duties.close(
        duty,
        actor,
        ClockEvent.Kind.DECLARED,
        Outcome.DECLARED,
        day=clock.today(),
        reason=made.statement,
        evidence=(SUBJECT, made.pk),
    )
    _tell(kinds.DECLARED, actor, made, made.statement)
    return made


def declare_many(
    who: Authority, chosen: Iterable[Duty], *, statement: str, passed: Passed = NOTHING
) -> tuple[list[Declaration], list[tuple[Duty, str]], list[Blocked]]:
    """Signs for several duties, each for itself: those signed, those refused with the reason, and what the guard said
    of the others."""
    made, refused, blocked = list[Declaration](), list[tuple[Duty, str]](), list[Blocked]()
    for duty in chosen:
        try:
            made.append(declare(who, duty, statement=statement, passed=passed))
        except Blocked as refusal:
            blocked.append(refusal)
            refused.append((duty, str(refusal.message)))
        except Refusal as refusal:
            refused.append((duty, str(refusal.message)))
    return made, refused, blocked


@transaction.atomic
def overtaken_by(record_id: UUID) -> int:
    """Takes back the declarations that a public record contradicts: its publication counts for their period. Returns
    how many; each duty is owed again until the record is seen to discharge it.
    """
    record = records.public().select_related("unit").filter(pk=record_id).first()
    if record is None:
        return 0
    taken = 0
    for declaration in queries.declarations_contradicted(record):
        declaration = _locked(declaration)
        if declaration.overturned_at:
            continue
        reason = _("本期公开了《%(title)s》，与声明不符") % {"title": record.title}
        # In public by its number: the record may be withdrawn one day, for what its title tells.
        said = _("本期公开了信息（索引号 %(n)s），与声明不符") % {"n": record.index_no}
        declaration.overturned_at = declaration.settled_at = clock.now()
        declaration.settled_reason = said[:300]
        declaration.save(update_fields=["overturned_at", "settled_at", "settled_reason"])
        _owed_again(declaration, reason)
        _tell(kinds.OVERTURNED, SYSTEM, declaration, reason)
        taken += 1
    return taken


@transaction.atomic
def dispute(who: Authority | None, declaration: Declaration, *, text: str, contact: str = "") -> Finding:
    """Somebody says that there was something to disclose: a finding for the openness office. None is a citizen."""
    declaration = _locked(declaration)
    if declaration.overturned_at:
        raise WrongState(_("这份声明已经撤销，不用再提异议。"))
    if not text.strip():
        message = _("请写明这一期有什么应当公开的信息，例如文件名、日期、在哪里看到。")
        raise Invalid(message, fields={"text": [message]})
    finding = raise_finding(
        who,
        source="dispute",
        unit=declaration.unit,
        area=declaration.area,
        subject_kind=SUBJECT,
        subject_id=declaration.pk,
        title=queries.declaration_title(declaration)[:300],
        url=queries.declaration_url(declaration),
        text=text.strip(),
        rule=_("声明本期没有应公开的信息，要与事实相符"),
        measure=_("核对这一期是否有应公开的信息；有的，撤销声明并公开。"),
        contact=contact,
        # What citizens say is looked at before a unit has to answer for it.
        assign=False,
    )
    if declaration.disputed_at is None:
        declaration.disputed_at = clock.now()
        declaration.save(update_fields=["disputed_at"])
    _tell(kinds.DISPUTED, _actor_of(who), declaration, "")
    return finding


@transaction.atomic
def settle_dispute(
    who: Authority, declaration: Declaration, *, holds: bool, reason: str, passed: Passed = NOTHING
) -> Declaration:
    """The openness office decides whether a disputed declaration holds; one that does not is taken back and its duty
    is owed again, with the day it had. What was raised about it follows as far as the person may: dismissed where it
    holds, else assigned to the unit. The reason is public.
    """
    declaration = _locked(declaration)
    actor = who.actor_for("duty.manage", declaration.duty)
    if actor is None:
        raise Forbidden(
            _("您不能判定这份声明是否成立。"), rule=_("由政务公开办判定；签署人不能判定自己签的声明。")
        )
    if who.person.pk == declaration.signed_by_id:
        raise Forbidden(_("自己签署的声明，不能由自己判定。"), rule=_("由另一位同志判定。"))
    if declaration.overturned_at:
        raise WrongState(_("这份声明已经撤销过了。"))
    if declaration.disputed_at is None:
        raise WrongState(_("没有人对这份声明提出异议。"))
    if not reason.strip():
        message = _("请写明判定的依据。")
        raise Invalid(message, fields={"reason": [message]})
    declaration.settled_at, declaration.settled_reason = clock.now(), reason.strip()[:300]
    if holds:
        declaration.disputed_at = None
    else:
        declaration.overturned_at = clock.now()
        _owed_again(declaration, _("声明不成立：%(why)s") % {"why": reason.strip()[:300]})
    declaration.save(update_fields=["disputed_at", "overturned_at", "settled_at", "settled_reason"])
    let_out(TEXT, of_declaration(declaration), who, passed)
    _tell(kinds.UPHELD if holds else kinds.OVERTURNED, actor, declaration, reason)
    for problem in findings.problems_of_subject(who, SUBJECT, declaration.pk).filter(case__closed_at=None):
        if holds and who.actor_for(ACCEPT, problem):
            dismiss_problem(who, problem, Act(reason=reason))
        elif not holds and problem.case.state == "found" and who.actor_for(RAISE, problem):
            assign(
                who,
                problem,
                Act(reason=reason),
                measure=problem.measure,
                due_on=usual_due_day(),
                rule=problem.rule,
            )
    return declaration


def _owed_again(declaration: Declaration, reason: str) -> None:
    """Nothing happens to a duty that the declaration does not end any more."""
    if duties.locked(declaration.duty).outcome == Outcome.DECLARED:
        duties.reopen(None, declaration.duty, reason=reason)


def _locked(declaration: Declaration) -> Declaration:
    rows = Declaration.objects.select_for_update(of=("self",)).select_related("duty", "unit", "area")
    return rows.get(pk=declaration.pk)


def _actor_of(who: Authority | None) -> Actor:
    return SYSTEM if who is None else next(iter(who.actors), Actor(who.person))


def _tell(kind: str, actor: Actor, made: Declaration, note: str) -> None:
    append(
        NewEvent(
            kind,
            actor,
            SUBJECT,
            str(made.pk),
            unit_id=made.unit_id,
            area_id=made.area_id,
            detail={"note": note},
        )
    )
