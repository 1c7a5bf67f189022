"""Brackets, quotation marks and title marks without their other half, or crossed.

A quotation may run over paragraphs, and plain text is broken into lines: so an opening mark waits for some paragraphs
before it counts as lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.detectors import detector
from mingtang.kernel.guard.forms.punctuation import PUNCTUATION
from mingtang.kernel.guard.forms.reach import PROSE
from mingtang.kernel.guard.hits import Hit, Severity
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.passages import Passage
from mingtang.kernel.guard.pieces import Part, Place

_MARKS = re.compile("[《》〈〉“”‘’（）()【】「」『』〔〕]")
_CLOSER = {
    "《": "》",
    "〈": "〉",
    "“": "”",
    "‘": "’",
    "（": "）",
    "【": "】",
    "「": "」",
    "『": "』",
    "〔": "〕",
}
_PAIRS = ("（）", "《》", "“”", "()", "〔〕", "‘’", "〈〉", "【】")
_OPENER = {close: open for open, close in _CLOSER.items()}
_SAME = str.maketrans("()", "（）")
_FLOWING = frozenset({Part.BODY, Part.TEXT, Part.FOOTNOTE})
_NUMBERING = re.compile(
    r"(?:^|[\n。；，：;\s])\s*(?:[（(]?(?:[0-9]{1,3}|[a-zA-Z]|[一二三四五六七八九十]{1,3}))\Z"
)
_WAITS = {"“": 60, "「": 60, "『": 60, "‘": 60, "（": 4, "《": 2, "〈": 2, "【": 3, "〔": 2}
"""Paragraphs an opening mark waits for its other half."""
_MOST = 16


@dataclass
class _Open:
    """An opening mark whose other half has not come; `hit` is what to say when it never does."""

    mark: str
    hit: Hit
    since: int
    place: Place
    at: int
    inside: list[Hit] = field(default_factory=list)
    """Title marks inside title marks: wrong when this one is closed in the end."""


class _Look:
    def __init__(self) -> None:
        self._open: list[_Open] = []
        self._count = 0

    def see(self, passage: Passage) -> Iterable[Hit]:
        place = passage.piece.place
        if place.part not in PROSE:
            return ()
        marks = "".join(_MARKS.findall(passage.text))
        if place.part in _FLOWING and passage.piece.cell is None:
            self._count += 1
            if not self._open and _balanced(marks):
                return ()
            return self._flowing(passage)
        return () if _balanced(marks) else self._closed(passage)

    def end(self) -> Iterable[Hit]:
        lost, self._open = self._open, []
        return [one.hit for one in lost]

    def _flowing(self, passage: Passage) -> Iterator[Hit]:
        if not passage.whole and passage.text[-1:] not in tuple("。！？；\n"):
            # Parts that overlap would show their marks twice.
            self._open.clear()
            return
        yield from self._walk(passage, self._open)
        kept: list[_Open] = []
        for one in self._open:
            if self._count - one.since >= _WAITS[one.mark] or len(self._open) - len(kept) > _MOST:
                yield one.hit
            else:
                kept.append(one)
        self._open = kept

    def _closed(self, passage: Passage) -> Iterator[Hit]:
        """A title, a field, a cell: what is opened in it is closed in it."""
        if not passage.whole:
            return
        stack: list[_Open] = []
        yield from self._walk(passage, stack)
        yield from (one.hit for one in stack)

    def _walk(self, passage: Passage, stack: list[_Open]) -> Iterator[Hit]:
        text = passage.text
        for found in _MARKS.finditer(text):
            at, mark = found.start(), found[0].translate(_SAME)
            if mark in _CLOSER:
                yield from self._opened(passage, stack, at, mark)
                continue
            yield from self._close(passage, stack, at, mark)

    def _opened(self, passage: Passage, stack: list[_Open], at: int, mark: str) -> Iterator[Hit]:
        inside: Hit | None = None
        if stack and stack[-1].mark == mark and mark not in "（〔【":
            outer, here = stack[-1], passage.piece.place
            if mark in "“‘「『" and outer.place != here:
                # Each paragraph of a long quotation opens it anew.
                stack.pop()
            elif mark in "“‘「『" or outer.place != here or "。" in passage.text[outer.at : at]:
                yield stack.pop().hit
            else:
                inside = self._hit(passage, at, "nested", {"《": "〈", "〈": "《"}[mark])
        if inside:
            stack[-1].inside.append(inside)
        lost = self._hit(passage, at, "unpaired")
        stack.append(_Open(mark, lost, self._count, passage.piece.place, at))

    def _close(self, passage: Passage, stack: list[_Open], at: int, mark: str) -> Iterator[Hit]:
        wanted = _OPENER[mark]
        depth = next((n for n, one in enumerate(reversed(stack)) if one.mark == wanted), None)
        if depth is None:
            if mark == "）" and _NUMBERING.search(passage.text, max(0, at - 6), at):
                return
            if mark == "’" and passage.text[at - 1 : at].isascii():
                # An apostrophe.
                return
            yield self._hit(passage, at, "unpaired")
            return
        # What was opened inside and not closed is lost, or closed too late.
        for _ in range(depth):
            yield stack.pop().hit
        yield from stack.pop().inside

    def _hit(self, passage: Passage, at: int, why: str, instead: str = "") -> Hit:
        mark = passage.text[at].translate(_SAME)
        return passage.hit(
            PUNCTUATION,
            at,
            at + 1,
            severity=Severity.INFORM if instead else None,
            confidence=0.6 if instead else 0.9,
            args={"why": why, "right": instead or _CLOSER.get(mark) or _OPENER[mark]},
            suggestion=instead or None,
        )


def _balanced(marks: str) -> bool:
    """Most paragraphs are; this is quicker than to walk through them."""
    if "《《" in marks:
        return False
    for _ in range(3):
        if not marks:
            return True
        for pair in _PAIRS:
            marks = marks.replace(pair, "")
    return not marks


def _begin(about: About, knowledge: Knowledge) -> _Look:
    return _Look()


detector("forms.pairs", (PUNCTUATION,), _begin, only_words=True)
