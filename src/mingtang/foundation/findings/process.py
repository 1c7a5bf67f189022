"""The ways of a citizen's error report (纠错) and of a problem that has to be cured (整改), each as one table."""

# ruff: noqa: E501  the tables are read line by line, a transition each

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.cases.registry import register_process
from mingtang.foundation.organisations.grants import grant_action
from mingtang.kernel.process import Process, State, Transition

VIEW = grant_action("finding.view", _("查看纠错和问题"))
ANSWER = grant_action("finding.answer", _("办理纠错"))
RAISE = grant_action("finding.raise", _("登记和交办问题"))
CURE = grant_action("finding.cure", _("整改问题"))
ACCEPT = grant_action("finding.accept", _("验收整改"))

REPORT_STAFF = (VIEW, ANSWER)
PROBLEM_STAFF = (VIEW, RAISE, CURE, ACCEPT)

# Open to everybody: only the anonymous citizen (no authority) can take it, no post is ever granted it.
PUBLIC = "public"
DISMISSED = "dismissed"
CURED = "cured"
NO_PROBLEM = "no_problem"

# fmt: off
ERROR_REPORT = register_process(Process(
    "error_report", 1, _("纠错办理流程"),
    states=(
        State("received",  _("待受理"),   _("受理"), waits_for=ANSWER),
        State("in_hand",   _("核实中"),   _("核实"), waits_for=ANSWER),
        State("answered",  _("已答复"),   _("答复"), final=True),
        State(DISMISSED,   _("不予受理"), _("办结"), final=True),
    ),
    transitions=(
        Transition("report",          _("提出纠错"),           (),            "received", PUBLIC),
        Transition("accept",          _("受理核实"),           ("received",), "in_hand",  ANSWER),
        Transition("answer_mended",   _("答复：已改正"),       ("in_hand",),  "answered", ANSWER, outcome="mended"),
        Transition("answer_no_error", _("答复：经核实无误"),   ("in_hand",),  "answered", ANSWER, outcome="no_error"),
        Transition("answer_other",    _("答复：已转有关单位"), ("in_hand",),  "answered", ANSWER, outcome="passed_on"),
        Transition("dismiss",         _("不予受理"), ("received", "in_hand"), DISMISSED, ANSWER,
                   needs_reason=True, outcome=DISMISSED, kind="end"),
    ),
))

_WITH_OWNER = ("assigned", "in_hand", "time_asked")

RECTIFICATION = register_process(Process(
    "rectification", 1, _("问题整改流程"),
    states=(
        State("found",      _("待交办"),   _("发现"), waits_for=RAISE),
        State("assigned",   _("待整改"),   _("交办"), waits_for=CURE),
        State("in_hand",    _("整改中"),   _("整改"), waits_for=CURE),
        State("time_asked", _("申请延期"), _("整改"), waits_for=ACCEPT),
        State("handed_in",  _("待验收"),   _("验收"), waits_for=ACCEPT),
        State("closed",     _("已销号"),   _("销号"), final=True),
    ),
    transitions=(
        Transition("raise",       _("登记问题"),       (),             "found",      RAISE),
        Transition("order",       _("登记并交办"),     (),             "assigned",   RAISE),
        Transition("reopen",      _("问题重现，重新交办"), (),         "assigned",   RAISE, needs_reason=True),
        Transition("assign",      _("交办"),           ("found",),     "assigned",   RAISE),
        Transition("take",        _("开始整改"),       ("assigned",),  "in_hand",    CURE),
        Transition("replan",      _("修改整改措施"),   ("in_hand",),   "in_hand",    CURE, kind="stay"),
        Transition("ask_time",    _("申请延期"),       ("in_hand",),   "time_asked", CURE, needs_reason=True),
        Transition("grant_time",  _("同意延期"),       ("time_asked",), "in_hand",   ACCEPT, "not_author", kind="back"),
        Transition("refuse_time", _("不同意延期"),     ("time_asked",), "in_hand",   ACCEPT, "not_author", needs_reason=True, kind="back"),
        Transition("hand_in",     _("提交整改结果"),   _WITH_OWNER,    "handed_in",  CURE),
        Transition("send_back",   _("验收不通过，退回整改"), ("handed_in",), "in_hand", ACCEPT, "not_author", needs_reason=True, kind="back"),
        Transition("close",       _("验收通过，销号"), ("handed_in",), "closed",     ACCEPT, "not_author", outcome=CURED),
        Transition("dismiss",     _("不作为问题，销号"), ("found", *_WITH_OWNER, "handed_in"), "closed", ACCEPT, "not_author",
                   needs_reason=True, outcome=NO_PROBLEM, kind="end"),
    ),
))
# fmt: on

# The time is the owner's: what is handed in waits for others and is not late.
OWNER_STATES = _WITH_OWNER
ANSWERS = {"mended": "answer_mended", "no_error": "answer_no_error", "passed_on": "answer_other"}
OUTCOMES = {
    "mended": _("已改正"),
    "no_error": _("经核实无误"),
    "passed_on": _("已转有关单位"),
    DISMISSED: _("不予受理"),
    CURED: _("已整改"),
    NO_PROBLEM: _("不是问题"),
}
TONES = {
    "received": "info",
    "in_hand": "soon",
    "mended": "ok",
    "no_error": "ok",
    "passed_on": "ok",
    DISMISSED: "muted",
    "found": "info",
    "assigned": "soon",
    "time_asked": "soon",
    "handed_in": "info",
    CURED: "ok",
    NO_PROBLEM: "muted",
}
