"""How a problem comes into the register: registered, made of an error report, or opened again."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act, Place, open_case
from mingtang.foundation.cases.models import Case
from mingtang.foundation.findings import queries
from mingtang.foundation.findings.codes import free_code
from mingtang.foundation.findings.models import SUBJECT, Finding
from mingtang.foundation.findings.process import CURED, RECTIFICATION
from mingtang.foundation.findings.sources import CITIZEN, FINDING_SOURCES
from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.organisations.queries import Authority
from mingtang.foundation.workdays.queries import workdays_after
from mingtang.kernel.refusals import Invalid, WrongState


def usual_due_day() -> date:
    """By when a problem that is assigned today is usually cured: so many working days after today."""
    return workdays_after(clock.today(), settings.OPTIONS.rectification_days)


@transaction.atomic
def raise_finding(
    who: Authority | None,
    *,
    source: str,
    unit: Unit,
    area: Area | None = None,
    subject_kind: str = "",
    subject_id: UUID | None = None,
    title: str,
    url: str = "",
    text: str,
    rule: str = "",
    measure: str = "",
    due_on: date | None = None,
    contact: str = "",
    key: str = "",
    assign: bool = True,
) -> Finding:
    """Registers a problem of a unit. `who=None` is the system, for what sections find by themselves.

    `source` is a code of `FINDING_SOURCES`; subject kind and id go together or are both empty; `url` is a path of
    this site or empty; `due_on` is the usual day where none is given. With `assign` the unit has to cure it from now
    on, else somebody looks at it first and assigns or dismisses it. What is found again and again bears a `key`:
    while a problem of the unit under it is open, another one is refused (WrongState; ask `queries.open_problem`).

    Raises Invalid (fields title, url, text, measure, due_on, contact), Forbidden, WrongState.
    """
    if key:
        # Two at once would both find none.
        Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
        if queries.open_problem(unit.pk, key):
            raise WrongState(
                _("%(unit)s的这个问题已经登记，还没有销号，不用再登记。") % {"unit": unit.short_name}
            )
    finding = Finding(
        subject_kind=subject_kind,
        subject_id=subject_id,
        page_title=title.strip(),
        page_url=url,
        unit=unit,
        area=area,
        text=text.strip(),
        rule=rule.strip(),
        measure=measure.strip(),
        source=source,
        contact=contact.strip(),
        due_on=due_on or usual_due_day(),
        key=key,
    )
    return _register(who, finding, "order" if assign else "raise", Act(reason_code=source))


@transaction.atomic
def raise_findings(who: Authority | None, units: Iterable[Unit], **common: Any) -> list[Finding]:
    """The same problem of several units, all or none: each gets its own finding. See `raise_finding`."""
    return [raise_finding(who, unit=unit, **common) for unit in units]


@transaction.atomic
def raise_from_report(
    who: Authority, report: Finding, *, title: str, text: str, rule: str, measure: str, due_on: date | None
) -> Finding:
    """转为整改: makes a problem of a citizen's error report. The report goes on and is answered as before.

    The citizen's contact stays with the report. Refused while a problem made of it is open.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=report.case_id)
    if queries.springs_of(report).filter(case__closed_at=None).exists():
        raise WrongState(_("这件纠错已经转为整改，还没有销号，不用再转。"))
    finding = Finding(
        subject_kind=report.subject_kind,
        subject_id=report.subject_id,
        page_title=title.strip(),
        page_url=report.page_url,
        unit_id=report.unit_id,
        area_id=report.area_id,
        text=text.strip(),
        rule=rule.strip(),
        measure=measure.strip(),
        source=CITIZEN,
        due_on=due_on or usual_due_day(),
    )
    return _register(who, finding, "order", Act(reason_code=CITIZEN), springs_from=case)


@transaction.atomic
def reopen(who: Authority | None, finding: Finding, act: Act, *, due_on: date | None = None) -> Finding:
    """The problem shows again: a new finding with the same words, linked to the closed one. The reason says how.

    Raises WrongState for one that was not cured, was closed too long ago, or was opened again already.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=finding.case_id)
    check_reopening(case)
    again = Finding(
        subject_kind=finding.subject_kind,
        subject_id=finding.subject_id,
        page_title=finding.page_title,
        page_url=finding.page_url,
        unit_id=finding.unit_id,
        area_id=finding.area_id,
        text=finding.text,
        rule=finding.rule,
        measure=finding.measure,
        source=finding.source,
        contact=finding.contact,
        key=finding.key,
        due_on=due_on or usual_due_day(),
    )
    if again.key and queries.open_problem(again.unit_id, again.key):
        raise WrongState(_("这个问题已经另行登记，还没有销号，不用再登记。"))
    return _register(who, again, "reopen", act, springs_from=case)


def check_reopening(case: Case) -> None:
    """Raises WrongState unless what was closed can be opened again now."""
    if case.process_id != RECTIFICATION.id or case.outcome != CURED or case.closed_at is None:
        raise WrongState(_("只有已整改销号的问题，才能按“问题重现”重新交办。"))
    if (clock.now() - case.closed_at) > timedelta(days=settings.OPTIONS.rectification_reopen_days):
        raise WrongState(
            _("销号已超过 %(n)s 天，不能再重新交办。请作为新问题登记。")
            % {"n": settings.OPTIONS.rectification_reopen_days}
        )
    if case.springs.exists():
        raise WrongState(_("这个问题已经重新交办过，请看新的那一件。"))


def _register(
    who: Authority | None, finding: Finding, transition: str, act: Act, springs_from: Case | None = None
) -> Finding:
    if finding.source not in FINDING_SOURCES:
        raise ValueError(f"{finding.source!r} is not a registered source of findings")
    assigned = RECTIFICATION.transition(transition).target == "assigned"
    finding.kind, finding.quick_code = Finding.Kind.RECTIFICATION, free_code()
    finding.show_text, finding.reported_at = False, clock.now()
    finding.assigned_at = finding.reported_at if assigned else None
    check_words(finding)
    if assigned:
        check_assigned(finding)
    finding.case = open_case(
        RECTIFICATION,
        transition,
        Place(finding.unit_id, finding.area_id),
        who,
        subject_kind=SUBJECT,
        subject_id=finding.pk,
        act=act,
        springs_from=springs_from,
    )
    finding.save(force_insert=True)
    return finding


def check_words(finding: Finding) -> None:
    """Raises Invalid for what is empty, too long or no address of this site."""
    names = {"page_title": "title", "page_url": "url"}
    try:
        finding.clean_fields(exclude=["case", "unit", "area", "category"])
    except ValidationError as error:
        fields = {names.get(name, name): notes for name, notes in error.message_dict.items()}
        raise Invalid(_("问题还不能登记"), fields=fields) from error


def check_assigned(finding: Finding) -> None:
    """What a unit has to cure says how and by when. Raises Invalid."""
    if not finding.measure:
        raise Invalid(
            _("请写整改要求"),
            fields={"measure": [_("请写明要求单位怎么改。例如：补上计量单位，并检查近一年的同类表格。")]},
        )
    check_due(finding.due_on)


def check_due(day: date | None, *, field: str = "due_on") -> date:
    """A day by which something still can be done. Raises Invalid."""
    if day is None:
        raise Invalid(_("请填整改期限"), fields={field: [_("请填写最迟在哪一天改好。")]})
    if day < clock.today():
        raise Invalid(_("整改期限不对"), fields={field: [_("这一天已经过去了。请填今天或以后的日期。")]})
    return day
