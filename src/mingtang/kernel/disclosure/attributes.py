"""公开属性 (the source attribute of every record) and the grounds for not disclosing.

Sources: 政府信息公开条例 (国务院令第711号) arts 14 to 16 for the grounds; 国办发〔2016〕80号 一(一)
for stating the attribute, and the reason when disclosure is not proposed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from mingtang.kernel.lawdata import LawRow, in_force

_REGULATION = "《中华人民共和国政府信息公开条例》（国务院令第711号）"
_REGULATION_FROM = date(2019, 5, 15)
_RULES = "《关于全面推进政务公开工作的意见》实施细则（国办发〔2016〕80号）"
_RULES_FROM = date(2016, 11, 10)


class OpenAttr(StrEnum):
    """主动公开, 依申请公开, 不予公开: every record has exactly one."""

    ACTIVE = "active"
    ON_REQUEST = "on_request"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The law's term."""
        return _LABELS[self]


_LABELS = {OpenAttr.ACTIVE: "主动公开", OpenAttr.ON_REQUEST: "依申请公开", OpenAttr.CLOSED: "不予公开"}


class Force(StrEnum):
    """How a ground binds.

    ABSOLUTE: must not be disclosed. THIRD_PARTY: must not, unless the third party consents or the
    public interest would suffer greatly. DISCRETIONARY: may be withheld.
    """

    ABSOLUTE = "absolute"
    THIRD_PARTY = "third_party"
    DISCRETIONARY = "discretionary"


@dataclass(frozen=True)
class Ground:
    """A ground for not disclosing; its article and dates are on the LawRow that carries it."""

    code: str
    text: str
    force: Force


@dataclass(frozen=True)
class ReasonNeed:
    """Which reasons a record must state for its attribute."""

    code: bool
    text: bool


def _ground(code: str, article: str, text: str, force: Force) -> tuple[LawRow[Ground], ...]:
    ground = Ground(code, text, force)
    return (LawRow(ground, _REGULATION, article, _REGULATION_FROM, None, verified=True),)


GROUNDS: Mapping[str, tuple[LawRow[Ground], ...]] = MappingProxyType(
    {
        "E14a": _ground("E14a", "第十四条", "国家秘密", Force.ABSOLUTE),
        "E14b": _ground("E14b", "第十四条", "法律、行政法规禁止公开", Force.ABSOLUTE),
        "E14c": _ground("E14c", "第十四条", "危及国家安全、公共安全、经济安全、社会稳定", Force.ABSOLUTE),
        "E15": _ground(
            "E15", "第十五条", "商业秘密、个人隐私等，公开会损害第三方合法权益", Force.THIRD_PARTY
        ),
        "E16a": _ground(
            "E16a",
            "第十六条第一款",
            "内部事务信息（人事管理、后勤管理、内部工作流程）",
            Force.DISCRETIONARY,
        ),
        "E16b": _ground(
            "E16b",
            "第十六条第二款",
            "过程性信息（讨论记录、过程稿、磋商信函、请示报告）",
            Force.DISCRETIONARY,
        ),
        "E16c": _ground("E16c", "第十六条第二款", "行政执法案卷信息", Force.DISCRETIONARY),
    }
)
"""The versions of every ground by its code."""


def _need(code: bool, text: bool, verified: bool) -> tuple[LawRow[ReasonNeed], ...]:
    return (LawRow(ReasonNeed(code, text), _RULES, "一（一）", _RULES_FROM, None, verified),)


# The text says 拟不公开的; that 依申请公开 counts as such is our reading, so unverified.
_NEEDS = {
    OpenAttr.ACTIVE: _need(code=False, text=False, verified=True),
    OpenAttr.ON_REQUEST: _need(code=False, text=True, verified=False),
    OpenAttr.CLOSED: _need(code=True, text=True, verified=True),
}


def reason_need(attr: OpenAttr, on: date) -> LawRow[ReasonNeed]:
    """Which reasons the attribute needs on that day, with the rule that says so.

    A reason that is not needed has no place either. Raises LookupError before the rule was in force.
    """
    return in_force(_NEEDS[attr], on, what=f"reasons for {attr}")


def reasons_for(attr: OpenAttr, on: date) -> tuple[LawRow[Ground], ...]:
    """The grounds that may be given for the attribute on that day, in the order of the articles.

    Empty where the attribute takes none: 依申请公开 is not an exemption, a request for it is still
    decided under the regulation. Raises LookupError before the rules were in force.
    """
    if not reason_need(attr, on).value.code:
        return ()
    return tuple(in_force(rows, on, what=code) for code, rows in GROUNDS.items())
