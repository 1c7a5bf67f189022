"""主送机关: to whom a document is addressed, on one line or over several."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mingtang.kernel.official.lines import Line
from mingtang.kernel.official.shapes import is_numbered, is_sentence, tidy

_GROUPS = re.compile(
    r"(?:^各|，各|、各|残联|妇联|工会|政府|委员会|委、办、局|局|办|部门|单位|机构|街道|乡镇|公司|医院|学校|中心|村|社区|委员|代表|同志|先生|女士"
    r"|当事人|申请人|企业|协会|院|厅|部|会|处|室|所|站|社|行|队|园|馆|场|组|委|人民群众|市民|居民|朋友|用户|考生|家长)$"
)
_PEOPLE = re.compile(r"(?:人|们|员|者|户|民|众|生|友|主|客|商|团体|党委|党组|党支部)$")
_CALLED = re.compile(r"^(?:各|全体|广大|全县|全市|全区|全镇|全乡|全村|尊敬的|亲爱的)|，各|、各")
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_PERSON = re.compile(f"^[{_SURNAMES}](?:某某?|[\u4e00-\u9fff]{{1,2}})(?:先生|女士|同志|委员|代表)?$")
_LINES_MOST = 6


def read_addressees(lines: Sequence[Line], begin: int, n: int) -> tuple[str, tuple[int, ...]] | None:
    """The names and their lines if line `n` is the last that a colon ends; `begin` is the first that may belong."""
    if not is_addressees(lines[n].text):
        return None
    after = _next(lines, n)
    if after is not None and is_addressees(lines[after].text):
        # The next line asks again, and then takes this one along.
        return None
    taken = [n]
    while (before := _before(lines, begin, taken[0])) is not None and len(taken) < _LINES_MOST:
        text = tidy(lines[before].text)
        if not (is_addressees(text) or _goes_on(text)):
            break
        taken.insert(0, before)
    rows = [tidy(lines[m].text) for m in taken]
    names = "".join(row.rstrip(":：") + "，" if row.endswith((":", "：")) else row for row in rows)
    return names.rstrip("，"), tuple(taken)


def _goes_on(text: str) -> bool:
    """A line of names that ends with a comma: the next goes on."""
    return text.endswith(("，", "、", ",")) and is_addressees(text.rstrip("，、,") + "：")


def _before(lines: Sequence[Line], begin: int, n: int) -> int | None:
    return next(
        (m for m in range(n - 1, begin - 1, -1) if lines[m].kind != "text" or lines[m].text.strip()), None
    )


def _next(lines: Sequence[Line], n: int) -> int | None:
    return next((m for m in range(n + 1, min(n + 3, len(lines))) if lines[m].text.strip()), None)


def is_addressees(text: str) -> bool:
    """各乡镇人民政府，县政府各部门： — names of organs or persons, a colon, no sentence."""
    text = tidy(text)
    if not text.endswith((":", "：")) or len(text) > 400:
        return False
    names = text.rstrip(":：")
    if is_sentence(names) or is_numbered(names) or re.search(r"如下|下列|以下|包括|为$|是$", names):
        return False
    last = re.split(r"[，,、；\s]", names)[-1]
    last = re.sub(r"[（(][^（()）]*[）)]$", "", last)
    if _PERSON.match(names) or (_CALLED.search(names) and _PEOPLE.search(last)):
        return True
    return bool(_GROUPS.search(last)) and (len(names) <= 60 or "，" in names or "、" in names or "," in names)
