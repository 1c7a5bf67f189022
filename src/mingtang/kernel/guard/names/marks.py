"""Marks of papers that are not, or not yet, for the public."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.detectors import detector
from mingtang.kernel.guard.hits import Hit, Severity, hit_kind
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.names.pending import pending
from mingtang.kernel.guard.names.ticked import TICKS, ticked
from mingtang.kernel.guard.passages import Passage
from mingtang.kernel.guard.pieces import Part

SECRET = hit_kind("marks.secret", Severity.BLOCK, "《中华人民共和国保守国家秘密法》；GB/T 9704-2012 7.2.2")
INTERNAL = hit_kind("marks.internal", Severity.WARN, "《政府信息公开条例》第十六条、第十七条")
DRAFT = hit_kind("marks.draft", Severity.WARN, "《政府信息公开条例》第十六条：过程性信息")
NOT_OPEN = hit_kind("marks.not_open", Severity.WARN, "《政府信息公开条例》第十七条：公开前应当审查")

HEAD = 6
"""Passages from the first in which a mark at the head of a paper may stand."""
_FLOWING = (Part.BODY, Part.TEXT, Part.CELL, Part.PICTURE)
_SILENT = (Part.MARKUP, Part.LINK, Part.FORMULA)
_WRITTEN = (Part.TITLE, Part.BODY, Part.TEXT, Part.CELL, Part.ANNOTATION)
_MARGINS = (Part.HEADER, Part.FOOTNOTE, Part.ANNOTATION, Part.PROPERTY)

# Most passages hold none of these.
_ANY = re.compile(
    r"密|内\s{0,4}部|公开|稿|草案|外传|外泄|转发|保存|保管|收回|销毁|退回|即焚|翻印|扩散|上网|对外|领导|外借|[仅只][供限]|限本|[交归退]还|翻拍|拍照|截[屏图]|外流|[仅只]发|待|此处|TODO|(?i:draft)"
)
_LEVEL = r"(?:绝\s{0,4}密|机\s{0,4}密|秘\s{0,4}密)"
_STARRED = re.compile(
    rf"(?<![业作家守]){_LEVEL}(?:级)?\s?(?:[★☆✩⭐✭]|\*(?=\s?\d))\s?(?:[\d一二三四五六七八九十]{{1,3}}\s?(?:年|个月|月|日)|长期|启用前|解密时间[^\s，。]{{0,12}}|(?P<said>保密期限|期限|[xX×Ｘ]+年))?"
)
_LEVEL_FIELD = re.compile(
    rf"(?:密\s?级|秘密等级|保密级别|保密等级)\s?[:：]\s?({_LEVEL}(?![、/或和□])级?)"
    rf"|(?:本|此|该)(?:件|文|文件|材料|资料|页)(?:的?密级)?(?:为|是|属于?|定为|列为)[“\"]?({_LEVEL}级?)(?:文件|材料|资料|事项|件)?(?=[”\"，。；！、\s）)]|$)"
)
_FIELD_NAME = re.compile(r"\s*(?:密\s{0,4}级|秘密等级|保密级别|保密等级)\s?[:：]?\s*")
_ALONE = re.compile(rf"[\s【\[（(]*({_LEVEL}(?:级|件|文件)?)[\s】\]）)!！]*")
# In the name of a file and in the margin of a page it stands among other things.
_AMONG = re.compile(
    rf"(?:^|(?<=[\s_\-—·(（【\[.，,；;、|]))({_LEVEL}(?:级|件|文件)?)(?=$|[\s_\-—·)）】\].，,；;、|])"
)
_AT_HEAD = re.compile(rf"\s*[【\[（(〔]\s?({_LEVEL}(?:级|件)?)\s?[】\]）)〕]")
_AT_END = re.compile(rf"[【\[（(〔]\s?({_LEVEL}(?:级|件)?)\s?[】\]）)〕]\s*$")
_EXPLAINS = re.compile(r"标注|标志|标识|字样|标明|如|例|形式|格式|样式|表示|写作")

_INTERNAL = (
    r"(?:内部(?:工作|学习|交流|参阅|业务)?(?:资料|文件|材料|刊物|使用|参考|传阅|参阅|掌握|明电|文稿|通报|简报|稿件|信息|版)|"
    r"(?:仅|只|专)?(?:供|限于?)(?:本?单位|本?机关|本?系统|本?部门|党组|班子)?内部(?:人员|工作|工作人员)?(?:使用|参考|传阅|参阅|掌握|学习|交流|阅读|查阅|阅知)|"
    r"[仅只专](?:供|限于?)(?:本(?:单位|局|机关|部门|系统|委|办|院|校|厅|镇|乡|公司)|[省市县区](?:[直级属])?(?:机关|单位|部门)|机关|单位|系统|部门)(?:内部?|干部职工|干部|职工|工作人员|人员|党员)?(?:使用|参考|传阅|参阅|掌握|学习|交流|阅读|查阅|阅知)|"
    r"限本(?:单位|局|机关|部门|系统)(?:内部?|工作人员|人员)?(?:使用|参考|传阅|参阅|掌握)|"
    r"[仅只专](?:供|限于?)(?:党员干部|党员|领导干部|班子成员|参会人员|与会人员|工作人员)(?:传阅|参阅|掌握|阅知|内部使用)|"
    r"(?:仅|只)?供领导(?:同志)?(?:参阅|参考|决策参考|审阅)|"
    r"注意(?:保存|保密|保管)|妥善保管|"
    r"[仅只]发(?:至|送|给)[^，。；！\s]{2,12}|"
    r"(?:不得|请勿|严禁|禁止|切勿|勿)(?:擅自)?(?:外传|外泄|外借|转发|扩散|传播|翻印|复印|复制|转载外传|对外公开|对外提供|对外发布|对外传播|对外|上网|上传|公开|摘抄|拍照|翻拍|截屏|截图|外流|流出)|"
    r"(?:阅|会|用|看)后(?:请|须|应|务必)?(?:即|及时|统一)?(?:收回|销毁|退回|交回|交还|归还|退还|焚毁|焚|毁|删|删除)|不对外公开|不对外发布|不(?:宜|便)公开|(?:仅)?限(?:于)?(?:本?单位|本?机关|本?系统)?内部)"
)
_ANY_INTERNAL = re.compile(
    r"内\s{0,4}部|外传|外泄|外借|转发|扩散|传播|保存|保管|保密|收回|销毁|退回|交回|后即?[焚毁删]|领导|翻印|上网|上传|复印|复制|对外|公开|摘抄|拍照|翻拍|截[屏图]|外流|流出"
    r"|[仅只专][供限]|[仅只]发|限本|[交归退]还"
)
_WEAK = re.compile(
    r"注意保存|注意保密|注意保管|妥善保管|不对外公开|不对外发布|不[宜便]公开|内部(?:使用|掌握|参考|文件|资料|材料|通报|信息|版|交流资料)"
    r"|供领导(?:参考|审阅)|..(?:擅自)?(?:外借|转发|扩散|传播|复印|复制|对外|上传|公开|摘抄|拍照)"
)
_RIGHTS = re.compile(r"版权|未经|转载请|著作权")
_INTERNAL_ALONE = re.compile(r"\s*[【\[（(〔]\s?(内\s{0,4}部)\s?[】\]）)〕]\s*")
_SPREAD = re.compile(r"\s*[一-鿿](?:\s{1,4}[一-鿿]){3,11}\s*")
_SEPARATORS = str.maketrans("_.-", "   ")
# The mark is its clause: what says more about the paper than “this paper” is a sentence about other things.
_INTERNAL_CLAUSE = re.compile(
    rf"(?:^|(?<=[\s，。；;,！!（(【\[：:、—-]))(?:[本此该](?:件|资料|材料|文件|表|文|稿|刊|手册|名单|内容|报告|通报|简报|专报|纪要|记录|方案|通知)(?:为|系|属于?|是)?)?"
    rf"({_INTERNAL}(?:[\s，,、；;]{{0,3}}{_INTERNAL}){{0,3}})(?=$|[\s，。；;,！!）)】\]：:])"
)
_STATE = (
    "草案(?:[一二三四]次审议|初次审议|修改|修改建议|建议表决|表决|征求意见|初|审议)稿|征求意见稿|送审稿|讨论稿|(?<!起)草稿|未定稿|初稿|审议稿|报批稿|修改稿|代拟稿|过程稿|送签稿|审签稿|会签稿|审核稿|校对稿|上会稿|报审稿|签批稿"
    "|送批稿|拟办稿|试拟稿|第?[一二三四]稿|[一二三]审稿"
)
_DRAFT = re.compile(
    rf"(?:[（(【\[](?:[^（）()【】\[\]]{{0,8}})?(?:{_STATE}|草案)(?:[^（）()【】\[\]]{{0,6}})[）)】\]])"
    r"|征求意见稿|送审稿|讨论稿|(?<!起)草稿|未定稿|代拟稿|报批稿|送签稿|审签稿|会签稿|过程稿"
)
_DRAFT_NAMED = re.compile(rf"(?:{_STATE})|(?i:(?<![a-z])draft(?![a-z]))")
_DRAFT_ALONE = re.compile(
    rf"\s*[（(【\[]?\s?((?:第[一二三四五]次|内部|最新|公开)?(?:{_STATE}))\s?[）)】\]]?\s*(?:[，,；;：:].{{0,12}})?"
)
_CONSULTS = re.compile(
    r"征求[^（(]{0,12}意见(?!稿)|征集|公开征求|意见建议|意见反馈|反馈|采纳|起草说明|编制说明|的说明|听证|解读|公示|审查意见|的报告|的决议|的审查|论证|座谈|议案"
)
_NOT_OPEN = re.compile(
    r"(?:[此本该](?:件|文件|文|页|信息)(?:为|属于?|系)?|公开(?:属性|方式|类别|类型|形式|形态|选项|类)\s?[:：]\s?(?:[☑√✓✔■]\s?)?)"
    r"(不予公开|不公开|不宜公开|依申请公开|不予以?公开|暂不公开|不对外公开|仅限内部公开|内部公开)"
)
_OPEN_OR_NOT = re.compile(
    r"是否(?:主动|对外|予以|可以|同意|上网)?公开\s?[:：]\s?(否|不公开|不予公开|不对外公开|依申请公开)(?=[\s，。；）)]|$)"
)
_NOT_OPEN_ALONE = re.compile(r"\s*[（(【\[]\s?(不予公开|不公开|不宜公开|依申请公开)\s?[）)】\]]\s*")
_NOT_OPEN_VALUE = re.compile(r"\s*(不予公开|不公开|不宜公开|依申请公开)\s*")
_CHOICES = re.compile(r"主动公开\s?[□○◯☐]?\s?[、/，\s]|[□○◯☐]\s?主动公开|主动公开\s?[□○◯☐]")
_TICKED = frozenset(TICKS)


class _Marks:
    def __init__(self, about: About) -> None:
        self._title = about.title
        self._consults = _CONSULTS.search(about.title) is not None
        self._seen = 0
        self._level: tuple[int, int] | None = None
        """The row in which the cell before named the level of secrecy."""

    def see(self, passage: Passage) -> Iterable[Hit]:
        text = passage.text
        place = passage.piece.place
        part = place.part
        head = part in _MARGINS
        if part in _FLOWING and text and not text.isspace():
            self._seen += 1
            head = head or self._seen <= HEAD
        level, self._level = self._level, None
        if part in _SILENT or not (_ANY.search(text) or part == Part.FIELD):
            return ()
        cell = passage.piece.cell
        if cell is not None and _FIELD_NAME.fullmatch(text):
            self._level = (cell.table, cell.row)
        levelled = cell is not None and level == (cell.table, cell.row)
        return self._marks(passage, head, levelled)

    def _marks(self, passage: Passage, head: bool, levelled: bool) -> Iterator[Hit]:
        text, part = passage.text, passage.piece.place.part
        if "密" in text:
            yield from _secret(passage, head, levelled)
        yield from _internal(passage, head)
        if not self._consults and ("稿" in text or "草案" in text or "raft" in text or "RAFT" in text):
            if part in (Part.TITLE, Part.FILE_NAME):
                yield from _draft(passage)
            elif head and passage.piece.cell is None:
                yield from _draft_alone(passage)
        if part in _WRITTEN:
            for start, end in pending(text, self._title):
                yield passage.hit(DRAFT, start, end, confidence=0.8, args={"mark": text[start:end]})
        if "公开" in text or part == Part.FIELD:
            yield from _not_open(passage)

    def end(self) -> tuple[Hit, ...]:
        return ()


def _secret(passage: Passage, head: bool, levelled: bool) -> Iterator[Hit]:
    text = passage.text
    for found in _STARRED.finditer(text):
        # A rule on how marks are written quotes them.
        if found["said"] or (_quoted(text, found.start(), found.end()) and _EXPLAINS.search(text)):
            continue
        yield passage.hit(SECRET, found.start(), found.start() + len(found[0].rstrip()), confidence=0.99)
    for found in _LEVEL_FIELD.finditer(text):
        group = 1 if found[1] else 2
        yield passage.hit(SECRET, found.start(group), found.end(group), confidence=0.95)
    place = passage.piece.place
    alone = _ALONE.fullmatch(text)
    if alone and (
        levelled
        or "密级" in place.label
        or (head and passage.piece.cell is None)
        or place.part in (Part.TITLE, Part.FILE_NAME)
    ):
        yield passage.hit(SECRET, alone.start(1), alone.end(1), confidence=0.95)
        return
    if place.part == Part.FILE_NAME or place.part in _MARGINS:
        named = [*_AMONG.finditer(text)]
    elif place.part == Part.TITLE:
        named = [found for found in (_AT_HEAD.match(text), _AT_END.search(text)) if found]
    else:
        named = [found for found in (_AT_HEAD.match(text),) if found and head and passage.piece.cell is None]
    for found in named:
        yield passage.hit(SECRET, found.start(1), found.end(1), confidence=0.9)


def _internal(passage: Passage, head: bool) -> Iterator[Hit]:
    text = passage.text
    if not _ANY_INTERNAL.search(text):
        return
    part = passage.piece.place.part
    margin = part in _MARGINS
    if part == Part.FILE_NAME:
        text = text.translate(_SEPARATORS)
    bare = _INTERNAL_ALONE.fullmatch(text) or (
        _INTERNAL_ALONE.match(text) if part in (Part.TITLE, Part.FILE_NAME) or head else None
    )
    if margin and text.strip() == "内部":
        bare = re.search("(内部)", text)
    if bare:
        yield passage.hit(INTERNAL, bare.start(1), bare.end(1), confidence=0.9)
    if _SPREAD.fullmatch(text) and re.fullmatch(_INTERNAL, "".join(text.split())):
        start = len(text) - len(text.lstrip())
        yield passage.hit(
            INTERNAL, start, len(text.rstrip()), severity=Severity.BLOCK if head else None, confidence=0.95
        )
    if _RIGHTS.search(text):
        return
    for found in _INTERNAL_CLAUSE.finditer(text):
        line_start = text.rfind("\n", 0, found.start()) + 1
        line_end = text.find("\n", found.end())
        line = text[line_start : line_end if line_end >= 0 else len(text)].strip(" \t（）()【】[]!！。,，")
        alone = line in (found[0].strip(), found[1])
        bracketed = found.start() > 0 and text[found.start() - 1] in "（(【["
        named = found[0].startswith(("本", "此", "该")) or part in (Part.FILE_NAME, Part.TITLE)
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
    marks = [*_DRAFT.finditer(text)]
    if not marks and passage.piece.place.part == Part.FILE_NAME:
        marks = [*_DRAFT_NAMED.finditer(text)]
    for found in marks:
        # “预算（草案）的报告” is the usual title of a paper that is final.
        if text.startswith("的", found.end()):
            continue
        start, end = found.span()
        if text[start] in "（(【[":
            start, end = start + 1, end - 1
        yield passage.hit(DRAFT, start, end, confidence=0.9, args={"mark": text[start:end]})


def _draft_alone(passage: Passage) -> Iterator[Hit]:
    """A line, or the margin of a page, that says nothing else."""
    found = _DRAFT_ALONE.fullmatch(passage.text)
    if found:
        yield passage.hit(DRAFT, found.start(1), found.end(1), confidence=0.9, args={"mark": found[1]})


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
    for found in (*ticked(text), *_OPEN_OR_NOT.finditer(text)):
        yield _closed(passage, found)
    for found in _NOT_OPEN.finditer(text):
        line_start = text.rfind("\n", 0, found.start()) + 1
        line_end = text.find("\n", found.end())
        line = text[line_start : line_end if line_end >= 0 else len(text)]
        chosen = text[found.start(1) - 1 : found.start(1)] in _TICKED
        if _CHOICES.search(line) and not chosen:
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
