"""Wrong characters: known faults, and what never stands together where something that sounds or looks like it does."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.detectors import detector
from mingtang.kernel.guard.forms.fixed import MISSING
from mingtang.kernel.guard.hits import Hit, Severity, hit_kind
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.lexicon import Lexicon
from mingtang.kernel.guard.passages import Passage
from mingtang.kernel.guard.words.judging import Judge, Mended
from mingtang.kernel.guard.words.known import faults
from mingtang.kernel.guard.words.missing import Gaps
from mingtang.kernel.guard.words.phrases import phrases
from mingtang.kernel.guard.words.right import OFFICIAL, UNREAD, Headers, free, named
from mingtang.kernel.guard.words.suspects import strange
from mingtang.kernel.guard.words.table import OUTSIDE, Table, squeezed, table, trees

TYPO = hit_kind("words.typo", Severity.WARN)

SURE = 0.2
"""Less likely changes are not shown; see benchmarks/guard_words.py for what that means."""
WORD = 0.4
"""What is a word of the dictionary too must be surer."""
WARN = 0.7
"""What is less sure is only a hint."""
FIX = 0.97
"""As sure as that, the word may be replaced without being looked at."""
LOST, LOST_MAYBE = 0.8, 0.6
"""How sure it is that a character was lost."""
AGAIN = 3
"""What is strange and yet stands so often in a paper, or in two surroundings, is a term or a name."""
_FREE = frozenset("都也只多谁我你他她它很太又均皆却还更最了着过们吗呢吧啊")
"""Characters that stand freely beside all others, or that laws do not use: strange pairs with them say little."""
_LOOSE = frozenset("要不了后完得再先就把被来去上下里外中内时还能会可让使给跟到从对过起出一两几每个只又吃着前")
"""The same as neighbours: nearly any verb or noun may stand beside them."""
ODD = 0.2
"""Where more of the text than this is strange besides, it is of a sort the laws do not know."""
_FREELY = 0.9
LOOKS = 7
"""So much alike must characters look."""
_REMEMBERED = 50_000
_HELD = 2_000


class Look:
    """Holds what it found until the paper has been read, to know what comes again and again."""

    def __init__(self, knowledge: Knowledge, numbers: Table, judge: Judge) -> None:
        self._names = _lexicon(_names(knowledge))
        self._table = numbers
        self._judge = judge
        self._gaps = _gaps(numbers)
        self._held: list[tuple[tuple[str, ...], Hit]] = []
        self._around: dict[str, tuple[str, int]] = {}
        self._headers = Headers()

    def see(self, passage: Passage) -> Iterable[Hit]:
        place = passage.piece.place
        if place.hidden or place.part in UNREAD:
            return []
        found = [
            passage.hit(
                TYPO,
                fault.start,
                fault.end,
                severity=Severity.WARN if fault.known.chance >= 0.9 else Severity.INFORM,
                confidence=fault.known.chance,
                args={"meant": fault.known.right},
                fix=fault.known.right if fault.known.chance >= FIX else None,
                suggestion=fault.known.right,
            )
            for fault in faults(passage.text)
        ]
        if self._headers.unjudged(passage):
            return found
        text = squeezed(passage.text)
        places = strange(text, self._table)
        if places and not _foreign(text, places):
            self._lost(passage, text, places)
            # What is known to be a term already is not judged any more.
            mended = self._judge.mended(text, [at for at in places if self._remember(text, at) < AGAIN], SURE)
            if mended and len(self._held) < _HELD:
                known = [(hit.start, hit.end) for hit in found]
                self._held.extend(
                    (pairs, hit)
                    for pairs, hit in _hits(passage, text, mended, places, self._names, self._table)
                    if not any(hit.start < end and start < hit.end for start, end in known)
                )
        return found

    def _lost(self, passage: Passage, text: str, places: list[int]) -> None:
        for one in self._gaps.find(text, places):
            if len(self._held) >= _HELD:
                return
            at = _letters(passage.text)[bisect_right(_order(text), one.at) - 1]
            pair = text[one.at : one.at + 2]
            if passage.text[at : at + 2] != pair or named(passage.text, at, at + 2, at):
                continue
            if _quoted(passage.text, at) or any(
                name.start < at + 2 and at < name.end for name in self._names.find(passage.text)
            ):
                continue
            right = pair[0] + one.letter + pair[1]
            hit = passage.hit(
                MISSING,
                at,
                at + 2,
                severity=None if one.sure else Severity.INFORM,
                confidence=LOST if one.sure else LOST_MAYBE,
                args={"why": "character", "right": right, "source": ""},
                suggestion=right,
            )
            self._held.append(((pair,), hit))

    def end(self) -> Iterator[Hit]:
        for pairs, hit in self._held:
            if not any(self._around.get(pair, ("", 0))[1] >= AGAIN for pair in pairs):
                yield hit

    def _remember(self, text: str, at: int) -> int:
        """How often the pair has stood in the paper, as `AGAIN` counts."""
        pair, around = text[at : at + 2], text[max(0, at - 2) : at + 4]
        known = self._around.get(pair)
        if known is None:
            times = 1
        else:
            times = known[1] + 1 if known[0] == around else AGAIN
        if known or len(self._around) < _REMEMBERED:
            self._around[pair] = (around, times)
        return times


@lru_cache(maxsize=4)
def _gaps(numbers: Table) -> Gaps:
    return Gaps(numbers)


@cache
def _judge() -> Judge:
    return Judge(table(), trees(), phrases())


@lru_cache(maxsize=4)
def _lexicon(names: frozenset[str]) -> Lexicon:
    return Lexicon(sorted(names))


def _names(knowledge: Knowledge) -> frozenset[str]:
    """Names the county knows are written as they are."""
    names = {unit.name for unit in knowledge.units} | {unit.short for unit in knowledge.units}
    names |= {leader.name for leader in knowledge.leaders}
    names |= {phrase.prefer for phrase in knowledge.phrases} | knowledge.addresses
    names |= knowledge.divisions | set(knowledge.parents)
    return frozenset(name for name in names if len(name) > 1) | OFFICIAL


def _hits(
    passage: Passage, text: str, mended: list[Mended], places: list[int], names: Lexicon, numbers: Table
) -> Iterator[tuple[tuple[str, ...], Hit]]:
    """Hits with the strange pairs they stand on."""
    letters, order = _letters(passage.text), _order(text)
    known = [(name.start, name.end) for name in names.find(passage.text)]
    for one in mended:
        end = one.start + len(one.right)
        near = bisect_right(places, end) - bisect_right(places, one.start - 3)
        if one.chance < _FREELY and (
            len(places) - near > ODD * len(text)
            or text[one.start] in _FREE
            or _loose(text, one.start, end, numbers)
            or not _alike(text[one.start : end], one.right, numbers)
        ):
            continue
        right = text[: one.start] + one.right + text[end:]
        start, stop = _word(right, one.start, end, numbers)
        first = letters[bisect_right(order, start) - 1]
        last = letters[bisect_right(order, stop - 1) - 1] + 1
        wrong = letters[bisect_right(order, one.start) - 1]
        if named(passage.text, first, last, wrong) or (
            one.chance < _FREELY and free(passage.text, last, wrong)
        ):
            continue
        if any(first < name_end and name_start < last for name_start, name_end in known):
            continue
        if one.chance < WORD and numbers.word(text[start:stop]):
            continue
        meant = right[start:stop]
        pairs = (text[at : at + 2] for at in range(one.start - 1, end))
        yield (
            tuple(pair for pair in pairs if numbers.strange(pair)),
            passage.hit(
                TYPO,
                first,
                last,
                severity=Severity.WARN if one.chance >= WARN else Severity.INFORM,
                confidence=round(one.chance, 2),
                args={"meant": meant},
                fix=meant if one.chance >= FIX else None,
                suggestion=meant,
            ),
        )


def _quoted(text: str, at: int) -> bool:
    """What is quoted may be of another time: “学高为师，身正为范”."""
    return text.find("”", at) >= 0 and text.rfind("“", 0, at) > text.rfind("”", 0, at)


def _letters(text: str) -> list[int]:
    """Where Chinese characters stand. They keep their order when all else is squeezed: the n-th is the n-th."""
    return [at for at, letter in enumerate(text) if "一" <= letter <= "鿿"]


def _order(squeezed_text: str) -> list[int]:
    return [at for at, letter in enumerate(squeezed_text) if letter not in OUTSIDE]


def _foreign(text: str, places: list[int]) -> bool:
    """Whether so much is strange that the text is no official writing: names in a list, noise."""
    return len(places) > 50 and len(places) > 0.3 * len(text)


def _loose(text: str, start: int, end: int, numbers: Table) -> bool:
    """Whether all that is strange about `text[start:end]` is a neighbour that stands beside anything."""
    found = False
    for at in range(start - 1, end):
        one, two = text[at], text[at + 1]
        if one in OUTSIDE or two in OUTSIDE or not numbers.strange(one + two):
            continue
        if not ((at < start and one in _LOOSE) or (at + 1 >= end and two in _LOOSE)):
            return False
        found = True
    return found


def _alike(wrong: str, right: str, numbers: Table) -> bool:
    """Whether each character sounds or looks like the other."""
    return all(
        one == other or numbers.alike(one, other) or numbers.looking(one).get(other, 0) >= LOOKS
        for one, other in zip(wrong, right, strict=True)
    )


def _word(text: str, start: int, end: int, numbers: Table) -> tuple[int, int]:
    """The word of the dictionary that holds what was changed, the longest, the most usual; else only the change."""
    best, span = (0, 0), (start, end)
    for size in range(max(2, end - start), 5):
        for first in range(max(0, end - size), min(start, len(text) - size) + 1):
            held = text[first : first + size]
            usual = 0 if "|" in held else numbers.word(held)
            if usual and (size, usual) > best:
                best, span = (size, usual), (first, first + size)
    return span


def _begin(about: About, knowledge: Knowledge) -> Look:
    return Look(knowledge, table(), _judge())


detector("words.typo", (TYPO, MISSING), _begin, only_words=True)
