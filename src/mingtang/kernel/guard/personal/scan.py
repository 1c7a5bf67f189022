"""Everything personal in a run of text, before it is known whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from mingtang.kernel.guard.about import About, Writer
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.lexicon import Lexicon
from mingtang.kernel.guard.personal import addresses, codes, conditions, minors, numbers, phones
from mingtang.kernel.guard.personal.found import Found
from mingtang.kernel.guard.personal.kinds import ID_NUMBER, LANDLINE, MOBILE

_SIGN = re.compile("[0-9@A-Za-z〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖貳參陸①-⑨○⓪❶-❾㊀-㊈㈠-㈨]")
_SHORTEST = 5
"""No number, account or address is shorter, with its unit."""


@lru_cache(maxsize=4)
def _lexicon(divisions: frozenset[str], parents: tuple[str, ...]) -> Lexicon:
    return Lexicon(sorted(place for place in {*divisions, *parents} if len(place) > 1))


class Scan:
    def __init__(self, about: About, knowledge: Knowledge) -> None:
        self._today = about.today
        self._title = about.title
        self._citizen = about.writer == Writer.CITIZEN
        self._knowledge = knowledge
        self._phones = phones.known(knowledge.phones)
        self._addresses = addresses.known(knowledge.addresses)
        self._divisions = _lexicon(knowledge.divisions, knowledge.parents)

    def find(self, text: str) -> list[Found]:
        found: list[Found] = []
        if len(text) >= _SHORTEST and _SIGN.search(text):
            found += numbers.find(text, self._today)
            found += codes.labelled(text)
            found += codes.plates(text, self._title)
            found += codes.emails(text, self._knowledge, self._citizen)
            found += phones.landlines(text, self._citizen)
            found += addresses.find(text, self._addresses, self._divisions, self._citizen)
        if not text.isascii():
            found += conditions.health(text)
            found += conditions.disability(text)
            found += minors.find(text, self._today)
        if not found:
            return found
        return _surest(
            one
            for one in found
            if not (one.kind in {MOBILE, LANDLINE} and text[one.start : one.end] in self._phones)
            and not (one.kind == ID_NUMBER and text[one.start : one.end] in self._knowledge.credit_codes)
        )


def _surest(found: Iterable[Found]) -> list[Found]:
    """Of those that share characters the surest, then the longest."""
    kept: list[Found] = []
    covered: set[int] = set()
    for one in sorted(found, key=lambda one: (-one.confidence, one.start - one.end, one.start)):
        span = range(one.start, one.end)
        if covered.isdisjoint(span):
            covered.update(span)
            kept.append(one)
    return kept
