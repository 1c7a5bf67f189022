"""Everything personal in a run of text, before it is known whose it is."""

from __future__ import annotations

from mingtang.kernel.guard.about import About, Writer
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.lexicon import Lexicon
from mingtang.kernel.guard.personal import addresses, codes, conditions, minors, numbers, phones
from mingtang.kernel.guard.personal.found import Found
from mingtang.kernel.guard.personal.kinds import LANDLINE, MOBILE


class Scan:
    def __init__(self, about: About, knowledge: Knowledge) -> None:
        self._today = about.today
        self._title = about.title
        self._citizen = about.writer == Writer.CITIZEN
        self._knowledge = knowledge
        self._phones = phones.Known(knowledge.phones)
        self._addresses = addresses.Known.of(knowledge)
        places = {*knowledge.divisions, *knowledge.parents}
        self._divisions = Lexicon(sorted(place for place in places if len(place) > 1))

    def find(self, text: str) -> list[Found]:
        found = numbers.find(text, self._today)
        found += codes.labelled(text)
        found += codes.plates(text, self._title)
        found += codes.emails(text, self._knowledge, self._citizen)
        found += phones.landlines(text, self._citizen)
        found += addresses.find(text, self._addresses, self._divisions, self._citizen)
        found += conditions.health(text)
        found += conditions.disability(text)
        found += minors.find(text, self._today)
        return _surest(
            one
            for one in found
            if one.kind not in {MOBILE, LANDLINE} or text[one.start : one.end] not in self._phones
        )


def _surest(found: object) -> list[Found]:
    """Of those that share characters the surest, then the longest."""
    kept: list[Found] = []
    covered: set[int] = set()
    for one in sorted(found, key=lambda one: (-one.confidence, one.start - one.end, one.start)):  # type: ignore[attr-defined]
        span = range(one.start, one.end)
        if covered.isdisjoint(span):
            covered.update(span)
            kept.append(one)
    return kept
