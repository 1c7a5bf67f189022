"""The steps of a finding as people read them: the citizen sees steps and units, the clerk also names."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.events.models import Event
from mingtang.foundation.events.queries import of_case, timeline
from mingtang.foundation.findings.models import Finding
from mingtang.foundation.findings.process import DISMISSED, NO_PROBLEM, OUTCOMES, OWNER_STATES, RECTIFICATION

_SENT_BACK = {f"{RECTIFICATION.id}.{step}" for step in ("send_back", "refuse_time")}


@dataclass(frozen=True)
class Step:
    """A line of `web/parts/timeline.html`."""

    title: str
    when: str
    who: str
    note: str
    state: str


def day_text(day: date) -> str:
    """A day with its day of the week, such as 2026年11月2日（周一）."""
    names = [_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日")]
    return f"{date_format(day, 'DATE_FORMAT')}（{names[day.weekday()]}）"


def time_text(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")


def public_steps(finding: Finding) -> list[Step]:
    """The way of a report for the one who sent it. Names units, never people."""
    case, unit = finding.case, finding.unit.short_name
    times = dict(Event.objects.filter(case_id=case.pk).values_list("kind", "at"))
    accepted = times.get("error_report.accept")
    promise = _promise(finding)
    steps = [Step(_("您提出纠错"), time_text(finding.reported_at), "", "", "done")]
    if case.outcome == DISMISSED:
        if accepted:
            steps.append(Step(_("受理核实"), time_text(accepted), unit, "", "done"))
        closed = time_text(case.closed_at) if case.closed_at else ""
        return [*steps, Step(_("不予受理"), closed, unit, dismissal_reason(finding), "done")]
    if accepted is None:
        return [
            *steps,
            Step(_("受理核实"), "", unit, "", "current"),
            Step(_("答复"), "", unit, promise, "todo"),
        ]
    steps.append(Step(_("受理核实"), time_text(accepted), unit, "", "done"))
    if finding.answered_at is None:
        return [*steps, Step(_("核实后答复"), "", unit, promise, "current")]
    title = _("答复：%(outcome)s") % {"outcome": OUTCOMES[case.outcome]}
    return [*steps, Step(title, time_text(finding.answered_at), unit, "", "done")]


def public_problem_steps(problem: Finding) -> list[Step]:
    """The way of a problem for the citizen who told of it. Names units, never people; why it is none is said."""
    case, unit = problem.case, problem.unit.short_name
    steps = [Step(_("您提出异议"), time_text(problem.reported_at), "", "", "done")]
    if case.outcome == NO_PROBLEM:
        closed = time_text(case.closed_at) if case.closed_at else ""
        why = _reason(problem, f"{RECTIFICATION.id}.dismiss")
        return [*steps, Step(_("核查结果：异议不成立"), closed, "", why, "done")]
    if problem.assigned_at is None:
        return [
            *steps,
            Step(_("核查"), "", _("政务公开办"), "", "current"),
            Step(_("办结"), "", "", "", "todo"),
        ]
    checked = Step(_("核查结果：异议属实，已交办"), time_text(problem.assigned_at), unit, "", "done")
    if case.is_open:
        due = _("最迟%(day)s改好。") % {"day": day_text(problem.due_on)}
        return [*steps, checked, Step(_("整改"), "", unit, due, "current")]
    closed = time_text(case.closed_at) if case.closed_at else ""
    return [*steps, checked, Step(_("已改好"), closed, unit, "", "done")]


def _promise(finding: Finding) -> str:
    day = {"day": day_text(finding.due_on)}
    if finding.due_on < clock.today():
        return _("原定最迟%(day)s答复，已经超期。") % day
    return _("最迟%(day)s答复，按工作日计算。") % day


def dismissal_reason(finding: Finding) -> str:
    """Why the report was not taken up; empty once the event's detail has been erased."""
    return _reason(finding, "error_report.dismiss")


def _reason(finding: Finding, kind: str) -> str:
    event = Event.objects.filter(case_id=finding.case_id, kind=kind).select_related("detail").first()
    return str(event.detail.data.get("reason", "")) if event and hasattr(event, "detail") else ""


def desk_steps(finding: Finding) -> list[Step]:
    """The way of a report for staff, with the post and name of each actor, and what comes next."""
    steps = [
        Step(item.title, time_text(item.at), item.who, item.note, "done")
        for item in timeline(of_case(finding.case_id))
    ]
    if finding.case.is_open:
        note = _promise(finding)
        steps.append(Step(str(finding.case.current.label), "", finding.unit.short_name, note, "current"))
    return steps


def problem_steps(problem: Finding) -> list[Step]:
    """The way of a problem, with the post and name of each actor, and what comes next."""
    steps = [
        Step(
            item.title,
            time_text(item.at),
            item.who,
            "\n".join(str(item.detail[name]) for name in ("reason", "note") if item.detail.get(name)),
            "returned" if item.kind in _SENT_BACK else "done",
        )
        for item in timeline(of_case(problem.case_id))
    ]
    if problem.case.is_open:
        note = _("最迟%(day)s整改好") % {"day": day_text(problem.due_on)}
        waits = problem.case.state in OWNER_STATES
        steps.append(
            Step(
                str(problem.case.current.label),
                "",
                problem.unit.short_name if waits else "",
                note if waits else "",
                "current",
            )
        )
    return steps
