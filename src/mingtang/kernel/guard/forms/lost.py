"""Common words and phrases with a character lost: 食安全, 彻落实, 进一步强.

What is left falls into words so that a character stays over that belongs to none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from mingtang.kernel.guard.detectors import detector
from mingtang.kernel.guard.forms.cutting import Word, words_around
from mingtang.kernel.guard.forms.fixed import MISSING
from mingtang.kernel.guard.forms.fixed_words import RIGHT_TOO, WHOLE
from mingtang.kernel.guard.forms.lost_words import lost_words
from mingtang.kernel.guard.forms.reach import NAMED, begin_in
from mingtang.kernel.guard.forms.scan import look_for
from mingtang.kernel.guard.hits import Hit, Severity
from mingtang.kernel.guard.passages import Passage
from mingtang.kernel.search.cutting import words_in_order

_FREE = frozenset(
    "要也都还更最很又才就即应须该能会请让使令把对向与和及或并且等的地得了着全各每本我将被由从在为是不未以县市省区乡镇村"
)
"""Words of one character before which another word begins."""
_CLOSING = ("）", ")")


@dataclass(frozen=True)
class _Torso:
    """`word` without its `at`-th character. `sure`: whatever character is left over."""

    word: str
    at: int
    sure: bool


@cache
def _torsos() -> dict[str, _Torso]:
    right = {*WHOLE, *RIGHT_TOO}
    found: dict[str, _Torso] = {}
    for word, places, sure in lost_words().words:
        for at in places:
            torso = word[:at] + word[at + 1 :]
            if torso not in right:
                found.setdefault(torso, _Torso(word, at, at in sure))
    return found


@cache
def _listed() -> tuple[_Torso, ...]:
    return tuple(_torsos().values())


_found = look_for("lost", _torsos)


def _see(passage: Passage) -> Iterator[Hit]:
    text = passage.text
    # 全面彻落实 lacks one character, though of two phrases: what lacks the same at the same place is one hit.
    lost: dict[tuple[int, str], tuple[int, int, bool]] = {}
    for number, start, end in _found(text):
        torso = _listed()[number]
        if torso.at == 0 and text.startswith(torso.word, max(0, start - 1)):
            continue
        if _fits(text, start, end, torso):
            key = (start + torso.at, torso.word[torso.at])
            first, last, sure = lost.get(key, (start, end, False))
            lost[key] = min(first, start), max(last, end), sure or torso.sure
    for (at, letter), (start, end, sure) in lost.items():
        right = text[start:at] + letter + text[at:end]
        yield passage.hit(
            MISSING,
            start,
            end,
            severity=None if sure else Severity.INFORM,
            confidence=0.8 if sure else 0.6,
            args={"why": "character", "right": right, "source": ""},
            suggestion=right,
        )


def _fits(text: str, start: int, end: int, torso: _Torso) -> bool:
    """Whether words begin and end where the torso does: 食|安全, not in the middle of 办公|机构. When it is not sure,
    the character left over has to be one that seldom stands alone."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if any(letter.isascii() and letter.isalnum() for letter in before + after):
        # POS机|办理.
        return False
    if before == text[start] or after == text[end - 1]:
        # Written twice rather than lost.
        return False
    if not torso.sure and (_word(before + text[start]) or _word(text[end - 1] + after)):
        # 管|理制度: it begins or ends in the middle of a word. This is quicker than to cut the sentence.
        return False
    if before in _CLOSING or "\n" in (before, after):
        # （院）务委员会; and a line may break a word.
        return False
    around = words_around(text, start, end)
    ahead = next((one for one in around if one.end == start), None)
    if ahead is not None and len(ahead.text) == 1 and ahead.text not in _FREE:
        # 先|发|优势: what it stands behind belongs to it.
        return False
    alone = lost_words().alone
    return (
        any(one.start == start for one in around)
        and _ends(around, start, end, torso)
        and any(
            len(one.text) == 1 and (torso.sure or one.text not in alone)
            for one in around
            if start <= one.start < end
        )
    )


# The same pairs come again and again, and to cut two characters is quick.
@lru_cache(maxsize=20_000)
def _word(pair: str) -> bool:
    return len(pair) == 2 and len(words_in_order(pair)) == 1


def _ends(around: list[Word], start: int, end: int, torso: _Torso) -> bool:
    """Of what is sure the last word may be longer: 社|保障体系."""
    return any(
        one.end == end or (torso.sure and start < one.start <= end - 2 and end < one.end) for one in around
    )


def _may(text: str) -> bool:
    return len(text) > 2 and not text.isascii()


detector("forms.lost", (MISSING,), begin_in(NAMED, _may, _see), only_words=True)
