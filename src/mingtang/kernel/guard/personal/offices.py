"""Words that say that a place is an office, a shop, a site: 局, 中心, 门店."""

from __future__ import annotations

import re
from typing import NamedTuple

from mingtang.kernel.guard.lexicon import Found, Lexicon
from mingtang.kernel.guard.personal.words import sections

_WORDS = Lexicon(sections("addresses")["office"], dense=True)
_PLACE = frozenset("村镇乡街路庄屯组坪")
"""“马店村”, “学校路”: a name of a place."""
_NO_OFFICE = frozenset("有属在占得需述示以持涉称")
"""“房屋所有权”."""
_RUN = re.compile("[（(，,]?[\u4e00-\u9fff]*")
_WITHIN = 12
"""Characters behind an address in which its office is named."""


class Around(NamedTuple):
    """Where an office is named: before an address, in it, right behind it (“和平路1号县民政局”)."""

    before: bool
    within: bool
    follows: bool


NOWHERE = Around(False, False, False)


def around(text: str, first: int, start: int, end: int, last: int) -> Around:
    """Looks at `text[first:last]`; the address is `text[start:end]`."""
    places = [
        first + found.start for found in _WORDS.find(text[first:last]) if _is_office(text, first, found)
    ]
    if not places:
        return NOWHERE
    run = _RUN.match(text, end, last)
    reach = min(run.end() if run else end, end + _WITHIN + 1)
    return Around(
        places[0] < start, any(start <= at < end for at in places), any(end <= at < reach for at in places)
    )


def _is_office(text: str, first: int, found: Found) -> bool:
    onward = text[first + found.end : first + found.end + 2]
    if (onward[:1] in _PLACE and onward) or onward == "社区":
        return False
    return not (text[first + found.start] == "所" and onward[:1] in _NO_OFFICE and onward)
