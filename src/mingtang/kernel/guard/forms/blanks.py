"""What somebody meant to fill in and did not: “2026年月日”, “第条”, “××县”, “（此处填写）”, “《》”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.detectors import detector
from mingtang.kernel.guard.forms.fixed import MISSING
from mingtang.kernel.guard.forms.reach import PROSE
from mingtang.kernel.guard.hits import Hit, Severity
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.names.pending import pending
from mingtang.kernel.guard.passages import Passage
from mingtang.kernel.guard.pieces import Part

# Most paragraphs have nothing of the kind, and this shows it.
_MAY = re.compile(r"[月第《〔元此在待](?:\s*[日》]|[条款]|\d{4}〕|[，。；、）]|[处此]|[补填核完定])")
_X = "[Xx×╳○]"
# Each begins with a character that is quickly looked for; what must stand before it is looked at then.
_DAY = re.compile(r"月\s*日")
_DAY_BEFORE = re.compile(r"(?:19|20)\d\d年\s*(?:\d{1,2})?\Z")
_NUMBER = re.compile(r"〔(?:19|20)\d\d〕\s*号")
_ARTICLE = re.compile("第[条款](?![例线码目项子形件框理式])")
_EMPTY = re.compile(r"《\s*》")
# What is still to come, 待补充, is a mark of a draft: names/pending.py.
_TOLD = re.compile("此处|在此")
_TOLD_ALONE = re.compile("(?:单击|点击)?此处(?:填写|输入|编辑|插入|添加)(?:文字|内容|标题|文本)?")
_AMOUNT = re.compile("元(?=[，。；、）])")
_AMOUNT_BEFORE = ("共计", "合计", "总计", "总投资", "总金额", "金额为")
_MARK = re.compile(
    rf"{_X}{{1,4}}(?:年{_X}{{1,2}}月(?:{_X}{{1,2}}日)?|月(?:{_X}{{1,2}}日)?|(?=[省市县区乡镇村局委办厅]|单位|部门|公司|同志|人民政府))"
)
_YEAR_BEFORE = re.compile(r"20\d{0,2}年?\Z")
_PATTERNS = re.compile("示范文本|格式文本|文书格式|样式|式样|模板|范本|填写说明|填表")
_HEADING = 40
_HABIT = 6
"""So many marks in place of words are a pattern to be filled in, or names left out on purpose."""


class _Look:
    def __init__(self, about: About) -> None:
        self._pattern = bool(_PATTERNS.search(about.title))
        self._marks = 0

    def see(self, passage: Passage) -> Iterable[Hit]:
        if passage.piece.place.part not in PROSE:
            return ()
        text = passage.text
        if len(text) <= _HEADING and _PATTERNS.search(text):
            self._pattern = True
        if not (_MAY.search(text) or _MARK.search(text) or "Lorem" in text):
            return ()
        blanks = list(_blanks(text))
        return self._told(passage, blanks) if blanks else ()

    def end(self) -> Iterable[Hit]:
        return ()

    def _told(self, passage: Passage, blanks: list[tuple[int, int, str]]) -> Iterator[Hit]:
        text = passage.text
        for start, end, why in blanks:
            severity: Severity | None = None
            if why == "mark":
                self._marks += 1
                if "年" not in text[start:end] or self._marks > _HABIT:
                    severity = Severity.INFORM
            if why in ("date", "number") and passage.piece.place.part == Part.CELL:
                severity = Severity.INFORM
            if self._pattern and why in ("date", "number", "mark", "told", "amount"):
                severity = Severity.INFORM
            yield passage.hit(
                MISSING,
                start,
                end,
                severity=severity,
                confidence=0.9 if severity is None else 0.5,
                args={"why": why, "right": ""},
            )


def _blanks(text: str) -> Iterator[tuple[int, int, str]]:
    """Where something is left open, and the code of what."""
    for found in _DAY.finditer(text) if "月" in text else ():
        year = _DAY_BEFORE.search(text, max(0, found.start() - 12), found.start())
        if year:
            yield year.start(), found.end(), "date"
    if "〔" in text:
        yield from ((found.start(), found.end(), "number") for found in _NUMBER.finditer(text))
    if "第条" in text or "第款" in text:
        yield from ((found.start(), found.end(), "article") for found in _ARTICLE.finditer(text))
    if "《" in text:
        yield from ((found.start(), found.end(), "empty") for found in _EMPTY.finditer(text))
    for found in _AMOUNT.finditer(text) if "元" in text else ():
        before = text[max(0, found.start() - 6) : found.start()].rstrip("万亿 ")
        for word in _AMOUNT_BEFORE:
            if before.endswith(word):
                yield text.rindex(word, 0, found.start()), found.end(), "amount"
    for found in _MARK.finditer(text):
        year = _YEAR_BEFORE.search(text, max(0, found.start() - 5), found.start())
        if year or "月" in found[0] or len(found[0]) > 1:
            yield year.start() if year else found.start(), found.end(), "mark"
    for found in _TOLD.finditer(text) if "此" in text or "待" in text else ():
        inside = _brackets_around(text, found.start(), found.end())
        alone = _TOLD_ALONE.match(text, max(0, found.start() - 2)) or _TOLD_ALONE.match(text, found.start())
        if inside and any(pending(text[inside[0] : inside[1]], "")):
            continue
        if inside:
            yield *inside, "told"
        elif alone:
            yield alone.start(), alone.end(), "told"
    if "Lorem ipsum" in text:
        at = text.index("Lorem ipsum")
        yield at, at + len("Lorem ipsum"), "told"


def _brackets_around(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The short brackets in which something stands."""
    first = max(text.rfind(mark, max(0, start - 14), start) for mark in "（(【[<")
    closing = [at for mark in "）)】]>" if (at := text.find(mark, end, end + 16)) >= 0]
    return (first, min(closing) + 1) if first >= 0 and closing else None


def _begin(about: About, knowledge: Knowledge) -> _Look:
    return _Look(about)


detector("forms.blanks", (MISSING,), _begin, only_words=True)
