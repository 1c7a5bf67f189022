"""Ticks and boxes: √ and ■ say yes, □ and an empty cell say no, and what damaged conversions made of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from mingtang.kernel.catalogue.text import narrow, squeeze

YES_SIGNS = "√✓✔☑■◆▄●✅▇█◼▪∨ⅴ⬛"
NO_SIGNS = "□☐○〇◇▢◻▫◯❏❑⬜"
# Letters that Wingdings ticks and boxes turn into when the font is lost.
_YES_WORDS = frozenset({*"1YyVv+þRüPÖ是有对勾", "yes", "YES", "Yes", "打勾", "1.0"})
_NO_WORDS = frozenset({"", *"口tT¨£-—–―/\\×xX✕✗✘╳0Nn否无不空", "--", "——", "0.0", "no", "NO", "No", "没有"})

DITTO = re.compile(
    r"(?:同上|同前|同上一(?:行|项|栏)|与上(?:一行)?(?:相)?同|〃|″|\"|“|”|''|〞|々|仝上?|上同)[。.]?"
)
FORMULA = re.compile(
    r"#(?:REF!?|N/A|VALUE!?|NAME\??|DIV/0!?|NULL!?|NUM!?|SPILL!|CALC!|GETTING_DATA)", re.IGNORECASE
)
_BLANK = re.compile(r"[\s/\\—–―_\-－☐□]*|无")

_SIGN = re.compile(f"[{YES_SIGNS}{NO_SIGNS}]")
# Letters that boxes of the Wingdings fonts turn into; only before a known choice.
_DAMAGED = re.compile(r"(?<![窗出入门港关人户路进])口|[¨£]|(?<![A-Za-z])[tToqnR](?![A-Za-z])|[þü]")
_DAMAGED_YES = "nRþü"
_DIAMOND = re.compile(r"(?<![A-Za-z])[tT](?![A-Za-z])")
_FRAMED = re.compile(rf"[\[(（【]\s*([{YES_SIGNS}])\s*[\])）】]")
_EMPTY_FRAME = re.compile(r"[\[(（【]\s*[\])）】]")


def is_ditto(text: str) -> bool:
    """Whether the cell says 同上 in one of its forms."""
    return bool(DITTO.fullmatch(squeeze(narrow(text))))


def is_formula_error(text: str) -> bool:
    return text.startswith("#") and bool(FORMULA.fullmatch(text.strip()))


def is_blank(text: str) -> bool:
    """Whether a text cell is empty or holds only a dash or slash."""
    return not text or bool(_BLANK.fullmatch(narrow(text)))


@dataclass(frozen=True)
class Tick:
    """`yes` is None where the cell holds words without a mark; `words` are what stands beside the mark."""

    yes: bool | None
    words: str = ""


@lru_cache(maxsize=20_000)
def tick(text: str) -> Tick:
    """What a tick cell says."""
    bare = squeeze(narrow(text))
    if bare in _NO_WORDS:
        return Tick(False)
    if bare in _YES_WORDS or all(char in YES_SIGNS for char in bare):
        return Tick(True)
    if all(char in NO_SIGNS + "口-—/" for char in bare):
        return Tick(False)
    if bare[0] in YES_SIGNS or bare[-1] in YES_SIGNS:
        return Tick(True, bare.strip(YES_SIGNS + NO_SIGNS))
    if bare[0] in NO_SIGNS or bare[-1] in NO_SIGNS:
        return Tick(False, bare.strip(NO_SIGNS))
    return Tick(None, bare)


def is_diamond(text: str) -> bool:
    """Whether a t at a box's place in this text would be the ◆ of Wingdings: nothing else in it says yes."""
    return not any(sign in text for sign in YES_SIGNS + "þü") and bool(_DIAMOND.search(text))


def split_marked(text: str, starts: Callable[[str], bool]) -> list[tuple[bool | None, str]] | None:
    """The words of a cell of marked choices, each with its mark; None where there are no marks.

    Marks stand before their words, or after them where the cell begins with words and ends with a mark. `starts` says
    whether a text begins with a known choice: only before one of those are 口 and t read as an empty box (t as a filled
    one where nothing else is: `is_diamond`). Words before the first mark have None.
    """
    if _FRAMED.search(text):
        text = _EMPTY_FRAME.sub("□", _FRAMED.sub(r"\1", text))
    marks = [(match.start(), match.end(), match[0] in YES_SIGNS) for match in _SIGN.finditer(text)]
    marks += [
        (match.start(), match.end(), match[0] in _DAMAGED_YES)
        for match in _DAMAGED.finditer(text)
        if starts(text[match.end() : match.end() + 40])
        or (match.end() == len(text) and marks and _SIGN.match(text[0]) is None)
    ]
    if not marks:
        return None
    if is_diamond(text):
        marks = [(start, end, yes or text[start] in "tT") for start, end, yes in marks]
    marks.sort()
    first, last = text[: marks[0][0]].strip(), text[marks[-1][1] :].strip(" \n_。；;")
    parts: list[tuple[bool | None, str]] = []
    if first and not last:
        before = 0
        for start, end, yes in marks:
            words = text[before:start].strip()
            if words:
                parts.append((yes, words))
            elif yes and parts:
                parts[-1] = (True, parts[-1][1])
            before = end
        return parts
    if first:
        parts.append((None, first))
    ends = [start for start, _, _ in marks[1:]] + [len(text)]
    pending = False
    for (_, end, yes), until in zip(marks, ends, strict=True):
        words = text[end:until].strip()
        if words:
            parts.append((yes or pending, words))
            pending = False
        else:
            pending = pending or yes
    return parts
