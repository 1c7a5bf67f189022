"""Import and dynamic adjustment (动态调整) of the catalogue, each as one table."""

# ruff: noqa: E501  the tables are read line by line, a transition each

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.cases.registry import register_process
from mingtang.foundation.organisations.grants import grant_action
from mingtang.kernel.process import Process, State, Transition

VIEW = grant_action("catalogue.view", _("查看目录的认领情况"))
CLAIM = grant_action("catalogue.claim", _("认领目录事项、对应信息、提出调整"))
MANAGE = grant_action("catalogue.manage", _("导入和调整目录、指定认领"))

STAFF = (VIEW, CLAIM, MANAGE)
SYSTEM = "system"

# fmt: off
IMPORT = register_process(Process(
    "catalogue_import", 1, _("公开目录导入流程"),
    states=(
        State("reading",  _("正在读取"), _("读取")),
        State("settling", _("待核对"),   _("核对"), waits_for=MANAGE),
        State("filed",    _("已办结"),   _("办结"), final=True),
    ),
    transitions=(
        Transition("upload",     _("上传文件"),   (),            "reading",  MANAGE),
        Transition("understood", _("读取完成"),   ("reading",),  "settling", SYSTEM),
        Transition("unreadable", _("文件不能用"), ("reading",),  "filed",    SYSTEM, outcome="refused", kind="end"),
        Transition("reread",     _("按新的列名重新读取"), ("settling",), "reading", MANAGE, kind="back"),
        Transition("settle",     _("核对"),       ("settling",), "settling", MANAGE, kind="stay"),
        Transition("adopt",      _("发布为新版目录"), ("settling",), "filed", MANAGE, outcome="adopted"),
        Transition("give_up",    _("放弃导入"),   ("reading", "settling"), "filed", MANAGE, needs_reason=True, outcome="given_up", kind="end"),
    ),
))

ADJUSTMENT = register_process(Process(
    "catalogue_adjustment", 1, _("公开目录动态调整流程"),
    states=(
        State("asked", _("待批准"), _("审核"), waits_for=MANAGE),
        State("filed", _("已办结"), _("办结"), final=True),
    ),
    transitions=(
        Transition("propose", _("提出调整"),   (),         "asked", CLAIM, needs_reason=True),
        Transition("approve", _("同意并发布"), ("asked",), "filed", MANAGE, "not_opener", outcome="adopted"),
        Transition("refuse",  _("不同意"),     ("asked",), "filed", MANAGE, needs_reason=True, outcome="refused", kind="end"),
        Transition("recall",  _("收回"),       ("asked",), "filed", CLAIM, "author_only", outcome="recalled", kind="end"),
    ),
))
# fmt: on

OUTCOMES = {
    "adopted": _("已发布"),
    "refused": _("未同意"),
    "given_up": _("已放弃"),
    "recalled": _("已收回"),
}
