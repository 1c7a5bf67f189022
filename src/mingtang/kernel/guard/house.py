"""The house list: words a unit does not want, and those it wants instead. None is shipped."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.detectors import EachPassage, detector
from mingtang.kernel.guard.folding import folded
from mingtang.kernel.guard.hits import Hit, Severity, hit_kind
from mingtang.kernel.guard.knowledge import Knowledge, Phrase
from mingtang.kernel.guard.lexicon import Lexicon
from mingtang.kernel.guard.passages import Passage

PHRASE = hit_kind("house.phrase", Severity.WARN)


@lru_cache(maxsize=64)
def _lexicon(phrases: tuple[Phrase, ...]) -> Lexicon:
    return Lexicon(folded(phrase.text)[0] for phrase in phrases)


def _begin(about: About, knowledge: Knowledge) -> EachPassage:
    phrases = tuple(phrase for phrase in knowledge.phrases if phrase.text)
    lexicon = _lexicon(phrases)

    def see(passage: Passage) -> Iterator[Hit]:
        for found in lexicon.find(passage.text):
            phrase = phrases[found.number]
            # What is wanted may hold what is not: “城乡低保” and “低保”.
            if phrase.prefer and _stands(passage.text, found.start, phrase.text, phrase.prefer):
                continue
            yield passage.hit(
                PHRASE,
                found.start,
                found.end,
                severity=phrase.severity,
                args={"source": phrase.source, "note": phrase.note, "prefer": phrase.prefer},
                suggestion=phrase.prefer or None,
            )

    return EachPassage(see)


def _stands(text: str, start: int, unwanted: str, wanted: str) -> bool:
    """Whether the unwanted words at `start` are part of the wanted ones."""
    at = wanted.find(unwanted)
    while at >= 0:
        if text.startswith(wanted, start - at) and start >= at:
            return True
        at = wanted.find(unwanted, at + 1)
    return False


detector("house", (PHRASE,), _begin)
