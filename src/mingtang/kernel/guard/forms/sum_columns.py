"""The running sums of one column of a table, and what a total may be the total of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum

from mingtang.kernel.guard.forms.amounts import Amount

_NOT_ADDED = re.compile(
    "价|比例|率|序号|编号|编码|代码|年份|电话|号码|身份证|账号|卡号|邮编|均|增幅|增长|增速|同比|环比|指数|得分|分数|评分|排名|名次|标准|系数"
    "|年龄|日期|时间|浓度|温度|栏次|行次|期限|进度|完成度"
)
_SHARE = re.compile("占比|比重|构成|所占")
_ROUNDED = re.compile("万|亿|千元|百元")
_COUNTED = re.compile("元|人|户|个|件|份|处|家|台|套|辆|次|项|宗|条|名|头|只|棵|株|本|册|份")
_SMALLEST = Decimal("0.000001")
_TOTALS = re.compile("(?P<before>.*?)(?P<word>小计|总合计|合计|总计|共计|累计)")
_KINDS = frozenset(
    ("收入", "支出", "费用", "经费", "资金", "投资", "金额", "本月", "本年", "全县", "全镇", "全乡", "全村")
)
"""Before the word they say of what it is the total; what else stands there may be one group of rows of many."""
_NOTES = re.compile(r"[\s:：]|[(（][^()（）]{0,8}[)）]")


class Level(IntEnum):
    SUB = 1
    """小计: of what stands since the last one."""
    TOTAL = 2
    GRAND = 3


def level_of(text: str) -> Level | None:
    """Which total a label names. Raises ValueError when it is one whose rows are not clear: 本年收入合计."""
    plain = _NOTES.sub("", text)
    if len(plain) > 12:
        return None
    found = _TOTALS.fullmatch(plain)
    if found is None:
        return None
    if found["word"] == "小计":
        return Level.SUB
    if found["before"] and found["before"] not in _KINDS:
        raise ValueError(text)
    return Level.GRAND if found["word"] in ("总计", "总合计") else Level.TOTAL


@dataclass
class Sums:
    """`count` counts the amounts that are not blank; `since_*` begin anew behind a total of that level."""

    every: Decimal = Decimal(0)
    count: int = 0
    since_sub: Decimal = Decimal(0)
    since_sub_count: int = 0
    since_total: Decimal = Decimal(0)
    subs: Decimal = Decimal(0)
    subs_count: int = 0
    totals: Decimal = Decimal(0)
    totals_count: int = 0


@dataclass
class Column:
    header: str
    unit: str = ""
    """Of the table, said above it."""
    sums: Sums = field(default_factory=Sums)
    decimals: int = 0
    units: set[str] = field(default_factory=set)
    spoiled: bool = False
    """It holds what cannot be added."""
    numbered: bool = True
    """So far it only counts the rows: 1, 2, 3."""

    def adds(self) -> bool:
        counts_rows = self.numbered and self.sums.count > 1
        return not (self.spoiled or counts_rows or len(self.units) > 1 or _NOT_ADDED.search(self.header))

    def shares(self) -> bool:
        return not self.spoiled and bool(_SHARE.search(self.header))

    def take(self, amount: Amount) -> None:
        """An amount of a row that is no total."""
        sums = self.sums
        if amount.blank:
            return
        sums.count += 1
        sums.since_sub_count += 1
        sums.every += amount.value
        sums.since_sub += amount.value
        sums.since_total += amount.value
        self.decimals = max(self.decimals, amount.decimals)
        self.numbered = self.numbered and amount.value == sums.count
        if amount.percent and not self.shares():
            self.spoiled = True
        if amount.unit:
            self.units.add(amount.unit)

    def expected(self, level: Level) -> list[tuple[Decimal, int]]:
        """What a total of that level may come to, likeliest first, each with the number of amounts behind it."""
        sums = self.sums
        if level == Level.SUB:
            return [(sums.since_sub, sums.since_sub_count)]
        may = [(sums.every, sums.count), (sums.since_total, sums.count)]
        if sums.subs_count:
            may.append((sums.subs + sums.since_sub, sums.count))
        if sums.totals_count:
            may.append((sums.totals + sums.since_sub, sums.count))
        return may

    def close(self, level: Level, value: Decimal) -> None:
        """A total of that level stood here."""
        sums = self.sums
        sums.since_sub, sums.since_sub_count = Decimal(0), 0
        if level == Level.SUB:
            sums.subs += value
            sums.subs_count += 1
            return
        sums.since_total, sums.subs, sums.subs_count = Decimal(0), Decimal(0), 0
        if level == Level.TOTAL:
            sums.totals += value
            sums.totals_count += 1

    def tolerance(self, count: int, found: Amount) -> Decimal:
        """How far apart rounding may bring a total and what it is the total of."""
        said = self.header + self.unit + "".join(self.units)
        decimals = max(self.decimals, found.decimals)
        exact = not _ROUNDED.search(said) and (decimals == 0 or bool(_COUNTED.search(said)))
        if exact:
            return _SMALLEST * (count + 1)
        # At worst all are rounded the same way; three times the usual deviation is enough.
        steps = min(Decimal(count + 1) / 2, Decimal("0.87") * Decimal(count + 1).sqrt())
        return steps * Decimal(1).scaleb(-decimals) + _SMALLEST
