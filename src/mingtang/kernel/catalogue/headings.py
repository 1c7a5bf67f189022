"""Lines that are no items: headings of areas, titles, notes, totals, signatures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from mingtang.kernel.catalogue.text import narrow, squeeze, tidy
from mingtang.kernel.classification.areas import STANDARD_AREAS, area_of_name

LOCAL_MARK = "本地增加"
"""What an export writes before the remarks of a local item; reading takes it away again."""
LOCAL = re.compile(r"(?:地方|本地|本县|本区|本市|本级|自行)(?:自设|自行设置|新增|增加|增设|特色|补充)")
"""Words that mark what the place itself added to the standard."""

_NUMBER = re.compile(
    r"^(?:附件|附表|附录|表|领域)?\s*(?:[（(]?\s*(?:[一二三四五六七八九十百]+|\d{1,3})\s*[）)]?\s*(?:[、.．:：\-_—]|(?<=[）)])|\s|$|(?=[^\d\W])))\s*"
)
_PARENTHESES = re.compile(r"（[^（）]*）|\([^()]*\)|【[^【】]*】")
_BOILERPLATE = re.compile(
    r"基层政务公开|政务公开|政府信息|信息公开|主动公开|标准化规范化|标准化|标准|规范化|规范|试点|领域|公开事项|事项|目录(?:清单|汇编|表)?|清单|"
    r"指引|汇总表?|\d{4}年(?:版|度|修订版?)?|(?:\d{4}|\d{1,2})版|修订版?|（|）|\(|\)|《|》|“|”|公开|基层|的|表$"
)
_GENERIC = re.compile(
    r"(?:sheet|工作表|表格?|table|目录|标准目录|公开目录|汇总|总表|全部|明细|数据)?\s*\d*", re.IGNORECASE
)
_TITLE = re.compile(r"目录|清单|指引|标准")
_NAMES = {name: area.code for area in STANDARD_AREAS.values() for name in (area.label, *area.aliases)}
_NAME = re.compile("|".join(sorted(map(re.escape, _NAMES), key=lambda each: -len(each))))

_NOTE = re.compile(
    r"(?:备\s*注|注|说\s*明|填\s*表\s*说\s*明|填报说明|编制说明|注释|附注|提示|★|※|\*)\s*\d?\s*(?:[：:、.．]|(?<=[※★*]))"
)
_SIGNATURE = re.compile(
    r"(?:填\s*报\s*(?:单位|人|日期|时间|部门)|填\s*表\s*(?:人|单位|日期|时间)|制\s*表(?:人|单位|日期|时间)?|审\s*核\s*人?|"
    r"审\s*批\s*人?|负\s*责\s*人|(?:主要|分管)(?:领导|负责人)|联\s*系\s*(?:人|电\s*话|方式)|经\s*办\s*人|单\s*位(?:名称|（盖章）|\(盖章\)|盖章)?|编\s*制\s*单\s*位|"
    r"公\s*章|盖\s*章|签\s*(?:字|名|章)|日\s*期|报送(?:单位|日期)|更新(?:日期|时间)|发布(?:单位|日期)|电\s*话)\s*(?:（[^（）]*）|\([^()]*\))?\s*(?:[：:]|$)"
)
_DATE = re.compile(
    r"(?:二[〇○零]|20\d\d)\S{0,4}年\S{1,3}月(?:\S{1,3}日)?|20\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:\s.*)?"
)
_PAGE = re.compile(
    r"第\s*\d+\s*页(?:[\s，,/]*共\s*\d+\s*页)?|共\s*\d+\s*页|[-—–]\s*\d+\s*[-—–]|\d+\s*/\s*\d+|page\s*\d+.*",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"(?:合\s*计|总\s*计|小\s*计|共\s*计|本页小计)(?:[：:].*)?")


@dataclass(frozen=True)
class Heading:
    """`area` is a code or empty; `text` the heading's own words without number and boilerplate; `known` is false for
    a heading that names an area which is none of STANDARD_AREAS."""

    area: str
    text: str
    local: bool = False

    @property
    def known(self) -> bool:
        return bool(self.area)


def area_in(text: str) -> str:
    """The code of the one area that a text names, empty for none or for several."""
    bare = _PARENTHESES.sub("", squeeze(narrow(text))) or squeeze(narrow(text))
    codes = {_NAMES[match[0]] for match in _NAME.finditer(bare)}
    return codes.pop() if len(codes) == 1 else ""


@lru_cache(maxsize=5_000)
def core(text: str) -> str:
    """A heading without its number, parentheses and the words that all headings have."""
    plain = squeeze(_NUMBER.sub("", narrow(text)))
    return _BOILERPLATE.sub("", _PARENTHESES.sub("", plain)).strip("-_—：:、. ")


def _words(text: str) -> str:
    """The heading as a person would say it: 社会救助领域."""
    plain = tidy(_PARENTHESES.sub("", _NUMBER.sub("", narrow(text))))
    if "领域" in plain:
        return plain[: plain.index("领域") + 2]
    return _TITLE_TAIL.sub("", plain).strip(" -_—：:、") or plain


_TITLE_TAIL = re.compile(r"(?:基层)?(?:政务公开|信息公开)?(?:标准|事项)*目录.*$")


@lru_cache(maxsize=5_000)
def heading_of(text: str, *, loose: bool = False) -> Heading | None:
    """The area heading that a line is, None where it is none.

    A known area's name makes a heading where little else stands in the line; so do 领域, and words that mark an
    addition of the place. `loose` also takes any numbered line (三、涉农资金), for rows that hold nothing else.
    """
    plain = narrow(text)
    if not plain or len(plain) > 80 or _NOTE.match(plain) or _SIGNATURE.match(plain):
        return None
    bare = core(plain)
    local = bool(LOCAL.search(plain))
    code = area_of_name(bare) or area_in(bare)
    says_area = "领域" in plain
    title = bool(_TITLE.search(plain))
    if code and (says_area or title or len(bare) <= 16):
        return Heading(code, _words(plain), local)
    if (says_area and re.search(r"[^\W\d]{2,}领域", _PARENTHESES.sub("", plain))) or local:
        return Heading("", _words(plain), local)
    if loose and bare and _NUMBER.match(plain) and not plain[0].isalnum() | plain[0].isdigit():
        return Heading("", _words(plain), local)
    if loose and bare and re.match(r"[一二三四五六七八九十]+、", plain):
        return Heading("", _words(plain), local)
    return None


def says_area(text: str) -> bool:
    """Whether a line calls itself an area, or an addition of the place."""
    return "领域" in text or bool(LOCAL.search(text))


def is_title(text: str) -> bool:
    """Whether a line is the title of a catalogue."""
    plain = squeeze(narrow(text))
    return len(plain) <= 80 and "目录" in plain and not _NOTE.match(plain)


def is_generic(name: str) -> bool:
    """Whether a sheet's name says nothing: Sheet1, 目录."""
    return not core(name) or bool(_GENERIC.fullmatch(squeeze(name)))


def junk(texts: list[str]) -> str:
    """Why a row of these texts is no item: note, total, signature, page, date, numbers; empty where it may be one."""
    first = narrow(texts[0])
    if len(texts) <= 3 and _NOTE.match(first):
        return "note"
    if _TOTAL.fullmatch(squeeze(first)) and len(texts) <= 4:
        return "total"
    if all(_SIGNATURE.match(narrow(text)) or _DATE.fullmatch(squeeze(text)) for text in texts):
        return "date" if all(_DATE.fullmatch(squeeze(text)) for text in texts) else "signature"
    if (
        len(texts) <= 6
        and _SIGNATURE.match(first)
        and ("：" in first or ":" in first)
        and all(len(text) <= 40 for text in texts)
    ):
        return "signature"
    if len(texts) == 1 and _PAGE.fullmatch(first):
        return "page"
    if len(texts) >= 4 and all(re.fullmatch(r"\(?（?\d{1,2}）?\)?", narrow(text)) for text in texts):
        return "numbers"
    return ""


def without_mark(remark: str) -> str:
    """The remark without the mark that `Item.local` stands for."""
    return remark.removeprefix(LOCAL_MARK).lstrip("；") if remark.startswith(LOCAL_MARK) else remark
