"""The writers of error reports: a citizen reports, a clerk accepts, answers or dismisses."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act, Place, move, open_case
from mingtang.foundation.findings.codes import free_code
from mingtang.foundation.findings.models import SUBJECT, Finding
from mingtang.foundation.findings.process import ANSWERS, ERROR_REPORT
from mingtang.foundation.findings.subjects import Target
from mingtang.foundation.ids import new_id
from mingtang.foundation.organisations.outgoing import NOTHING, Passed, covered, let_out
from mingtang.foundation.organisations.queries import Authority
from mingtang.foundation.workdays.queries import workdays_after
from mingtang.kernel.refusals import Invalid

ANSWER_TEXT = "answer_text"
"""A kind of public texts."""


def promised_day() -> date:
    """By when a report handed in today is answered: so many working days after today."""
    return workdays_after(clock.today(), settings.OPTIONS.error_report_answer_days)


@transaction.atomic
def report(target: Target, *, category: str, text: str, contact: str = "") -> Finding:
    """Takes in a citizen's error report. Nobody signs in for this; the owner of the page gets the case."""
    page = target.page
    place = Place(page.unit_id, page.area_id)
    finding = Finding(
        id=new_id(),
        subject_kind=target.kind,
        subject_id=target.id,
        page_title=page.title[:300] or _("（无标题）"),
        page_url=page.url,
        unit_id=page.unit_id,
        area_id=page.area_id,
        quick_code=free_code(),
        category=category,
        text=text.strip(),
        contact=contact.strip(),
        reported_at=clock.now(),
        due_on=promised_day(),
    )
    finding.clean_fields(exclude=["case", "unit", "area"])
    finding.case = open_case(
        ERROR_REPORT,
        "report",
        place,
        None,
        subject_kind=SUBJECT,
        subject_id=finding.pk,
        act=Act(reason_code=category),
    )
    finding.save(force_insert=True)
    return finding


@transaction.atomic
def accept(authority: Authority, finding: Finding, act: Act) -> None:
    """受理核实: from now on the citizen sees that somebody looks at it."""
    move(_locked(finding).case, "accept", authority, act)


@transaction.atomic
def answer(
    authority: Authority,
    finding: Finding,
    act: Act,
    *,
    outcome: str,
    text: str,
    show_text: bool,
    passed: Passed = NOTHING,
) -> Finding:
    """Answers in public with an outcome of `ANSWERS`. `show_text=False` keeps the citizen's own words private. `passed`
    is why what blocks in the answer is let through.
    """
    finding = _locked(finding)
    if outcome not in ANSWERS:
        raise Invalid(_("请选核实结果"), fields={"outcome": [_("请选一项核实结果。")]})
    if not text.strip():
        raise Invalid(
            _("请写答复"),
            fields={"text": [_("请写明核实的情况和怎么处理的。例如：已把联系电话改为新号码。")]},
        )
    act.detail = {"note": text.strip()}
    actor = move(finding.case, ANSWERS[outcome], authority, act)
    finding.answer, finding.show_text = text.strip(), show_text
    finding.shown_text = covered(finding.text) if show_text else ""
    finding.answered_by, finding.answered_at = actor.person, clock.now()
    finding.save(update_fields=["answer", "show_text", "shown_text", "answered_by", "answered_at"])
    let_out(ANSWER_TEXT, finding, authority, passed, {"answer": "text"})
    return finding


@transaction.atomic
def dismiss(authority: Authority, finding: Finding, act: Act) -> None:
    """不予受理, with a reason that only the reporter reads: abuse or advertising. Never goes out."""
    move(_locked(finding).case, "dismiss", authority, act)


def _locked(finding: Finding) -> Finding:
    reports = Finding.objects.filter(kind=Finding.Kind.ERROR_REPORT)
    return reports.select_for_update(of=("self",)).select_related("case").get(pk=finding.pk)
