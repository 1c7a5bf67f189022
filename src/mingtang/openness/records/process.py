"""The seven steps 提出 → 初审 → 审核 → 公开 → 反馈 → 整改 → 建档, correction and withdrawal, each as one table.

These tables run the processes and draw the public flowcharts.
"""

# ruff: noqa: E501  the tables are read line by line, a transition each

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.cases.registry import register_process
from mingtang.foundation.organisations.grants import grant_action
from mingtang.kernel.process import Process, State, Transition

VIEW = grant_action("record.view", _("查看信息"))
DRAFT = grant_action("record.draft", _("起草信息"))
REVIEW = grant_action("record.review", _("初审"))
SECRECY = grant_action("record.secrecy", _("保密审查"))
APPROVE = grant_action("record.approve", _("审核"))
PUBLISH = grant_action("record.publish", _("公开和建档"))
RECTIFY = grant_action("record.rectify", _("要求整改"))
LOAD = grant_action("record.load", _("批量载入旧信息"))

STAFF = (VIEW, DRAFT, REVIEW, SECRECY, APPROVE, PUBLISH, RECTIFY)
SYSTEM = "system"
BEFORE_RELEASE = ("initial_review", "secrecy", "audit", "release")

_STEPS_TO_RELEASE = (
    State("draft", _("起草中"), _("提出"), waits_for=DRAFT),
    State("initial_review", _("待初审"), _("初审"), waits_for=REVIEW),
    State("secrecy", _("待保密审查"), _("审核"), waits_for=SECRECY),
    State("audit", _("待审核"), _("审核"), waits_for=APPROVE),
    State("release", _("待公开"), _("公开"), waits_for=PUBLISH),
)

# fmt: off
_MOVES_TO_RELEASE = (
    Transition("submit",        _("提交初审"),     ("draft",),          "initial_review", DRAFT),
    Transition("recall",        _("撤回修改"),     BEFORE_RELEASE,      "draft",   DRAFT,   "author_only", kind="back"),
    Transition("pass_review",   _("初审通过"),     ("initial_review",), "secrecy", REVIEW,  "not_author"),
    Transition("return_review", _("退回修改"),     ("initial_review",), "draft",   REVIEW,  needs_reason=True, kind="back"),
    Transition("pass_secrecy",  _("保密审查通过"), ("secrecy",),        "audit",   SECRECY, "not_author"),
    Transition("return_secrecy", _("退回修改"),    ("secrecy",),        "draft",   SECRECY, needs_reason=True, kind="back"),
    Transition("countersign",   _("发起会签"),     ("audit",),          "audit",   APPROVE, kind="stay"),
    Transition("approve",       _("审核通过"),     ("audit",),          "release", APPROVE, "not_author"),
    Transition("return_audit",  _("退回修改"),     ("audit",),          "draft",   APPROVE, needs_reason=True, kind="back"),
    Transition("return_release", _("退回修改"),    ("release",),        "draft",   PUBLISH, needs_reason=True, kind="back"),
    Transition("reschedule",    _("调整公开时间"), ("release",),        "release", PUBLISH, needs_reason=True, kind="stay"),
)

PUBLICATION = register_process(Process(
    "publication", 1, _("政府信息公开流程"),
    states=(
        *_STEPS_TO_RELEASE,
        State("feedback", _("已公开，收集反馈"), _("反馈")),
        State("rectify",  _("整改中"), _("整改")),
        State("filed",    _("已建档"), _("建档"), final=True),
    ),
    transitions=(
        Transition("propose",         _("提出"),           (),           "draft",    DRAFT),
        *_MOVES_TO_RELEASE,
        Transition("file_on_request", _("定为依申请公开"), ("audit",),   "filed",    APPROVE, "not_author", outcome="on_request", kind="end"),
        Transition("file_closed",     _("定为不予公开"),   ("audit",),   "filed",    APPROVE, "not_author", outcome="closed", kind="end"),
        Transition("publish",         _("立即公开"),       ("release",), "feedback", PUBLISH),
        Transition("publish_on_time", _("按时公开"),       ("release",), "feedback", SYSTEM),
        Transition("rectify",         _("要求整改"),       ("feedback",), "rectify", RECTIFY, needs_reason=True),
        Transition("rectify_given_up", _("整改取消"),      ("rectify",), "feedback", SYSTEM, kind="back"),
        Transition("rectified",       _("整改完成"),       ("rectify",), "filed",    SYSTEM,  outcome="published"),
        Transition("file",            _("建档"),           ("feedback",), "filed",   PUBLISH, outcome="published"),
        Transition("file_on_time",    _("反馈期满建档"),   ("feedback",), "filed",   SYSTEM,  outcome="published"),
        Transition("withdrawn",       _("撤下"),           ("feedback", "rectify"), "filed", SYSTEM, outcome="withdrawn", kind="end"),
        Transition("discard",         _("作废"),           ("draft",),   "filed",    DRAFT, needs_reason=True, outcome="discarded", kind="end"),
    ),
))

CORRECTION = register_process(Process(
    "correction", 1, _("已公开信息更正流程"),
    states=(*_STEPS_TO_RELEASE, State("filed", _("已建档"), _("建档"), final=True)),
    transitions=(
        Transition("propose",         _("发起更正"), (),           "draft", DRAFT, needs_reason=True),
        Transition("order",           _("责成更正"), (),           "draft", RECTIFY, needs_reason=True),
        *_MOVES_TO_RELEASE,
        Transition("publish",         _("公开更正"), ("release",), "filed", PUBLISH, outcome="published"),
        Transition("publish_on_time", _("按时公开更正"), ("release",), "filed", SYSTEM, outcome="published"),
        Transition("withdrawn",       _("随信息撤下而终止"), ("draft", *BEFORE_RELEASE), "filed", SYSTEM, outcome="withdrawn", kind="end"),
        Transition("call_off",        _("取消整改"), ("draft",),   "filed", RECTIFY, needs_reason=True, outcome="discarded", kind="end"),
        Transition("discard",         _("取消更正"), ("draft",),   "filed", DRAFT, needs_reason=True, outcome="discarded", kind="end"),
    ),
))

WITHDRAWAL = register_process(Process(
    "withdrawal", 1, _("已公开信息撤下流程"),
    states=(
        State("asked", _("待批准撤下"), _("审核"), waits_for=APPROVE),
        State("filed", _("已建档"), _("建档"), final=True),
    ),
    transitions=(
        Transition("ask",          _("申请撤下"), (),         "asked", DRAFT, needs_reason=True),
        Transition("guard_stops",  _("检查发现严重问题，自动撤下"), (), "filed", SYSTEM, needs_reason=True, outcome="withdrawn"),
        Transition("withdraw_now", _("立即撤下"), (),         "filed", APPROVE, needs_reason=True, outcome="withdrawn"),
        Transition("approve",      _("同意撤下"), ("asked",), "filed", APPROVE, "not_opener", outcome="withdrawn"),
        Transition("refuse",       _("不同意撤下"), ("asked",), "filed", APPROVE, needs_reason=True, outcome="refused", kind="end"),
        Transition("recall",       _("收回申请"), ("asked",), "filed", DRAFT, "author_only", outcome="recalled", kind="end"),
    ),
))
# fmt: on

EDITABLE_STATE = "draft"
OUTCOMES = {
    "published": _("已公开"),
    "on_request": _("依申请公开"),
    "closed": _("不予公开"),
    "discarded": _("已作废"),
    "withdrawn": _("已撤下"),
    "refused": _("未同意"),
    "recalled": _("已收回"),
}
