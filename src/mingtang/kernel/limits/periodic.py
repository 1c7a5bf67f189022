"""Limits that come back: 每季度, 半年至少更新1次, 每年1月31日前, 每月结束后10日内."""

from __future__ import annotations

import re
from dataclasses import replace

from mingtang.kernel.limits.model import Limit, LimitType
from mingtang.kernel.limits.scanner import ACT, ACT_BEFORE_NUMBER, ACT_NEEDED, AMOUNT, DIGITS, Scanner, amount
from mingtang.kernel.limits.text import number

_NOUNS = {
    "个?工作日": "workday",
    "日|天": "day",
    "周|个?星期": "week",
    "(?:两|二|2|双)个?月": "two_months",
    "(?:三|3)个月|个?季度|季": "quarter",
    "(?:六|6)个月|个?半年度?|个?半年": "half_year",
    "(?:十二|12)个月|个?年度|年": "year",
    "(?:一|1)?个月|月度?": "month",
    "个?学期": "semester",
    "个?学年": "school_year",
}
_NOUN = "(?P<noun>" + "|".join(_NOUNS) + ")"
_CYCLES = [(re.compile(pattern), cycle) for pattern, cycle in _NOUNS.items()]
_EVERY = re.compile(f"(?:每(?:一|1)?|按|逐){_NOUN}(?!度|期|薪)")
# Without 每 these words are a cycle only if a number of times or an end follows: 半年至少更新1次, 年度结束后3个月内.
_ONE = re.compile(f"(?:一|1)?{_NOUN}")
_NAMED = re.compile("(?P<noun>月度|季度|年度|半年度)")
_NEXT = re.compile("(?P<next>次年|翌年|次月|下月|下一年度?|次年度)(?:的)?")
_TIMES = re.compile(
    f"(?:{ACT_BEFORE_NUMBER})?(?:至少|不得?少于|不得?低于|最少)?(?:{ACT_BEFORE_NUMBER})?(?:至少|不得?少于|不得?低于)?(?P<n>{DIGITS})次(?:以上)?{ACT}"
)
_ACT_OR_NOTHING = re.compile(ACT)
_ACT_NEEDED = re.compile(ACT_NEEDED)
_ENDED = re.compile(
    f"(?P<event>结束|终了|期满|完结)(?:之日起|之后|以后|后的?|起)，?(?:在)?(?:不超过)?{AMOUNT}(?:之内|以内|内)?{ACT}"
)
_MONTH = f"(?P<month>{DIGITS})月份?"
_DAY = f"(?P<day>{DIGITS})[日号]"
_END = "(?P<end>月底|月末|底|末)"
_BEFORE = "(?P<before>之?前|以前)?"
_DATES = {
    "year": re.compile(f"(?:的)?(?:{_MONTH}(?:{_DAY}|(?P<end>底|末))|(?P<close>年?底|年?末)){_BEFORE}{ACT}"),
    "month": re.compile(f"(?:的)?(?:{_DAY}|(?P<end>月?底|月?末)){_BEFORE}{ACT}"),
    "quarter": re.compile(
        f"(?:的)?(?P<which>首月|第一个月|第1个月|首个月|第二个月|第2个月|末月|第三个月|第3个月|最后一个月){_DAY}{_BEFORE}{ACT}"
    ),
}
_MONTH_ONLY = re.compile(f"(?:的)?{_MONTH}(?:内)?{ACT}(?!前|之前|以前)")
_WHICH = {"首": 1, "一": 1, "1": 1, "二": 2, "2": 2, "三": 3, "3": 3, "末": 3, "最": 3}


def periodic(scan: Scanner) -> Limit | None:
    start = scan.at
    following = scan.take(_NEXT)
    if following is not None:
        limit = _date(scan, "month" if "月" in following["next"] else "year")
        return replace(limit, trigger=following["next"]) if limit else None
    for head, said in ((_EVERY, True), (_ONE, False), (_NAMED, False)):
        scan.at = start
        match = scan.take(head)
        if match is None:
            continue
        limit = _rest(scan, match["noun"], said, named=head is _NAMED)
        if limit is not None:
            return limit
    return None


def _rest(scan: Scanner, noun: str, said: bool, named: bool) -> Limit | None:
    cycle = next(cycle for pattern, cycle in _CYCLES if pattern.fullmatch(noun))
    limit = Limit(LimitType.PERIODIC, cycle=cycle)
    ended = scan.take(_ENDED)
    if ended is not None:
        found = amount(ended)
        if found is None:
            return None
        return replace(limit, n=found.n, unit=found.unit, trigger=noun + ended["event"], direction="after")
    if said:
        dated = _date(scan, cycle)
        if dated is not None:
            return dated
    times = scan.take(_TIMES)
    if times is not None:
        n = number(times["n"])
        return replace(limit, times=n) if n else None
    if said and scan.take(_ACT_OR_NOTHING):
        return limit
    return limit if named and scan.take(_ACT_NEEDED) else None


def _date(scan: Scanner, cycle: str) -> Limit | None:
    """A month's last day is written as day 31, whatever month it is."""
    start = scan.at
    match = scan.take(_DATES[cycle]) if cycle in _DATES else None
    if match is None and cycle == "year":
        match = scan.take(_MONTH_ONLY)
    if match is None:
        return None
    group = match.groupdict()
    month = _ordinal(group.get("month"), 12)
    day = _ordinal(group.get("day"), 31)
    if group.get("which"):
        month = next(value for mark, value in _WHICH.items() if mark in group["which"])
    if group.get("end"):
        day = 31
    if group.get("close"):
        month, day = 12, 31
    if (group.get("month") and month is None) or (group.get("day") and day is None):
        scan.at = start
        return None
    direction = "before" if group.get("before") else "during"
    return Limit(LimitType.PERIODIC, cycle=cycle, by_month=month, by_day=day, direction=direction)


def _ordinal(text: str | None, most: int) -> int | None:
    n = number(text.removeprefix("0") if text and len(text) == 2 else text) if text else None
    return n if n is not None and n <= most else None
