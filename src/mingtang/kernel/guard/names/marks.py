"""Marks of papers that are not, or not yet, for the public."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.detectors import detector
from mingtang.kernel.guard.hits import Hit, Severity, hit_kind
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.passages import Passage
from mingtang.kernel.guard.pieces import Part

SECRET = hit_kind("marks.secret", Severity.BLOCK, "《中华人民共和国保守国家秘密法》；GB/T 9704-2012 7.2.2")
INTERNAL = hit_kind("marks.internal", Severity.WARN, "《政府信息公开条例》第十六条、第十七条")
DRAFT = hit_kind("marks.draft", Severity.WARN, "《政府信息公开条例》第十六条：过程性信息")
NOT_OPEN = hit_kind("marks.not_open", Severity.WARN, "《政府信息公开条例》第十七条：公开前应当审查")

HEAD = 6
"""Passages from the first in which a mark at the head of a paper may stand."""
_MARGINS = (Part.HEADER, Part.FOOTNOTE, Part.ANNOTATION, Part.PROPERTY)

_STARRED = re.compile(
    r"(?:绝密|机密|秘密)(?:级)?\s?[★☆*✩⭐]\s?(?:[\d一二三四五六七八九十]{1,3}\s?(?:年|个月|月|日)|长期|启用前|解密时间[^\s，。]{0,12})?"
)
_LEVEL_FIELD = re.compile(r"(?:密\s?级|秘密等级|保密级别)\s?[:：]\s?((?:绝密|机密|秘密)(?![、/或和□])级?)")
_ALONE = re.compile(r"[\s【\[（(]*((?:绝密|机密|秘密)(?:级|件|文件)?)[\s】\]）)!！]*")
_EXPLAINS = re.compile(r"标注|标志|标识|字样|标明|如|例|形式|格式|样式|表示|写作")

_INTERNAL = (
    r"(?:内部(?:资料|文件|材料|刊物|使用|参考|传阅|掌握|明电|学习资料)|仅供内部(?:使用|参考|传阅|掌握|学习)|供领导(?:参阅|参考)|"
    r"注意(?:保存|保密)|妥善保管|(?:不得|请勿|严禁|禁止|切勿)外传|(?:不得|请勿|严禁|禁止)(?:翻印|转载外传|对外公开|上网|公开)|"
    r"(?:阅|会|用)后(?:即)?(?:收回|销毁|退回)|不对外公开|限内部)"
)
_ANY_INTERNAL = re.compile(r"内部|外传|保存|保管|保密|收回|销毁|退回|领导参|翻印|上网|不对外|对外公开")
_WEAK = re.compile(r"注意保存|注意保密|妥善保管|不对外公开|内部(?:使用|掌握|参考|文件|资料|材料)")
# The mark is its clause: what says more about the paper than “this paper” is a sentence about other things.
_INTERNAL_CLAUSE = re.compile(
    rf"(?:^|(?<=[\s，。；;,！!（(【\[：:、—-]))(?:[本此该](?:件|资料|材料|文件|表|文|稿|刊|手册|名单|内容)(?:为|系|属于?|是)?)?"
    rf"({_INTERNAL}(?:[\s，,、；;]{{0,3}}{_INTERNAL}){{0,3}})(?=$|[\s，。；;,！!）)】\]])"
)
_DRAFT = re.compile(
    r"(?:[（(【\[](?:[^（）()【】\[\]]{0,8})?(?:征求意见稿|送审稿|讨论稿|草稿|未定稿|初稿|审议稿|报批稿|修改稿|代拟稿|过程稿|送签稿|草案)(?:[^（）()【】\[\]]{0,6})[）)】\]])"
    r"|征求意见稿|送审稿|讨论稿|草稿|未定稿|代拟稿|报批稿|送签稿|过程稿"
)
_CONSULTS = re.compile(
    r"征求[^（(]{0,12}意见(?!稿)|征集|公开征求|意见建议|意见反馈|反馈|采纳|起草说明|编制说明|的说明|听证|解读|公示|审查意见|的报告|的决议|的审查|论证|座谈|议案"
)
_NOT_OPEN = re.compile(
    r"(?:[此本该](?:件|文件|文|页|信息)(?:为|属于?|系)?|公开(?:属性|方式|类别|类型|形式|形态|选项|类)\s?[:：]\s?(?:[☑√✓✔■]\s?)?)"
    r"(不予公开|不公开|不宜公开|依申请公开|不予以?公开|暂不公开|不对外公开|仅限内部公开|内部公开)"
)
_NOT_OPEN_ALONE = re.compile(r"\s*[（(【\[]\s?(不予公开|不公开|不宜公开|依申请公开)\s?[）)】\]]\s*")
_NOT_OPEN_VALUE = re.compile(r"\s*(不予公开|不公开|不宜公开|依申请公开)\s*")
_CHOICES = re.compile(r"主动公开\s?[□○◯☐]?\s?[、/，\s]|[□○◯☐]\s?主动公开|主动公开\s?[□○◯☐]")
_TICKED = frozenset("☑√✓✔■●")


class _Marks:
    def __init__(self, about: About) -> None:
        self._consults = _CONSULTS.search(about.title) is not None
        self._seen = 0

    def see(self, passage: Passage) -> Iterator[Hit]:
        text = passage.text
        place = passage.piece.place
        part = place.part
        if part in (Part.MARKUP, Part.LINK, Part.FORMULA):
            return
        head = part in _MARGINS
        if part in (Part.BODY, Part.TEXT, Part.CELL, Part.PICTURE) and text.strip():
            self._seen += 1
            head = head or self._seen <= HEAD
        if "密" in text:
            yield from _secret(passage, head)
        yield from _internal(passage, head)
        if part in (Part.TITLE, Part.FILE_NAME) and not self._consults:
            yield from _draft(passage)
        if "公开" in text or part == Part.FIELD:
            yield from _not_open(passage)

    def end(self) -> tuple[Hit, ...]:
        return ()


def _secret(passage: Passage, head: bool) -> Iterator[Hit]:
    text = passage.text
    for found in _STARRED.finditer(text):
        # A rule on how marks are written quotes them.
        if _quoted(text, found.start(), found.end()) and _EXPLAINS.search(text):
            continue
        yield passage.hit(SECRET, found.start(), found.start() + len(found[0].rstrip()), confidence=0.99)
    for found in _LEVEL_FIELD.finditer(text):
        yield passage.hit(SECRET, found.start(1), found.end(1), confidence=0.95)
    alone = _ALONE.fullmatch(text)
    label = passage.piece.place.label
    if alone and (
        "密级" in label
        or (head and passage.piece.cell is None)
        or passage.piece.place.part in (Part.TITLE, Part.FILE_NAME)
    ):
        yield passage.hit(SECRET, alone.start(1), alone.end(1), confidence=0.95)


def _internal(passage: Passage, head: bool) -> Iterator[Hit]:
    text = passage.text
    if not _ANY_INTERNAL.search(text):
        return
    margin = passage.piece.place.part in _MARGINS
    for found in _INTERNAL_CLAUSE.finditer(text):
        line_start = text.rfind("\n", 0, found.start()) + 1
        line_end = text.find("\n", found.end())
        line = text[line_start : line_end if line_end >= 0 else len(text)].strip(" \t（）()【】[]!！。,，")
        alone = line in (found[0].strip(), found[1])
        bracketed = found.start() > 0 and text[found.start() - 1] in "（(【["
        named = found[0].startswith(("本", "此", "该"))
        # In the run of a sentence: a rule about such papers rather than a mark of this one.
        if not (alone or margin or bracketed or named) and (len(line) > 40 or _WEAK.fullmatch(found[1])):
            continue
        loud = alone or margin
        if passage.piece.cell is not None and not margin:
            loud = False
        yield passage.hit(
            INTERNAL,
            found.start(1),
            found.end(1),
            severity=Severity.BLOCK if loud else None,
            confidence=0.95 if loud else 0.8,
        )


def _draft(passage: Passage) -> Iterator[Hit]:
    text = passage.text
    if _CONSULTS.search(_DRAFT.sub("", text)):
        return
    for found in _DRAFT.finditer(text):
        # “预算（草案）的报告” is the usual title of a paper that is final.
        if text.startswith("的", found.end()):
            continue
        start, end = found.span()
        if text[start] in "（(【[":
            start, end = start + 1, end - 1
        yield passage.hit(DRAFT, start, end, confidence=0.9, args={"mark": text[start:end]})


def _not_open(passage: Passage) -> Iterator[Hit]:
    text = passage.text
    place = passage.piece.place
    if place.part == Part.FIELD and "公开" in place.label:
        value = _NOT_OPEN_VALUE.fullmatch(text)
        if value:
            yield _closed(passage, value)
            return
    if passage.piece.cell is None:
        alone = _NOT_OPEN_ALONE.fullmatch(text)
        if alone:
            yield _closed(passage, alone)
            return
    for found in _NOT_OPEN.finditer(text):
        line_start = text.rfind("\n", 0, found.start()) + 1
        line_end = text.find("\n", found.end())
        line = text[line_start : line_end if line_end >= 0 else len(text)]
        ticked = text[found.start(1) - 1 : found.start(1)] in _TICKED
        if _CHOICES.search(line) and not ticked:
            continue
        if _quoted(text, found.start(), found.end()) and _EXPLAINS.search(line):
            continue
        yield _closed(passage, found)


def _closed(passage: Passage, found: re.Match[str]) -> Hit:
    on_request = found[1] == "依申请公开"
    return passage.hit(
        NOT_OPEN,
        found.start(1),
        found.end(1),
        severity=Severity.WARN if on_request else Severity.BLOCK,
        confidence=0.9,
        args={"mark": found[1]},
    )


def _quoted(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in ("“", "「", '"', "‘") and text[end : end + 1] in ("”", "」", '"', "’")


def _begin(about: About, knowledge: Knowledge) -> _Marks:
    return _Marks(about)


detector("marks", (SECRET, INTERNAL, DRAFT, NOT_OPEN), _begin)
