"""The way of a citizen's error report (纠错) to its public answer, as one table."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.cases.registry import register_process
from mingtang.foundation.organisations.grants import grant_action
from mingtang.kernel.process import Process, State, Transition

VIEW = grant_action("finding.view", _("查看纠错"))
ANSWER = grant_action("finding.answer", _("办理纠错"))

# Open to everybody: only the anonymous citizen (no authority) can take it, no post is ever granted it.
PUBLIC = "public"
DISMISSED = "dismissed"

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
# fmt: on

ANSWERS = {"mended": "answer_mended", "no_error": "answer_no_error", "passed_on": "answer_other"}
OUTCOMES = {
    "mended": _("已改正"),
    "no_error": _("经核实无误"),
    "passed_on": _("已转有关单位"),
    DISMISSED: _("不予受理"),
}
TONES = {
    "received": "info",
    "in_hand": "soon",
    "mended": "ok",
    "no_error": "ok",
    "passed_on": "ok",
    DISMISSED: "muted",
}
