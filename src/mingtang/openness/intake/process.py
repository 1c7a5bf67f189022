"""Documents handed in: read, checked by a person, made into drafts or loaded as old holdings; each as one table."""

# ruff: noqa: E501  the tables are read line by line, a transition each

from typing import Any

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.cases.registry import register_process
from mingtang.kernel.process import Process, State, Transition
from mingtang.openness.records.process import DRAFT, LOAD

SYSTEM = "system"
STAFF = (DRAFT, LOAD)


def _table(key: str, title: Any, action: str) -> Process:
    # fmt: off
    return register_process(Process(
        key, 1, title,
        states=(
            State("reading",  _("正在读取"), _("读取")),
            State("checking", _("待核对"),   _("核对"), waits_for=action),
            State("filed",    _("已办结"),   _("办结"), final=True),
        ),
        transitions=(
            Transition("hand_in",  _("交来文件"),     (),            "reading",  action),
            Transition("read_all", _("读取完成"),     ("reading",),  "checking", SYSTEM),
            Transition("settle",   _("核对一篇"),     ("checking",), "checking", action, kind="stay"),
            Transition("finish",   _("全部办完"),     ("checking",), "filed",    action, outcome="done"),
            Transition("give_up",  _("不要了"),       ("reading", "checking"), "filed", action, needs_reason=True, outcome="given_up", kind="end"),
        ),
    ))
    # fmt: on


INTAKE = _table("intake", _("从文件起草流程"), DRAFT)
LOADING = _table("intake_old", _("旧信息批量载入流程"), LOAD)

OUTCOMES = {"done": _("已办完"), "given_up": _("不要了")}
