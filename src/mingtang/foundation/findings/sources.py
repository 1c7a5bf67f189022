"""Where problems come from. Sections that find some by themselves register their own source."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from mingtang.kernel.registry import Registry


@dataclass(frozen=True)
class FindingSource:
    """`code` is stored, `label` shown. `by_hand`: staff may choose it when they register a problem. `followed`: who
    told of it may follow it in public by its quick code.
    """

    code: str
    label: Any
    by_hand: bool = True
    followed: bool = False


FINDING_SOURCES: Registry[FindingSource] = Registry("sources of findings")


def finding_source(code: str, label: Any, *, by_hand: bool = True, followed: bool = False) -> str:
    FINDING_SOURCES.register(code, FindingSource(code, label, by_hand, followed))
    return code


INSPECTION = finding_source("inspection", _("检查"))
SELF_CHECK = finding_source("self_check", _("自查"))
HIGHER = finding_source("higher", _("上级交办"))
CITIZEN = finding_source("citizen", _("群众反映"))
DISPUTE = finding_source("dispute", _("对“本期无应公开信息”的异议"), followed=True)
GUARD = finding_source("guard", _("发布前检查"), by_hand=False)
