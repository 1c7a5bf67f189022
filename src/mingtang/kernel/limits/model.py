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

    `n` counts `unit`: workday (工作日), day (日, 天), hour, week, month, year; None where the phrase has no number.
    `trigger` is the event in the phrase's own words (形成或者变更, 分配结果确定, 组织听证, 收到申请), empty where none
    is named. `direction` is after, before, during or empty. `display_n` and `display_unit` are how long it stays
    posted; `comment_n` and `comment_unit` how long comments are taken at least. `cycle` is workday, day, week,
    month, two_months, quarter, half_year, year or semester; `times` how often in a cycle. `yields` is true where the
    phrase lets other law go first (从其规定). `place` is where it is to be posted, if the phrase says so. `dynamic` is
    true for 动态调整. `parts` are the limits of a composite phrase; `scope` says in the phrase's words what a part
    applies to (处罚决定). `manner` is "on_request" where a part is not disclosed actively. `raw` is the phrase as read,
    with spaces and widths normalised. `inherited` marks a limit taken over from the row above (同上).
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
            if value not in ("", None, False):
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
    "cycle", "times", "yields", "dynamic", "place", "scope", "manner", "inherited",
)  # fmt: skip
