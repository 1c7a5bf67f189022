"""Problems of the civil affairs bureau in the small county, led to a state by those who may."""

from datetime import date, timedelta
from typing import Any

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act
from mingtang.foundation.findings import actions
from mingtang.foundation.findings.models import Finding
from tests.county import County

CONTACT = "13900000000 不外传"
TITLE = "救助资金发放表没有计量单位"
WORDS: dict[str, Any] = {
    "source": "inspection",
    "title": TITLE,
    "text": "一季度的三张表没有写计量单位。",
    "rule": "社会救助领域基层政务公开标准目录",
    "measure": "补上计量单位，并检查近一年的同类表格。",
}
STATES = ("found", "assigned", "in_hand", "time_asked", "handed_in", "closed", "dismissed")


def soon(days: int = 10) -> date:
    return clock.today() + timedelta(days=days)


def fresh(finding: Finding) -> Finding:
    return Finding.objects.select_related("case", "unit").get(pk=finding.pk)


def problem(county: County, unit: str = "civil", **changes: Any) -> Finding:
    words = {**WORDS, "unit": county.units[unit], "due_on": soon(), **changes}
    return actions.raise_finding(county.authority_of("supervisor"), **words)


def lead_to(county: County, state: str, unit: str = "civil", **changes: Any) -> Finding:
    """A problem of the unit in one of `STATES`."""
    if state == "found":
        return problem(county, unit, assign=False, **changes)
    found = problem(county, unit, **changes)
    clerk, supervisor = county.authority_of(f"{unit}-drafter"), county.authority_of("supervisor")
    if state == "assigned":
        return found
    if state == "dismissed":
        actions.dismiss_problem(supervisor, found, Act(reason="表头已写明"))
        return fresh(found)
    actions.take(clerk, found, Act(), plan="逐份核对", responsible="办公室主任")
    if state == "in_hand":
        return fresh(found)
    if state == "time_asked":
        actions.ask_time(clerk, found, Act(reason="要等财政核对"), until=found.due_on + timedelta(days=5))
        return fresh(found)
    actions.hand_in(clerk, fresh(found), Act(), text="三张表已补上", links=["/records/"])
    if state == "closed":
        actions.accept_cure(supervisor, found, Act())
    return fresh(found)
