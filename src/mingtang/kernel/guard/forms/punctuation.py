"""Marks that are not as GB/T 15834-2011 has them: half-width ones between Chinese characters, doubled ones.

What is only style informs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingtang.kernel.guard.detectors import detector
from mingtang.kernel.guard.forms.reach import PROSE, begin_in
from mingtang.kernel.guard.hits import Hit, Severity, hit_kind
from mingtang.kernel.guard.passages import Passage
from mingtang.kernel.guard.pieces import Part

PUNCTUATION = hit_kind("words.punctuation", Severity.WARN, "GB/T 15834-2011《标点符号用法》")

_HAN = "〇\u4e00-\u9fff"
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
# Most paragraphs have nothing of either: these two are all that is asked of them.
_ASCII = re.compile(f"[,;:?!.()-](?<=[{_HAN}”》）’、%].)")
_PAIR = re.compile("[，。、；：？！](?:[，。、；：等]|(?<=[》”]、)[《“])")
# Found by the mark, then looked around: marks are few.
_NARROW = re.compile(f"[,;:?!](?<=[{_HAN}”》）’、%][,;:?!])(?=[{_HAN}“《（‘]|$)")
_SENTENCE = re.compile("[。，；：]")
_NARROW_STOP = re.compile(f"\\.(?<=[{_HAN}0-9]{{3}}[{_HAN}）》”%]\\.)(?=$|\n|[{_HAN}]{{4}})")
_NARROW_ROUND = re.compile(f"\\((?<=[{_HAN}”》]\\()([^()（）\n]{{0,60}}[{_HAN}][^()（）\n]{{0,60}})\\)")
_DOTS = re.compile(f"\\.{{3,6}}(?=$|[{_HAN}”。])|(?<=[{_HAN}])--(?=[{_HAN}])")
_QUOTES = re.compile(f'"([^"\n]{{0,60}}[{_HAN}][^"\n]{{0,60}})"')
_MIXED = re.compile("[(（][^()（）\n]{1,60}[)）]")
_TWICE = re.compile("[，。、；：？！][，。、；：]+")
_AND_SO_ON = re.compile(
    f"、等(?<=[{_HAN}”》）]、等)(?=[，。；）二三四五六七八九十0-9]|有关|相关|单位|部门|方面|情况|工作|问题|活动"
    "|内容|材料|地区|行业|领域|措施|方式)"
)
_BESIDE = re.compile("、(?:(?<=》、)(?=《)|(?<=”、)(?=“))")


_FIRST = frozenset("，。、；：！？")
"""Nothing begins with these."""
_WHOLE = frozenset({Part.TITLE, Part.BODY, Part.CELL})
"""Parts that are whole paragraphs: the lines of a plain text may break anywhere."""


def _may(text: str) -> bool:
    return bool(text[:1] in _FIRST or _ASCII.search(text) or _PAIR.search(text)) or '"' in text


def _see(passage: Passage) -> Iterator[Hit]:
    text = passage.text
    if passage.whole and text[:1] in _FIRST and text[1:2].isalnum() and passage.piece.place.part in _WHOLE:
        yield passage.hit(
            PUNCTUATION, 0, 1, confidence=0.85, args={"why": "first", "right": ""}, suggestion=""
        )
    yield from _narrow(passage, text)
    for found in _TWICE.finditer(text):
        start, end = found.span()
        marks = found[0]
        if set(marks) == {"。"} and end - start >= 3:
            yield _told(passage, start, end, "dots", "……")
            continue
        if (start and text[start - 1] in "…？！") or (marks[0] in "？！" and "。" not in marks[1:]):
            continue
        right = "。" if "。" in marks else marks[0]
        yield passage.hit(
            PUNCTUATION,
            start,
            end,
            confidence=0.95,
            args={"why": "twice", "right": right},
            fix=right if len(set(marks)) == 1 else None,
            suggestion=right,
        )
    for found in _AND_SO_ON.finditer(text):
        yield passage.hit(
            PUNCTUATION,
            found.start(),
            found.end(),
            confidence=0.85,
            args={"why": "and_so_on", "right": "等"},
            suggestion="等",
        )
    if beside := _BESIDE.search(text):
        # Once for a paragraph: it is a custom rather than a fault.
        start, end = beside.start() - 1, beside.end() + 1
        yield _told(passage, start, end, "beside", text[start] + text[end - 1])


def _narrow(passage: Passage, text: str) -> Iterator[Hit]:
    listed = passage.piece.place.part == Part.FIELD and not _SENTENCE.search(text)
    for found in _NARROW.finditer(text):
        mark = found[0]
        if listed and mark in ",;":
            # Key words.
            continue
        if found.end() == len(text) and mark == ":":
            # “联系人:” in a cell or before a list.
            continue
        yield passage.hit(
            PUNCTUATION,
            found.start(),
            found.end(),
            severity=Severity.INFORM if mark == ":" else None,
            args={"why": "narrow", "right": _WIDE[mark]},
            fix=_WIDE[mark],
            suggestion=_WIDE[mark],
        )
    for found in _NARROW_STOP.finditer(text):
        yield _told(passage, found.start(), found.end(), "narrow", "。")
    for found in _DOTS.finditer(text):
        yield _told(passage, found.start(), found.end(), "narrow", "……" if found[0][0] == "." else "——")
    for found in _MIXED.finditer(text):
        if (found[0][0] == "(") != (found[0][-1] == ")"):
            right = f"（{found[0][1:-1]}）"
            yield passage.hit(
                PUNCTUATION,
                found.start(),
                found.end(),
                args={"why": "mixed", "right": "（）"},
                fix=right,
                suggestion=right,
            )
    for found in _QUOTES.finditer(text):
        yield _told(passage, found.start(), found.end(), "quotes", f"“{found[1]}”")
    for found in _NARROW_ROUND.finditer(text):
        yield passage.hit(
            PUNCTUATION,
            found.start(),
            found.end(),
            severity=Severity.INFORM,
            confidence=0.9,
            args={"why": "narrow", "right": "（）"},
            fix=f"（{found[1]}）",
            suggestion=f"（{found[1]}）",
        )


def _told(passage: Passage, start: int, end: int, why: str, right: str) -> Hit:
    return passage.hit(
        PUNCTUATION,
        start,
        end,
        severity=Severity.INFORM,
        confidence=0.7,
        args={"why": why, "right": right},
        suggestion=right,
    )


detector("forms.punctuation", (PUNCTUATION,), begin_in(PROSE, _may, _see), only_words=True)
