"""Detectors of this folder; importing this registers them."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mingtang.kernel.guard.about import About, Writer
from mingtang.kernel.guard.detectors import detector
from mingtang.kernel.guard.hits import Hit, Severity
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.passages import Passage
from mingtang.kernel.guard.personal import identity, names
from mingtang.kernel.guard.personal.captions import Captions
from mingtang.kernel.guard.personal.found import Found, sentence
from mingtang.kernel.guard.personal.kinds import (
    ADDRESS,
    EMAIL,
    ID_NUMBER,
    KINDS,
    LANDLINE,
    MINOR,
    MOBILE,
    NAME,
)
from mingtang.kernel.guard.personal.name_cells import is_common_name
from mingtang.kernel.guard.personal.papers import Paper
from mingtang.kernel.guard.personal.people import FIRMLY, joined
from mingtang.kernel.guard.personal.rows import Rows
from mingtang.kernel.guard.personal.scan import Scan
from mingtang.kernel.guard.pieces import Part

_NEAR = 150
"""Characters between a line “姓名：” and another with a number of the same person."""
_NEXT = 16
"""The same for a telephone: “来电人：……；电话：……”."""
_CALLING = ("姓名", "姓 ", "人：", "人:", "户主", "对象：", "者：", "方：", "方:", "）：", "人）", "姓名】")
_GREETED = re.compile(
    "(?<![\u4e00-\u9fff])(?:尊敬的)?([\u4e00-\u9fff]{2,4}?)(?:同志|先生|女士|网友|居民)?[，,：: ]{0,2}[您你]好"
)
_REACHING = frozenset({MOBILE, LANDLINE, ADDRESS})
_SOURCE = frozenset({Part.LINK, Part.MARKUP, Part.FORMULA})
"""Not for reading: only identity numbers count there, and what a key calls a telephone."""
_CALLED_PHONE = re.compile(
    r"(?:tel|phone|mobile|mob|sms|shouji|lxdh|sjh|手机|电话|联系)[号码\"'\s]{0,3}[:=：][\"'\s]{0,2}(?:\+?86)?$",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?<![0-9])[0-9]{3,17}(?=\s*$)")
_DIGIT_LAST = re.compile(r"[0-9]\s{0,4}$")
_ONWARD = re.compile(r"\s*([0-9]{0,14}[0-9Xx])(?![0-9A-Za-z])")


@dataclass(frozen=True, slots=True)
class _Called:
    passage: Passage
    start: int
    end: int
    at: int


@dataclass(frozen=True, slots=True)
class _Tail:
    """Digits at the end of a piece."""

    passage: Passage
    start: int
    digits: str


class Look:
    """One look for personal data through a paper."""

    def __init__(self, about: About, knowledge: Knowledge) -> None:
        self._today = about.today
        self._citizen = about.writer == Writer.CITIZEN
        self._paper = Paper(about)
        self._scan = Scan(about, knowledge)
        self._rows = Rows(self._scan, about.today, self._citizen)
        self._captions = Captions(self._rows)
        self._leaders = frozenset(leader.name for leader in knowledge.leaders)
        self._called: deque[_Called] = deque(maxlen=8)
        self._tail: _Tail | None = None
        self._read = 0
        self._firm_at = -_NEAR - 1

    def see(self, passage: Passage) -> list[Hit]:
        self._paper.read(passage)
        wanted = not self._paper.names_people
        if passage.piece.cell is not None:
            hits = self._rows.see(passage, wanted)
        else:
            hits = [*self._rows.end_row(wanted), *self._text(passage, wanted)]
        return self._but_leaders(hits) if hits else hits

    def end(self) -> list[Hit]:
        return self._but_leaders(self._rows.end_row(not self._paper.names_people))

    def _but_leaders(self, hits: list[Hit]) -> list[Hit]:
        return [hit for hit in hits if not (hit.kind in {NAME, MINOR} and hit.text in self._leaders)]

    def _text(self, passage: Passage, wanted: bool) -> Iterator[Hit]:
        text = passage.text
        found = self._scan.find(text)
        place = passage.piece.place
        if place.part in _SOURCE and not place.label.endswith(("comment", "broken")):
            found = [shown for one in found if (shown := _standing_out(text, one))]
        yield from self._broken(passage)
        kept, named = ([], []) if place.part in _SOURCE else self._captions.see(passage, wanted)
        yield from named
        if not kept:
            kept = list(joined(text, found, today=self._today, citizen=self._citizen, names_wanted=wanted))
        for one in kept:
            yield passage.hit(
                one.kind, one.start, one.end, severity=one.severity, confidence=one.confidence, args=one.args
            )
        yield from _greeted(passage, kept, wanted)
        yield from self._named_apart(passage, kept, wanted)
        self._read += len(text) + 1

    def _broken(self, passage: Passage) -> Iterator[Hit]:
        """An identity number that begins at the end of the piece before."""
        tail, self._tail = self._tail, None
        text = passage.text
        if tail is not None and passage.number - tail.passage.number == 1:
            onward = _ONWARD.match(text)
            if onward and identity.born(tail.digits + onward[1], self._today):
                yield tail.passage.hit(ID_NUMBER, tail.start, tail.start + len(tail.digits), confidence=0.9)
                yield passage.hit(ID_NUMBER, onward.start(1), onward.end(1), confidence=0.9)
        last = (
            _TAIL.search(text, max(0, len(text) - 24))
            if _DIGIT_LAST.search(text, max(0, len(text) - 6))
            else None
        )
        if last is not None:
            self._tail = _Tail(passage, last.start(), last[0])

    def _named_apart(self, passage: Passage, kept: list[Found], wanted: bool) -> Iterator[Hit]:
        """Names that stand in a line of their own, “姓名：……”, before or behind the lines with the numbers."""
        text = passage.text
        firm = [one for one in kept if one.kind in FIRMLY]
        taken = {one.start for one in kept if one.kind == NAME}
        if any(word in text for word in _CALLING):
            at = 0
            while at < len(text):
                first, last = sentence(text, at, at)
                at = last + 1
                if not any(word in text[first:last] for word in _CALLING):
                    continue
                for name in names.find(text, first, min(last, first + 200)):
                    if name.called and not name.function and not name.minor and name.start not in taken:
                        self._called.append(_Called(passage, name.start, name.end, self._read + name.end))
        reached = [one for one in kept if one.kind in _REACHING and not one.office]
        places = [(place, _NEAR) for place in (self._firm_at, *(self._read + one.start for one in firm))]
        for place, near in [*places, *((self._read + one.start, _NEXT) for one in reached)]:
            for called in list(self._called):
                if abs(place - called.at) <= near:
                    self._called.remove(called)
                    severity = None if wanted else Severity.INFORM
                    yield called.passage.hit(
                        NAME, called.start, called.end, severity=severity, confidence=0.85
                    )
        if firm:
            self._firm_at = self._read + firm[-1].end
            self._called.clear()


def _greeted(passage: Passage, kept: list[Found], wanted: bool) -> Iterator[Hit]:
    """“某某您好！” in a letter with a telephone or an address of its own."""
    text = passage.text
    if "好" not in text or not any(one.kind in _REACHING and not one.office for one in kept):
        return
    for match in _GREETED.finditer(text):
        taken = any(one.overlaps(match.start(1), match.end(1)) for one in kept)
        if not taken and is_common_name(match[1]):
            severity = None if wanted else Severity.INFORM
            yield passage.hit(NAME, match.start(1), match.end(1), severity=severity, confidence=0.75)


def _standing_out(text: str, one: Found) -> Found | None:
    """What is somebody's also in an address or a script, where any number may stand."""
    if one.kind == EMAIL and one.severity is None and text.startswith("mailto:"):
        return replace(one, severity=Severity.INFORM, needs_person=False)
    if one.kind == ID_NUMBER:
        return one if one.confidence >= 0.85 else None
    called = one.kind == MOBILE and _CALLED_PHONE.search(text, max(0, one.start - 16), one.start)
    return one if called else None


def _begin(about: About, knowledge: Knowledge) -> Look:
    return Look(about, knowledge)


detector("personal", KINDS, _begin, on_citizens=True)
