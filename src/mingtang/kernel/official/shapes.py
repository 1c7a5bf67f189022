"""What single lines of an official document look like."""

from __future__ import annotations

import re
import unicodedata

from mingtang.kernel.identifiers.doc_number import DocNumberError, parse
from mingtang.kernel.official.dates import find_date, read_date, squeezed

ORGAN = re.compile(
    r"(?:人民政府|政府|委员会|办公室|总工会|工会|残联|妇联|工商联|文联|科协|气象台|电视台|团委|县委|市委|区委|镇委|乡委|办公厅|人民法院|人民检察院|国务院|党委|党组|工委|纪委|管委会|居委会|村委会|村民委员会"
    r"|指挥部|领导小组|工作组|专家组|协会|学会|商会|联合会|公司|集团|医院|卫生院|学校|中学|小学|幼儿园|大学|学院|研究院|所|站"
    r"|大队|支队|总队|中心|银行|信用社|分局|总局|公安局|局|部|厅|处|科|委|办|院|队|馆|园|场|社|街道|乡|镇)$"
)
_SIGNED_BY_POST = re.compile(
    r"^(?:代)?(?:主席|省长|市长|县长|区长|乡长|镇长|主任|局长|院长|检察长|部长)[\u4e00-\u9fff·]{2,4}$"
)
_LABEL = re.compile(r"^(?:招标人|采购人|招标代理机构|采购代理机构|发布单位|主办单位|公示单位)\s*[:：]\s*")
_SEAL = re.compile(r"[（(](?:盖章|公章|章|印章|印)[）)]$")
_SENTENCE = re.compile(r"[。；！？]")
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十百]+、|（[一二三四五六七八九十百]+）|\d+[.．、]|（\d+）|第[一二三四五六七八九十百零\d]+(?:[章节条]|部分))"
)
_IDLE = re.compile(r"^[（(]?\s*共\s*印\s*\d+\s*份\s*[）)]?$|^[（(]此页无正文[）)]$")
_PAGE = re.compile(r"^[-—–－一\s]*\d{1,4}[-—–－一\s]*$")
_APPENDIX = re.compile(r"^附(?:\s*件\s*(?:[0-9０-９一二三四五六七八九十]{1,3})?\s*[:：]?)?$")
_BRACKETS = re.compile(r"^[（(][^（()）]{2,60}[）)]$")
_SIGNED = re.compile(r"(?:签发人|签\s*发)\s*[:：]\s*([\u4e00-\u9fff·\s]{2,20})$")
_HEADING = (
    (re.compile(r"^第[一二三四五六七八九十百零]+(?:[编章]|部分)(?:\s|$|[^条])"), 2),
    (re.compile(r"^第[一二三四五六七八九十百零]+节(?:\s|$)"), 3),
    (re.compile(r"^[一二三四五六七八九十百]+、"), 2),
    (re.compile(r"^[（(][一二三四五六七八九十百]+[）)]"), 3),
)
_TITLE_END = (
    "通知|公告|通告|公示|意见|决定|决议|批复|复函|函|答复|纪要|通报|报告|命令|令|办法|规定|细则|规则|条例|章程|规划|计划|方案|要点|预案|指南"
    "|制度|标准|清单|目录|公报|请示|议案|说明|解读|问答|图解|总结|决算|预算|名单|结果|情况|书|简报|倡议书|公开信|启事|提示|须知|措施|办理情况|安排|任务分工"
)
TITLE = re.compile(rf"(?:{_TITLE_END})(?:[（(][^（()）]{{1,12}}[）)])?$")
_HELD_APART = re.compile(
    r"(?<=[\u2e80-\u9fff\uff00-\uffef《》“”（）〔〕、]) (?=[\u2e80-\u9fff\uff00-\uffef《》“”（）〔〕、])"
)
LONGEST_HEADING = 45
LONGEST_ORGAN = 40


def tidy(text: str) -> str:
    """On one line, without the blanks that only hold characters apart: 土 地 使 用 → 土地使用."""
    text = " ".join(text.replace("\u3000", " ").split())
    return re.sub(
        r"(?<=[\u2e80-\u9fff\uff00-\uffef《》“”（）〔〕、]) (?=[\u2e80-\u9fff\uff00-\uffef《》“”（）〔〕、])",
        "",
        text,
    )


