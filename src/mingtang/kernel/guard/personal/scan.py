"""Everything personal in a run of text, before it is known whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from mingtang.kernel.guard.about import About, Writer
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.lexicon import Lexicon
from mingtang.kernel.guard.personal import addresses, codes, conditions, identity, minors, numbers, phones
from mingtang.kernel.guard.personal.found import Found
from mingtang.kernel.guard.personal.kinds import ID_NUMBER, LANDLINE, MOBILE

_SIGN = re.compile("[0-9@A-Za-z〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖貳參陸①-⑨○⓪❶-❾㊀-㊈㈠-㈨₀-₉⁰-⁹¹²³]")
_START = attrgetter("start")
_IDENTITY = re.compile("[0-9]{17}[0-9Xx]")
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

    def identity_number(self, text: str, called: bool) -> Found | None:
        """A text that is one and nothing else; `called`: its head says so. None: to be read in full."""
        if (
            not _IDENTITY.fullmatch(text)
            or text in self._knowledge.credit_codes
            or not identity.in_province(text)
        ):
            return None
        right = identity.right_check(text)
        born = identity.birth(text, self._today) if right or called else None
        if born is None:
            return None
        return Found(ID_NUMBER, 0, 18, 1.0 if right else 0.85, args={"born": born.isoformat()})

    def is_known_phone(self, text: str) -> bool:
        """Whether the county gave it as that of a unit."""
        return text in self._phones

    def find(self, text: str) -> list[Found]:
        found: list[Found] = []
        if len(text) >= _SHORTEST and _SIGN.search(text):
            found += numbers.find(text, self._today)
            found += codes.labelled(text)
            found += codes.permits(text)
            found += codes.bracketed(text)
            found += codes.insured(text)
            found += codes.officers(text)
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
    found = sorted(found, key=_START)
    if all(one.end <= after.start for one, after in pairwise(found)):
        return found
    kept: list[Found] = []
    covered: set[int] = set()
    for one in sorted(found, key=lambda one: (-one.confidence, one.start - one.end, one.start)):
        span = range(one.start, one.end)
        if covered.isdisjoint(span):
            covered.update(span)
            kept.append(one)
    return kept
