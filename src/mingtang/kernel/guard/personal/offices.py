"""Words that say that a place is an office, a shop, a site: 局, 中心, 门店."""

from __future__ import annotations

import re

from mingtang.kernel.guard.lexicon import Lexicon
from mingtang.kernel.guard.personal.words import sections

_WORDS = Lexicon(sections("addresses")["office"], dense=True)
_PLACE = frozenset("村镇乡街路庄屯组坪")
"""“马店村”, “学校路”: a name of a place."""
_NO_OFFICE = frozenset("有属在占得需述示以持涉称")
"""“房屋所有权”."""
_RUN = re.compile("[（(，,]?[\u4e00-\u9fff]*")
_WITHIN = 12
"""Characters behind an address in which its office is named."""


def within(text: str, start: int, end: int) -> bool:
    return _first(text, start, end) >= 0


def follows(text: str, start: int, end: int) -> bool:
    """Whether an office is named right behind: “和平路1号县民政局”."""
    run = _RUN.match(text, start, end)
    if run is None or run.end() == start:
        return False
    at = _first(text, start, run.end())
    return 0 <= at <= start + _WITHIN


def _first(text: str, start: int, end: int) -> int:
    for found in _WORDS.find(text[start:end]):
        onward = text[start + found.end : start + found.end + 2]
        if (onward[:1] in _PLACE and onward) or onward == "社区":
            continue
        if text[start + found.start] == "所" and onward[:1] in _NO_OFFICE and onward:
            continue
        return start + found.start
    return -1
