"""The names of the state, of its organs and of the party, written with one slip."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.detectors import EachPassage, detector
from mingtang.kernel.guard.forms.cutting import words_around
from mingtang.kernel.guard.hits import Hit, Severity, hit_kind
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.lexicon import Lexicon
from mingtang.kernel.guard.names.alike import alike, slips
from mingtang.kernel.guard.names.near import Names, Near, Slip
from mingtang.kernel.guard.passages import Passage

STATE = hit_kind(
    "names.state", Severity.BLOCK, "政府网站与政务新媒体检查指标：国名、国家机关名称等严重表述错误"
)

COUNTRY = "中华人民共和国"
LONG = (
    COUNTRY,
    "中国共产党",
    "全国人民代表大会",
    "人民代表大会",
    "人民代表大会常务委员会",
    "中国人民政治协商会议",
    "最高人民检察院",
    "中央军事委员会",
    "国家监察委员会",
    "中央纪律检查委员会",
    "全国人大常委会",
    "纪律检查委员会",
    "中国人民解放军",
    "国家发展和改革委员会",
    "工业和信息化部",
    "国家民族事务委员会",
    "人力资源和社会保障部",
    "住房和城乡建设部",
    "国家卫生健康委员会",
    "退役军人事务部",
    "国家市场监督管理总局",
    "国家税务总局",
    "国家金融监督管理总局",
    "国家医疗保障局",
    "国家统计局",
    "国家数据局",
    "国家国防动员委员会",
    "国家林业和草原局",
    "国家药品监督管理局",
    "国家知识产权局",
    "国家广播电视总局",
    "国家体育总局",
    "国家疾病预防控制局",
    "国家粮食和物资储备局",
    "国家矿山安全监察局",
    "国家消防救援局",
    "中国证券监督管理委员会",
    "中国人民武装警察部队",
    "中国共产主义青年团",
    "中华全国妇女联合会",
    "中华全国总工会",
    "国务院国有资产监督管理委员会",
)
SHORT = (
    "国务院",
    "人民政府",
    "人民法院",
    "人民检察院",
    "中共中央",
    "中国人民银行",
    "科学技术部",
    "自然资源部",
    "生态环境部",
    "交通运输部",
    "农业农村部",
    "应急管理部",
    "文化和旅游部",
)
"""Of these only characters that are alike are taken for slips, and neighbours swapped: too much else is a word."""
FIXED = {
    "攻府": "政府",
    "人民政付": "人民政府",
    "县政付": "县政府",
    "乡政付": "乡政府",
    "镇政付": "镇政府",
    "省政付": "省政府",
    "政俯": "政府",
    "政腑": "政府",
    "中共人民共和国": COUNTRY,
    "中国人民共和国": COUNTRY,
    "中华人名共和国": COUNTRY,
    "国务委院": "国务院",
    "国务员": "国务院",
    "国务院院": "国务院",
    "中共中共": "中共中央",
    "党中夬": "党中央",
    "中央中央": "中央",
    "党中中央": "党中央",
    "中华人民共和国共和国": COUNTRY,
    "中华中华人民共和国": COUNTRY,
    "中华人民人民共和国": COUNTRY,
}
RIGHT = frozenset(
    {
        "中共产党",
        "中国人民代表大会",
        "政府府",
        "中国民主党",
        "国家发展改革委员会",
        "国家税务局",
        "人民医院",
        "中央中共",
        "人民代表会",
    }
)
"""Right, or not ours to judge, though one slip away."""
# A slip leaves all other characters of a name.
_MAY = re.compile("[国中人政共务院攻]")
_NO_TAILS = frozenset("不步布簿")
_TOTAL = frozenset("体站则部所会队")
_GOES_ON = {
    "中国共产党": frozenset("主国"),
    "中国人民解放军": frozenset("战区事运斗前后初以之的和全了大时而报"),
    "全国人民代表大会": frozenset(),
    "最高人民检察院": frozenset("官机长工"),
    "中国人民政治协商会议": frozenset("上后前的见谈中场期同长主"),
    "中国人民武装警察部队": frozenset("署门分"),
    "国家市场监督管理总局": _TOTAL,
    "国家税务总局": _TOTAL,
    "国家金融监督管理总局": _TOTAL,
    "国家广播电视总局": _TOTAL,
    "国家体育总局": _TOTAL,
}
"""Names that without their last character are no words, and what may stand there instead of it."""
_SHARED = re.compile(
    "中华人民共和国(?=务院|防部|歌法|旗法|徽法|籍法|防法|境卫生|民经济|家(?:安全|赔偿|主席|监察|公务|勋章|发展|税务|标准)"
    "|有资产|际海运|土资源|库券)"
)
"""“国”, shared by two names, was written once."""
_BORDER = "中华人民共和国国境内"
"""Statutes say 中华人民共和国境内, all of them."""
_OF_PLACES = re.compile(r"[省市县区州盟旗乡镇]$")
_HAN = re.compile(r"[一-鿿]")
_LOOSE = frozenset("的和与及之等各全省市县区乡镇州旗盟一二三四五六七八九十〇零两本我该")


_COURTS = ("最高人民法院", "最高人民检察院", "高级人民法院", "中级人民法院", "人民法院", "人民检察院")


def _shuffled(name: str) -> Iterator[str]:
    """The name with any two characters swapped, or with one of its others in the place of one inside: 最高法民法院."""
    for at, letter in enumerate(name):
        for other in range(at + 1, len(name)):
            yield name[:at] + name[other] + name[at + 1 : other] + letter + name[other + 1 :]
        if 0 < at < len(name) - 1 or name[:2] != "人民":
            yield from (name[:at] + other + name[at + 1 :] for other in sorted(set(name) - {letter}))


@cache
def _tables() -> tuple[Names, Lexicon, dict[str, str]]:
    # “生态环境不受影响” has no ministry in it.
    wrong = {slip: name for name in SHORT for slip in slips(name) if slip[-1] not in _NO_TAILS}
    wrong |= {slip: name for name in _COURTS for slip in _shuffled(name)}
    wrong |= {name + name[-size:]: name for name in (*SHORT, *LONG) for size in (1, 2, 3)}
    wrong |= FIXED
    for name in (*SHORT, *LONG, *RIGHT):
        wrong.pop(name, None)
    return Names(LONG), Lexicon(wrong), wrong


def _begin(about: About, knowledge: Knowledge) -> EachPassage:
    names, lexicon, wrong = _tables()
    # A place of ours may hold what looks like a slip.
    ours = frozenset(unit.name for unit in knowledge.units)

    def see(passage: Passage) -> Iterable[Hit]:
        return look(passage, passage.text) if _MAY.search(passage.text) else ()

    def look(passage: Passage, text: str) -> Iterator[Hit]:
        for found in lexicon.find(text):
            written = text[found.start : found.end]
            right = wrong[written]
            if _crosses(text, found.start, found.end, written, right):
                continue
            yield passage.hit(
                STATE, found.start, found.end, confidence=0.97, args={"right": right}, fix=right
            )
        if COUNTRY in text:
            yield from _shared(passage)
        for near in names.find(text):
            if _is_slip(passage, near) and not _within(text, near, ours):
                yield passage.hit(
                    STATE,
                    near.start,
                    near.end,
                    confidence=0.99 if near.name == COUNTRY else 0.95,
                    args={"right": near.name},
                    fix=near.name,
                )

    return EachPassage(see)


def _shared(passage: Passage) -> Iterator[Hit]:
    text = passage.text
    for found in _SHARED.finditer(text):
        yield passage.hit(
            STATE,
            found.start(),
            found.end(),
            confidence=0.97,
            args={"right": f"{COUNTRY}国{text[found.end()]}"},
        )
    at = text.find(_BORDER)
    while at >= 0:
        yield passage.hit(
            STATE,
            at,
            at + len(COUNTRY) + 1,
            severity=Severity.WARN,
            confidence=0.8,
            args={"right": _BORDER.replace("国国", "国")},
            suggestion=COUNTRY,
        )
        at = text.find(_BORDER, at + 1)


def _crosses(text: str, start: int, end: int, written: str, right: str) -> bool:
    """Whether the characters belong to the words around: “财政|付款”, “县政|付息”, “委员会|会议”."""
    after = text[end : end + 1]
    if written.startswith(right):
        echo = len(written) - len(right)
        return right.endswith(("党", "政府", "军")) or (
            # 国（边）境.
            echo < 3 and (after in tuple("（(都界境籍门葬标史") or not _alone(text, start, end - echo, end))
        )
    if written == "国务员":
        return after in tuple("工额会") or any(word in text for word in ("民国", "北洋", "约法", "内阁"))
    if written.endswith("政付"):
        return after in tuple("款费息出清现利")
    return written.endswith("国院务") and after == "必"


def _within(text: str, near: Near, ours: frozenset[str]) -> bool:
    if not ours:
        return False
    around = text[max(0, near.start - 12) : near.end + 12]
    return any(name in around and text[near.start : near.end] in name for name in ours)


def _is_slip(passage: Passage, near: Near) -> bool:
    text = passage.text
    written = text[near.start : near.end]
    if written in RIGHT or (near.got and not all(_HAN.match(letter) for letter in near.got)):
        return False
    country = near.name == COUNTRY
    if near.slip == Slip.WRONG:
        # “卫生健康委要会同…”: the short name and a verb.
        if near.want == "员" and near.name.endswith("委员会"):
            return alike(near.got, near.want)
        if near.inside or (country and near.last):
            return country or near.got not in _LOOSE
        return alike(near.got, near.want) or (near.last and _ends_wrong(text, near))
    if near.slip == Slip.SWAPPED:
        return True
    if near.slip == Slip.EXTRA:
        return near.at not in (0, len(near.name)) and (country or near.got == near.name[near.at - 1])
    return _is_missing(text, near, country)


def _ends_wrong(text: str, near: Near) -> bool:
    goes_on = _GOES_ON.get(near.name)
    if goes_on is None or near.got in goes_on or near.got in _LOOSE:
        return False
    return _alone(text, near.start, near.end - 1, near.end)


def _alone(text: str, start: int, first: int, end: int) -> bool:
    """Whether `text[first:end]` is, or falls into, words of its own, and none that begins there goes on."""
    words = words_around(text, start, end)
    return any(word.start == first for word in words) and any(word.end == end for word in words)


def _is_missing(text: str, near: Near, country: bool) -> bool:
    if near.want in "和与" and not country:
        return False
    if near.inside:
        # “工人代表大会” is no 人民代表大会 without its 民, and “人民代表会议” is another body.
        if near.name.startswith("人民代表大会"):
            before, after = text[: near.start], text[near.end : near.end + 1]
            if near.at == 1:
                return _OF_PLACES.search(before[-1:]) is not None or before.endswith("全国")
            return after != "议"
        return True
    if country and near.at == 0:
        return True
    # Without its last character: the word goes on otherwise, and not on another line.
    return country and near.last and _HAN.match(text[near.end : near.end + 1]) is not None


detector("names.state", (STATE,), _begin, only_words=True)
