"""Reading from left to right, and the words that several rules share: amounts and acts of publishing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mingtang.kernel.limits.text import number

DIGITS = "[0-9]{1,4}|[一二两三四五六七八九十百〇零]{1,6}"
# 个 must stand before 月: 3月 is March. 年 and 周 must not begin 年度 and 周期.
_UNITS = {
    "个?(?:法定)?工作[日天]": "workday",
    "个?(?:自然|日历)[日天]": "day",
    "日|天": "day",
    "个?小时": "hour",
    "周(?!年|期)|个?星期": "week",
    "个(?:自然)?月": "month",
    "年(?!度)": "year",
}
_EACH_UNIT = [(re.compile(pattern), unit) for pattern, unit in _UNITS.items()]
AMOUNT = f"(?:(?P<n>{DIGITS})(?:（(?P<again>{DIGITS})）)?(?P<unit>{'|'.join(_UNITS)})|(?P<half>半年))"
# A number or a word of length after an act makes it a display period (公示7天), not the act of disclosing.
_ACT_ONLY = "(?![0-9一二两三四五六七八九十]|不[少得低]|至少|最少|期|时间|时限|征求|在|于|栏)"
_MANNER = (
    "(?:应当|应该|应|须|需|要|依法|予以|进行|给予|主动|及时|对外|全文|完成|上网|在?网上"
    "|向(?:社会公众|全?社会|公众|群众))"
)
ACT_WORDS = "(?:公开|公布|公示|公告|发布|更新|张贴|披露)"
ACT_BEFORE_NUMBER = f"{_MANNER}*{ACT_WORDS}{{1,2}}"
ACT_NEEDED = f"{ACT_BEFORE_NUMBER}{_ACT_ONLY}"
ACT = f"(?:{ACT_NEEDED})?"
MOST = {"workday": 1000, "day": 2000, "hour": 1000, "week": 200, "month": 240, "year": 100}


@dataclass(frozen=True)
class Amount:
    n: int
    unit: str


def amount(match: re.Match[str]) -> Amount | None:
    """Of a match of AMOUNT; None for 0, for 三五天 and for 二十（15）个工作日, which contradicts itself."""
    if match["half"]:
        return Amount(6, "month")
    n = number(match["n"])
    if n is None or (match["again"] and number(match["again"]) != n):
        return None
    unit = next(unit for pattern, unit in _EACH_UNIT if pattern.fullmatch(match["unit"]))
    # 2019年 is a date, and a list of numbers run together is no length.
    return Amount(n, unit) if n <= MOST[unit] else None


class Scanner:
    """A place in a text. `take` moves it, only ever forward; rules that fail are set back by `rules.piece`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self.text, self.at)
        if match is not None:
            self.at = match.end()
        return match

    def sees(self, pattern: re.Pattern[str]) -> bool:
        return pattern.match(self.text, self.at) is not None

    @property
    def done(self) -> bool:
        return self.at >= len(self.text)
