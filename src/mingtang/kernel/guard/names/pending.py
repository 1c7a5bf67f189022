"""Places of a text that say of themselves that they are not written yet: 此段待定, 此处补充数据, XX待核实."""

from __future__ import annotations

import re
from collections.abc import Iterator

MAY_BE_PENDING = re.compile("待|此处|TODO")

_NOUN = "(?:内容|数据|数字|材料|图表?|图片|照片|表述|金额|名单|表格|附件|文字|案例|依据|情况)"
_DONE = "(?:补充完善|修改完善|补充|补齐|核实|核对|核定|完善|修改|更新|填写|细化|定稿|审定|统计|[补核填])"
_ENDS = r"(?=[，。；、！!,;）)】\]〕\s]|$)"
_NAMED = re.compile(
    # 此段待定, 此处数字待核实后填写, 此段待财政局补充.
    rf"(?:此|本|该|以下|以上|上述)(?:段|处|条|款|项|部分|页|句|节|表|栏|图|{_NOUN}){_NOUN}?[还尚暂]?待"
    rf"(?:[一-鿿]{{1,6}})?(?:{_DONE}|商?定|确[认定]|明确)(?:后再?(?:补充|填写?|定|报|写|印发?)|{_NOUN})?{_ENDS}"
    # 此处补充数据.
    rf"|此处[需须请再应缺]?(?:补充?|补齐|插入?|添加|加入?|更新|续写|配|缺)[一两几]?[张段个组幅]?(?:[一-鿿]{{0,4}}){_NOUN}{_ENDS}"
    # 数据待核实.
    rf"|(?:数据|数字|图表|附图|文字|表述|文号)[还尚暂]?待{_DONE}{_ENDS}"
    # XX待核实.
    rf"|[Xx×*?？]{{2,8}}[一-鿿%]{{0,3}}待(?:{_DONE}|定|确认)|(?<![A-Za-z])TODO(?![A-Za-z])[:：]?[^，。；\n]{{0,16}}"
)
_BRACKETED = re.compile(
    rf"[（(【\[〔<]((?:[^（）()【】\[\]〔〕<>\n]{{0,12}})待(?:[^（）()【】\[\]〔〕<>，。；\n]{{0,8}})?{_DONE}{_NOUN}?)[）)】\]〕>]"
    rf"|[（(【\[〔]((?:请|由)[一-鿿]{{1,8}}[局科股办室处组站委](?:负责)?(?:补充|核实|核对|完善|提供){_NOUN}?)[）)】\]〕]"
)
_PATTERN = re.compile("示范文本|格式文本|文书格式|样式|式样|模板|范本|填写说明|填表")


def pending(text: str, title: str) -> Iterator[tuple[int, int]]:
    """Where the text waits for more. Patterns that others fill in are left alone."""
    if not MAY_BE_PENDING.search(text) or _PATTERN.search(title):
        return
    upto = 0
    for found in sorted([*_NAMED.finditer(text), *_BRACKETED.finditer(text)], key=lambda one: one.start()):
        group = next((number for number in (1, 2) if found.re is _BRACKETED and found[number]), 0)
        start, end = found.span(group)
        if start >= upto:
            upto = end
            yield start, end
