"""Text without what is put between letters to hide a word: “六 合.彩”, “威❤信”."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

# 丨 and kana are letters to Unicode; between 汉字 they only hide a word.
_NOISE = re.compile(r"[\W_丨\u3041-\u30ff]+")
_ENDS = r"[，。；：、！？“”‘’《》（）()\[\]【】\n,;:!?\"']"
_SENTENCE = re.compile(_ENDS)
WIDE = 6
"""Characters between two letters from which they no longer belong together."""
PARTS = re.compile(rf"(?:[^\W_]|(?:(?!{_ENDS})[\W_]){{1,{WIDE}}}(?=[^\W_]))+")
"""What holds neither the end of a sentence nor a wide gap."""
_LISTED = re.compile(r"[、，,；;：:\n]")
_BLANK = re.compile(r"[ \t\u3000\xa0·]+")
_COUNTED = re.compile(r"\d\s+[^\W\da-zA-Z]|[^\W\da-zA-Z]\s+\d")


@dataclass(frozen=True)
class Squashed:
    """`text` is small letters and nothing but letters and digits; `full` is what it was made of."""

    full: str
    text: str

    @cached_property
    def _gaps(self) -> tuple[list[int], list[int]]:
        """Where letters go on after a gap: in `text`, and how many characters of `full` are left out up to there."""
        places: list[int] = []
        lost: list[int] = []
        away = 0
        for start, end in [gap.span() for gap in _NOISE.finditer(self.full)]:
            places.append(start - away)
            away += end - start
            lost.append(away)
        return places, lost

    def _place(self, at: int) -> int:
        places, lost = self._gaps
        before = bisect_right(places, at)
        return at + (lost[before - 1] if before else 0)

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self._place(start), self._place(end - 1) + 1

    def gaps(self, start: int, end: int) -> bool | None:
        """How a word stands in the full text: False: as it is; True: with things between that hide it; None: it is no
        word, its letters only come one after the other in two sentences.
        """
        first, last = self.span(start, end)
        gaps = _NOISE.findall(self.full, first, last)
        if not gaps:
            return False
        if len(gaps) == 1 and _COUNTED.search(self.full, first, last):
            # “6　合同”: a number, and the next word.
            return None
        each = len(gaps) == end - start - 1 and len(gaps) > 1
        if any(_SENTENCE.search(gap) or len(gap) > WIDE for gap in gaps):
            # One letter below the other; a list has longer lines.
            if each and all(gap == "\n" for gap in gaps):
                return True
            # “六。合。彩” hides; “鱼、虾、蟹” counts up.
            return True if each and not any(_LISTED.search(gap) or len(gap) > WIDE for gap in gaps) else None
        return each or not all(_BLANK.fullmatch(gap) for gap in gaps)


def squashed(text: str) -> Squashed:
    plain = _NOISE.sub("", text)
    small = plain.lower()
    return Squashed(text, small if len(small) == len(plain) else plain)