def doc_no_of(text: str) -> tuple[str, str] | None:
    """文号 of a line that is nothing else, with the name behind 签发人: when that stands on the line too."""
    signed = _SIGNED.search(text)
    name = _names_of(signed[1]) if signed else ""
    rest = squeezed(text[: signed.start()] if signed else text).strip("()（）")
    if len(rest) > 45 or "号" not in rest:
        return None
    # The brackets of the number itself have been made narrow and are taken off the outside only.
    for candidate in (squeezed(text[: signed.start()] if signed else text), rest):
        try:
            return parse(candidate).text, name
        except DocNumberError:
            continue
    return None


def _names_of(text: str) -> str:
    """韩　冰　郭大勇 are two persons: characters held apart are one name, blanks between names part them."""
    names: list[str] = []
    single = ""
    for piece in text.split():
        if len(piece) == 1:
            single += piece
            if len(single) < 2:
                continue
            piece, single = single, ""
        names.append(piece)
    return "\n".join([*names, single] if single else names)


def is_organ(text: str) -> bool:
    """A line that may be the name of who signs."""
    text = tidy(text)
    if (
        not 2 <= len(text) <= LONGEST_ORGAN
        or _SENTENCE.search(text)
        or _NUMBERED.match(text)
        or text.endswith("，")
        or ":" in text
        or "：" in text
    ):
        return False
    plain = re.sub(r"[（(][^（()）]*[）)]$", "", text).replace(" ", "")
    return bool(ORGAN.search(plain))


def is_post_with_name(text: str) -> bool:
    """县长 李明远, who signs orders in person."""
    return bool(_SIGNED_BY_POST.match(tidy(text).replace(" ", "")))


def without_seal(name: str) -> str:
    """（盖章） and 招标人： are no part of a name."""
    return _LABEL.sub("", _SEAL.sub("", name))


def names_apart(text: str) -> list[str]:
    """Organs parted by blanks; what is no list of organs is one name."""
    parts = text.removesuffix("文件").split()
    return (
        parts
        if len(parts) > 1 and all(is_organ(part) for part in parts)
        else [tidy(text)]
        if text.strip()
        else []
    )


def organs_of(text: str) -> list[str]:
    """Several organs may stand on one line, parted by wide gaps."""
    parts = [tidy(part) for part in re.split(r"\s{2,}|\t|\u3000{2,}", text.strip()) if part.strip()]
    return parts if len(parts) > 1 and all(is_organ(part) for part in parts) else [tidy(text)]


def organ_and_day(text: str) -> tuple[str, str] | None:
    """明堂县民政局 2026年1月5日 on one line."""
    clean = squeezed(text) if len(text) <= 150 else ""
    found = find_date(clean) if len(clean) <= 60 else None
    if found is None or found[2] != len(clean) or found[1] < 4:
        return None
    organ = clean[: found[1]]
    return (organ, found[0].isoformat()) if is_organ(organ) else None


def is_date(text: str) -> bool:
    return len(text) <= 40 and read_date(text) is not None


def is_page_number(text: str) -> bool:
    return bool(_PAGE.match(text.strip()))


def is_idle(text: str) -> bool:
    """（此页无正文） and （共印60份）, which say nothing of the document."""
    return bool(_IDLE.match(text.strip()))


def is_appendix_mark(text: str) -> bool:
    return len(text) < 20 and bool(_APPENDIX.match(unicodedata.normalize("NFKC", text).strip()))


def is_bracketed(text: str) -> bool:
    return bool(_BRACKETS.match(tidy(text)))


def heading_level(text: str) -> int:
    """2 for 一、 and chapters, 3 for （一） and sections, 0 for what is a paragraph."""
    text = tidy(text)
    if len(text) > LONGEST_HEADING:
        return 0
    inner = text.rstrip("。")
    if inner != text and re.search(r"[，,]", inner):
        # A sentence that is an item of its own, not the heading of what follows.
        return 0
    if _SENTENCE.search(inner) or inner.endswith(("：", ":", "；", "，")):
        return 0
    for pattern, level in _HEADING:
        if pattern.match(text):
            # （一）部门委员 is a heading, （三）2026年补助12元，共3户 is an item.
            return 0 if re.search(r"[，,]", inner) and len(inner) > 30 else level
    return 0


def is_sentence(text: str) -> bool:
    return bool(_SENTENCE.search(text))


def is_numbered(text: str) -> bool:
    return bool(_NUMBERED.match(tidy(text)))
