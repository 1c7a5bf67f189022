"""文号 (document numbers): read every spelling in use, write the one of GB/T 9704-2012.

Kinds: 普通 `代字〔YYYY〕N号`; 发明电, the same with a 代字 that ends in 明电; 令 `…令第N号`
(some ministries number per year: `…令YYYY年第N号`); 公告 `YYYY年第N号` with or without an issuer
(some issuers number without a year: `…公告第N号`). GB/T 9704-2012: full year, brackets U+3014 and
U+3015, no leading zero, no 第 in the ordinary kind. A joint document carries the lead organ's number.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

_HAN = "[〇\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]"
_MARK = re.compile(f"{_HAN}{{2,16}}")
_ISSUER = re.compile(f"(?:{_HAN}|、){{2,40}}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_OPEN, _CLOSE = "([【〔〖{<〈", ")]】〕〗}>〉"
_BRACKETS = str.maketrans(_OPEN + _CLOSE, "〔" * len(_OPEN) + "〕" * len(_CLOSE))
_INVISIBLE = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]+")

_BRACKETED = re.compile("(?P<mark>[^〔〕]*)〔(?P<year>[^〔〕]*)〕(?P<serial>[^〔〕]*)")
_ORDER = re.compile(r"(?P<issuer>.*)令(?:(?P<year>\d+)年)?第?(?P<serial>\d+)号")
_ORDER_LAST = re.compile(r"(?P<issuer>.*?)(?:(?P<year>\d+)年)?第(?P<serial>\d+)号令")
_YEARLY = re.compile(
    r"(?P<issuer>.*?)(?P<word>公告|通告)?(?P<year>\d+)年第?(?P<serial>\d+)号(?P<last>公告|通告)?"
)
_YEARLESS = re.compile(r"(?P<issuer>.*?)(?P<word>公告|通告)第?(?P<serial>\d+)号")


class DocNumberError(ValueError):
    """A text that is not a 文号.

    `code` is one of: no_year, bad_year, no_serial, bad_serial, no_suffix (号 is missing),
    no_issuer_mark, bad_issuer_mark, unreadable.
    """

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text!r}")
        self.code = code


class DocKind(StrEnum):
    """普通, 令, 公告 (with 通告), 发明电."""

    ORDINARY = "ordinary"
    ORDER = "order"
    ANNOUNCEMENT = "announcement"
    TELEGRAM = "telegram"


@dataclass(frozen=True)
class DocNumber:
    """A 文号 in parts. `text` is its canonical spelling.

    `issuer_mark` is the 代字, for 令 and 公告 the name of the issuer, empty for a 公告 without one.
    `year` is None for the kinds numbered without a year.
    """

    kind: DocKind
    issuer_mark: str
    year: int | None
    serial: int
    text: str


@dataclass(frozen=True)
class Citation:
    """A 文号 found in running text: `text[start:end]` is how it is written there."""

    start: int
    end: int
    number: DocNumber


def parse(text: str) -> DocNumber:
    """Read one 文号 in any usual spelling: all brackets, full or half width, spaces, 第, zeros.

    Raises DocNumberError.
    """
    clean = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_BRACKETS)
    if found := _BRACKETED.fullmatch(clean):
        return _bracketed(text, found["mark"], found["year"], found["serial"])
    if found := _ORDER.fullmatch(clean) or _ORDER_LAST.fullmatch(clean):
        year = _year(text, found["year"]) if found["year"] else None
        issuer, serial = _issuer(text, found["issuer"]), _serial(text, found["serial"])
        return DocNumber(DocKind.ORDER, issuer, year, serial, f"{issuer}令{_yearly(year)}第{serial}号")
    if found := _YEARLY.fullmatch(clean):
        word = found["word"] or found["last"] or ""
        return _announcement(text, found["issuer"], word, _year(text, found["year"]), found["serial"])
    if found := _YEARLESS.fullmatch(clean):
        return _announcement(text, found["issuer"], found["word"], None, found["serial"])
    if re.search(r"\d号", clean):
        raise DocNumberError("no_year", text)
    raise DocNumberError("no_serial" if _YEAR.search(clean) else "unreadable", text)


def normalise(text: str) -> str:
    """The canonical spelling of a 文号; idempotent. Raises DocNumberError."""
    return parse(text).text


def _bracketed(text: str, mark: str, year_text: str, serial_text: str) -> DocNumber:
    if not mark:
        raise DocNumberError("no_issuer_mark", text)
    if not _MARK.fullmatch(mark):
        raise DocNumberError("bad_issuer_mark", text)
    if not year_text:
        raise DocNumberError("no_year", text)
    year = _year(text, year_text.removesuffix("年"))
    digits = serial_text.removeprefix("第").removesuffix("号")
    if not digits:
        raise DocNumberError("no_serial", text)
    if not serial_text.endswith("号"):
        raise DocNumberError("no_suffix" if digits.isdecimal() else "bad_serial", text)
    serial = _serial(text, digits)
    kind = DocKind.TELEGRAM if mark.endswith("明电") else DocKind.ORDINARY
    return DocNumber(kind, mark, year, serial, f"{mark}〔{year}〕{serial}号")


def _announcement(text: str, issuer: str, word: str, year: int | None, serial_text: str) -> DocNumber:
    if issuer or year is None:
        issuer = _issuer(text, issuer)
    serial = _serial(text, serial_text)
    return DocNumber(DocKind.ANNOUNCEMENT, issuer, year, serial, f"{issuer}{word}{_yearly(year)}第{serial}号")


def _yearly(year: int | None) -> str:
    return f"{year}年" if year else ""


def _year(text: str, digits: str) -> int:
    if not _YEAR.fullmatch(digits):
        raise DocNumberError("bad_year", text)
    return int(digits)


def _serial(text: str, digits: str) -> int:
    if not digits.isdecimal() or not 1 <= len(digits.lstrip("0")) <= 5:
        raise DocNumberError("bad_serial", text)
    return int(digits)


def _issuer(text: str, issuer: str) -> str:
    if not issuer:
        raise DocNumberError("no_issuer_mark", text)
    if not _ISSUER.fullmatch(issuer):
        raise DocNumberError("bad_issuer_mark", text)
    return issuer


# --- numbers inside running text -------------------------------------------------------------------

_S = r"\s{0,3}"
_N = rf"第?{_S}\d{{1,7}}{_S}号"
_WIDE_OPEN, _WIDE_CLOSE = "（［｛＜﹝﹙﹛", "）］｝＞﹞﹚﹜"
_CITED = re.compile(
    rf"(?P<mark>{_HAN}{{2,16}}){_S}[{re.escape(_OPEN + _WIDE_OPEN)}]{_S}\d{{4}}{_S}年?{_S}"
    rf"[{re.escape(_CLOSE + _WIDE_CLOSE)}]{_S}{_N}"
    rf"|(?P<order>{_HAN}{{2,30}})令{_S}(?:\d{{4}}{_S}年{_S})?{_N}"
    rf"|(?P<notice>{_HAN}{{2,30}})(?:公告|通告){_S}(?:\d{{4}}{_S}年{_S})?{_N}"
    rf"|(?P<issuer>{_HAN}{{2,30}}){_S}(?:\d{{4}}{_S}年{_S})?第{_S}\d{{1,7}}{_S}号(?:令|公告|通告)"
)
# Words that stand before a number but in no 代字 and in no name of an organ. Single characters that
# begin or end place names (和, 原, 由, 为, 即, 如, 向 …) are left out on purpose.
_BEFORE = re.compile(
    "根据|依据|按照|依照|遵照|参照|参见|详见|贯彻|落实|执行|印发|转发|下发|发布|公布|制定|修订|修改"
    "|废止|替代|代替|以及|关于|现将|[的了及与或见号以按]"
)
_CLOSERS = "）)》”号"


def where_mark_begins(text: str, start: int, end: int) -> int:
    """Where the 代字 begins inside `text[start:end]`, the run of Chinese characters before its year."""
    begin = start
    for word in _BEFORE.finditer(text, start, end):
        begin = word.end()
    # 和 also begins names of places: 和县.
    return begin + 1 if text[begin] == "和" and text[begin - 1 : begin] in tuple(_CLOSERS) else begin


def find_all(text: str) -> list[Citation]:
    """The numbers cited inside running text, in order, with their places.

    Chinese has no spaces, so where a 代字 begins is a judgement: it begins after a mark of
    punctuation or after a word such as 根据 or 印发. `YYYY年第N号` alone is not taken, since it is
    also how periodicals are counted; it needs the word 公告 or 通告.
    """
    citations = []
    for found in _CITED.finditer(text):
        group = str(found.lastgroup)
        start = where_mark_begins(text, found.start(group), found.end(group))
        try:
            number = parse(text[start : found.end()])
        except DocNumberError:
            continue
        citations.append(Citation(start, found.end(), number))
    return citations
