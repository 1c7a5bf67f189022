"""What a phrase of 公开时限 (time limit of disclosure) says, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class LimitType(StrEnum):
    """The kinds of time limits seen in published catalogues. The codes are ours."""

    AFTER_FORMED = "T1"  # N after the information was formed, changed, made or obtained
    BARE_N = "T2"  # a number alone; the trigger of T1 is implied
    AFTER_EVENT = "T3"  # N after a named event
    BEFORE_EVENT = "T4"  # N before a named event
    DURING = "T5"  # together with a named act
    PROMPT = "T6"  # 实时, 及时: no number, so never legally overdue
    DISPLAY_PERIOD = "T7"  # posted for N, after a T1 or on its own
    COMMENT_PERIOD = "T8"  # open for comments for at least N, after a T1 or on its own
    LONG_TERM = "T9"  # standing: 长期公开, 永久公开
    PERIODIC = "T10"  # once in a cycle
    ON_REQUEST = "T11"  # N after a request was received
    SPLIT = "T12"  # parts with a limit each
    REFERENCE = "T13"  # 同上 with nothing above, or "as other law says"
    UNPARSED = "UNPARSED"  # a person has to read it


@dataclass(frozen=True)
class Limit:
    """One time limit.

    `n` counts `unit`: workday (工作日), day (日, 天), hour, week, month, year; None where the phrase has no number. 0
    days is the same day (当日), 1 the next (次日); 半年 is 6 months. `trigger` is the event in the phrase's own words
    (分配结果确定, 组织听证, 收到申请), empty where none is named. After forming it is in one spelling per meaning:
    形成或变更, 变更或者形成 and 形成（变更） are 形成或者变更; 信息, 该信息 and 公开事项信息 go without saying, other
    objects stay (制定或者获取文件). Of T6 it may be what guides (按进展情况, no direction), of T10 what ends the cycle
    (季度结束) or 次年, of T13 the law that is referred to. `direction` is after, before, during or empty; of T10 with
    a date, before that date or during it.

    `display_n` and `display_unit` are how long it stays posted; `comment_n` and `comment_unit` how long comments are
    taken at least. T7 and T8 keep `n`, `unit`, `trigger` and `direction` of the limit they complete, be it T1, T2, T3
    or T4; 审核通过后公示7天 has a `trigger` and no `n`. With both periods the type is T8. `cycle` is workday, day,
    week, month, two_months, quarter, half_year, year, semester or school_year; `times` how often in a cycle.
    `by_month` and `by_day` are a date in the cycle: 每年1月31日前 is 1 and 31, 每月10日前 only day 10; in a quarter,
    months count from its first. Day 31 is also the last day of a shorter month (每月底前).

    `yields` is true where the phrase lets other law go first (从其规定). `place` is where it is to be posted, if the
    phrase says so. `dynamic` is true for 动态调整 and 有变动及时更新. `parts` are the limits of a composite phrase;
    `scope` says in the phrase's words what a limit applies to (处罚决定). `manner` is "on_request" where it is not
    disclosed actively, so always with T11. `raw` is the phrase as read, with spaces, widths and misread signs
    normalised; reading it again gives the same limit. Parts have a `raw` of their own where a number or a scope sets
    them apart. `inherited` marks a limit taken over from the row above (同上).
    """

    type: LimitType
    raw: str = ""
    n: int | None = None
    unit: str = ""
    trigger: str = ""
    direction: str = ""
    display_n: int | None = None
    display_unit: str = ""
    comment_n: int | None = None
    comment_unit: str = ""
    cycle: str = ""
    times: int | None = None
    by_month: int | None = None
    by_day: int | None = None
    yields: bool = False
    dynamic: bool = False
    place: str = ""
    scope: str = ""
    manner: str = ""
    inherited: bool = False
    parts: tuple[Limit, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Plain data without what is empty; `Limit.of_data` reads it back."""
        data: dict[str, Any] = {"type": self.type.value}
        for name in _NAMES:
            value = getattr(self, name)
            # 0 days is the same day, and 0 == False.
            if value is not None and value is not False and value != "":
                data[name] = value
        if self.parts:
            data["parts"] = [part.as_data() for part in self.parts]
        return data

    @staticmethod
    def of_data(data: Mapping[str, Any]) -> Limit:
        """Raises KeyError or ValueError for what `as_data` never wrote."""
        parts = tuple(Limit.of_data(part) for part in data.get("parts", ()))
        plain = {name: data[name] for name in _NAMES if name in data}
        return Limit(LimitType(data["type"]), parts=parts, **plain)


_NAMES = (
    "raw", "n", "unit", "trigger", "direction", "display_n", "display_unit", "comment_n", "comment_unit",
    "cycle", "times", "by_month", "by_day", "yields", "dynamic", "place", "scope", "manner", "inherited",
)  # fmt: skip
