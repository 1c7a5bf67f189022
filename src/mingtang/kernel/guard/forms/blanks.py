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
from mingtang.kernel.guard.passages import Passage
from mingtang.kernel.guard.pieces import Part

_X = "[Xx×╳○]"
# One expression: where it may begin is cheap to find. The name of the group is the reason.
_BLANK = re.compile(
    r"(?P<date>(?:19|20)\d\d年(?:\s*月\s*日|\d{1,2}月\s*日))"
    r"|(?P<number>〔(?:19|20)\d\d〕\s*号)"
    r"|(?P<article>第[条款](?![例线码目项子形件框理式]))"
    r"|(?P<empty>《\s*》)"
    r"|(?P<told>[（(【\[<][^（）()【】\[\]<>\n]{0,12}(?:此处|在此|待补充|待填|待核|待完善|待定稿)[^（）()【】\[\]<>\n]{0,12}[）)】\]>])"
    r"|(?P<told2>(?:单击|点击)?此处(?:填写|输入|编辑|插入|添加)(?:文字|内容|标题|文本)?|Lorem ipsum)"
    r"|(?P<amount>(?:共计|合计|总计|总投资|总金额|金额为)\s*[万亿]?元(?=[，。；、）]))"
    rf"|(?P<mark>(?:20\d\d|20{_X}{{2}}|{_X}{{1,4}})年{_X}{{1,2}}月(?:{_X}{{1,2}}日)?|{_X}{{2,4}}(?=[省市县区乡镇村局委办厅]|单位|部门|公司|同志|人民政府))"
)
_LEADS = re.compile("年|第[条款]|〔|《\\s*》|此处|在此|待|计|总|金额|Lorem|[Xx×╳○]{2}")
_PATTERNS = re.compile("示范文本|格式文本|文书格式|样式|式样|模板|范本|填写说明|填表")
_HABIT = 6
"""So many marks in place of words are a pattern to be filled in, or names left out on purpose."""


class _Look:
    def __init__(self, about: About) -> None:
        self._pattern = bool(_PATTERNS.search(about.title))
        self._marks = 0

    def see(self, passage: Passage) -> Iterable[Hit]:
        if passage.piece.place.part not in PROSE or not _LEADS.search(passage.text):
            return ()
        return self._found(passage)

    def end(self) -> Iterable[Hit]:
        return ()

    def _found(self, passage: Passage) -> Iterator[Hit]:
        text = passage.text
        self._pattern = self._pattern or bool(_PATTERNS.search(text))
        for found in _BLANK.finditer(text):
            why = str(found.lastgroup).rstrip("2")
            severity: Severity | None = None
            if why == "mark":
                self._marks += 1
                if "年" not in found[0] or self._marks > _HABIT:
                    severity = Severity.INFORM
            if why in ("date", "number") and passage.piece.place.part == Part.CELL:
                severity = Severity.INFORM
            if self._pattern and why in ("date", "number", "mark", "told", "amount"):
                severity = Severity.INFORM
            yield passage.hit(
                MISSING,
                found.start(),
                found.end(),
                severity=severity,
                confidence=0.9 if severity is None else 0.5,
                args={"why": why, "right": ""},
            )


def _begin(about: About, knowledge: Knowledge) -> _Look:
    return _Look(about)


detector("forms.blanks", (MISSING,), _begin)
