"""The only writers of findings: error reports of citizens, and problems that a unit has to cure (整改)."""

from mingtang.foundation.findings.actions.curing import (
    accept_cure,
    ask_time,
    assign,
    dismiss_problem,
    grant_time,
    hand_in,
    named,
    refuse_time,
    replan,
    send_back,
    take,
)
from mingtang.foundation.findings.actions.raising import (
    raise_finding,
    raise_findings,
    raise_from_report,
    reopen,
    usual_due_day,
)
from mingtang.foundation.findings.actions.reports import (
    accept,
    answer,
    dismiss,
    promised_day,
    report,
)

__all__ = [
    "accept",
    "accept_cure",
    "answer",
    "ask_time",
    "assign",
    "dismiss",
    "dismiss_problem",
    "grant_time",
    "hand_in",
    "named",
    "promised_day",
    "raise_finding",
    "raise_findings",
    "raise_from_report",
    "refuse_time",
    "reopen",
    "replan",
    "report",
    "send_back",
    "take",
    "usual_due_day",
]
