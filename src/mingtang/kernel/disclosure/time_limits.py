"""By when information has to be disclosed: the general limit, and the statutes that set another one.

政府信息公开条例 art. 26: within 20 working days of forming or change; where other laws or regulations set a limit, that
limit prevails. Which matter a statute means is told by words in the names of the matter; a person can decide otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from mingtang.kernel.clock.model import Span, Term, TimeUnit
from mingtang.kernel.lawdata import LawRow, in_force

_REGULATION = "《中华人民共和国政府信息公开条例》（国务院令第711号）"

GENERAL = (
    LawRow(
        Span(20, TimeUnit.WORKDAY),
        source=_REGULATION,
        article="第二十六条",
        effective_from=date(2019, 5, 15),
        effective_to=None,
        verified=True,
    ),
)


@dataclass(frozen=True)
class Special:
    """A statute's own limit. `trigger` is the event in its words; `names` finds matters by their names, and `unless`
    takes out those that only sound alike. `span` counts from the day of the event; `display` is how long it stays
    posted at least, `comment` how long comments are taken.
    """

    code: str
    label: str
    trigger: str
    names: str
    span: Span | None = None
    display: Span | None = None
    comment: Span | None = None
    unless: str = ""

    def means(self, path: str) -> bool:
        """Whether the names of a matter, the coarsest first, are what the statute speaks of."""
        return bool(re.search(self.names, path)) and not (self.unless and re.search(self.unless, path))


def _row(special: Special, source: str, article: str, since: date) -> LawRow[Special]:
    return LawRow(special, source, article, since, None, verified=True)


_BUDGET = "《中华人民共和国预算法》"
_HOUSES = "《国有土地上房屋征收与补偿条例》（国务院令第590号）"
_LAND = "《中华人民共和国土地管理法实施条例》（国务院令第743号）"
_PROCUREMENT = "《中华人民共和国政府采购法实施条例》（国务院令第658号）"
_BUSINESS = "《优化营商环境条例》（国务院令第722号）"
_PENALTY = "《中华人民共和国行政处罚法》"


def _days(n: int) -> Span:
    return Span(n, TimeUnit.DAY)


def _workdays(n: int) -> Span:
    return Span(n, TimeUnit.WORKDAY)


SPECIAL: tuple[LawRow[Special], ...] = (
    _row(
        Special(
            "budget",
            "预算、决算",
            "人大批准或者财政部门批复",
            r"预算|决算|三公",
            _days(20),
            unless=r"工程|项目|造价|竣工|绩效|编制",
        ),
        _BUDGET,
        "第十四条",
        date(2015, 1, 1),
    ),
    _row(
        Special("house_plan", "房屋征收补偿方案", "方案论证", r"征收补偿方案(?!.*土地)", comment=_days(30)),
        _HOUSES,
        "第十条",
        date(2011, 1, 21),
    ),
    _row(
        Special(
            "land_before", "征收土地预公告", "启动土地征收", r"征收土?地?.*预公告", display=_workdays(10)
        ),
        _LAND,
        "第二十六条",
        date(2021, 9, 1),
    ),
    _row(
        Special(
            "land_plan",
            "征地补偿安置公告",
            "补偿安置方案拟定",
            r"征地补偿安置(?:方案)?公告|土地.*补偿安置公告",
            display=_days(30),
        ),
        _LAND,
        "第二十八条",
        date(2021, 9, 1),
    ),
    _row(
        Special(
            "land_notice",
            "征收土地公告",
            "收到征收土地批准文件",
            r"征收土地公告|征地公告",
            _workdays(15),
            unless=r"预公告|补偿",
        ),
        _LAND,
        "第三十一条",
        date(2021, 9, 1),
    ),
    _row(
        Special(
            "award",
            "中标、成交结果",
            "中标、成交供应商确定",
            r"采购.*(?:结果|中标|成交)",
            _workdays(2),
            unless=r"候选人|招标投标|意向|合同",
        ),
        _PROCUREMENT,
        "第四十三条",
        date(2015, 3, 1),
    ),
    _row(
        Special("contract", "政府采购合同", "采购合同签订", r"采购合同", _workdays(2)),
        _PROCUREMENT,
        "第五十条",
        date(2015, 3, 1),
    ),
    _row(
        Special(
            "business_rules",
            "与市场主体生产经营密切相关的规范性文件征求意见",
            "公布征求意见稿",
            r"规范性文件.*征求意见|征求意见.*规范性文件",
            comment=_days(30),
        ),
        _BUSINESS,
        "第六十二条",
        date(2020, 1, 1),
    ),
    _row(
        Special(
            "penalty_undone",
            "行政处罚决定变更、撤销后撤回",
            "处罚决定被变更、撤销、确认违法或者无效",
            r"处罚.*(?:撤回|撤销|变更|确认违法|确认无效)",
            _workdays(3),
        ),
        _PENALTY,
        "第四十八条、第八十五条",
        date(2021, 7, 15),
    ),
)
"""In the order in which they are tried; the first that means a matter applies."""


def general_term(on: date) -> Term:
    """The limit of the regulation in force on a day. Raises LookupError before the regulation."""
    row = in_force(GENERAL, on, what="general limit")
    return Term(row.value, row.source, row.article)


def special_for(path: str, on: date) -> LawRow[Special] | None:
    """The statute whose own limit applies to a matter by its names, on a day."""
    return next((row for row in SPECIAL if row.covers(on) and row.value.means(path)), None)
