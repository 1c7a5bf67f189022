"""Addresses below village and community: houses, flats, households. Those of offices are published everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from mingtang.kernel.guard.hits import Severity
from mingtang.kernel.guard.lexicon import Lexicon
from mingtang.kernel.guard.personal import offices
from mingtang.kernel.guard.personal.found import Found, sentence
from mingtang.kernel.guard.personal.kinds import ADDRESS
from mingtang.kernel.guard.personal.labels import Label, before
from mingtang.kernel.guard.personal.words import sections

_LISTS = sections("addresses")


def _any(name: str) -> str:
    return "(?:" + "|".join(sorted(_LISTS[name], key=len, reverse=True)) + ")"


_N = "(?:[0-9]{1,5}|[一二三四五六七八九十百〇零]{1,5}|[A-Za-z](?![A-Za-z])|[甲乙丙丁东西南北])"
_NN = f"(?:[0-9]{{1,5}}[A-Za-z]?|{_N})(?: ?[\\-—–~附]{{1,2}} ?{_N}){{0,3}}"
_UNIT = "(?:# ?楼|#|支弄|队|号楼|号院|号附|号|栋|幢|座|单元|楼|层|室|户|弄|院|门|房)"
_TAIL = re.compile(
    rf"(?<=[\u4e00-\u9fffA-Za-z )）])(?:{_NN} ?{_UNIT}(?:[内附之第 -]|门牌|，(?=[0-9]{{1,4}} ?(?:单元|室|栋|幢)))?"
    rf"(?:{_NN} ?{_UNIT}(?:门牌|[附之 \-])?)*"
    r"(?:[0-9]{1,4}(?:[\-—–][0-9]{1,4}){0,2}(?![0-9A-Za-z年月日元级类组队村岁人个条款项章%.]))?"
    r"|[0-9]{1,3}[A-Za-z]?(?:[#\-—–][0-9]{1,4}){1,3}(?![0-9A-Za-z\-—–年月日]))"
)
_QUICK = re.compile("[0-9一二三四五六七八九十百〇零A-Za-z甲乙丙丁] ?[栋幢座号室户弄单楼院门#\\-—–]")
_FLAT = re.compile("单元|[0-9]# ?楼|#|室|栋|幢|号楼|[0-9]座|[0-9]户")
_BASE_ROAD = re.compile(
    rf"[\u4e00-\u9fffA-Za-z0-9]{_any('road')}(?:[东西南北中]?[一二三0-9]?段)?(?:延伸段)?$"
)
_BASE_ESTATE = re.compile(
    rf"[\u4e00-\u9fff0-9A-Za-z]{_any('estate')}(?:[东西南北中A-Z一二三四五0-9]{{1,2}}[区期苑])?$"
)
_PART = re.compile("[（(][东西南北中A-Z一二三四五0-9]{1,3}[区期苑院]?[）)]$")
_ROADS, _ESTATES, _VILLAGES = _LISTS["road"], _LISTS["estate"], _LISTS["village"]
_LAST = frozenset(word[-1] for word in (*_ROADS, *_ESTATES, *_VILLAGES)) | set("段区期苑第")
"""What an address ends with before its numbers."""
_NO_ESTATE = ("家庭", "法庭", "本期", "同期", "学期", "假期", "时期", "周期", "工期", "定期")
_HOUSE = re.compile("号|户|栋|幢|单元|室")
_HOUSEHOLDS = re.compile("[^号栋幢室元]+户")
_COUNTED = re.compile(_UNIT)
_PLACED = re.compile("[村庄组屯社]|社区|居委会")
_BASE_HOMES = re.compile(
    "(?:小区|花园|家园|新村|公寓|苑|城|府|庭|居|湾|家属院|家属区|宿舍|大院|公馆|山庄|名都|国际|时代|广场|世家|郡|墅|里|园|区|期)$"
)
_HOME_BEFORE = re.compile("住|[地住]址|户籍|户口")
_WHOLE_VILLAGE = re.compile("(?:(?<!自然)村|社区|委会|街道|镇|乡)$")
_DIVISION = re.compile(
    "[\u4e00-\u9fff]{1,6}?(?:省|自治区|自治州|自治县|市|州|盟|县|区|旗|镇|乡|街道办事处|街道|社区|村)"
)
_ABOVE = re.compile("(?:[\u4e00-\u9fff]{2,7}?(?:省|自治区|自治州|市|州|盟|县|区|旗))+$")
_PROVINCE = re.compile(
    "(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)"
    "(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)?"
)
_LEAD = re.compile(
    "(?:(?:身份证|户口簿?|户籍|家庭|现|常|暂|租|居|实际|经常)?(?:详细|所在|登记)?(?:居住|住|通讯|通信|联系|收件|收货|邮寄|送达)?(?:地址|住址|住所地|住所|居住地|所在地|住地)|户籍地?|户籍所在地|籍贯|"
    "(?:现|家|居|租|暂|同|寄|入|搬|移|迁)住|住|位于|坐落于|坐落在|坐落|座落于|座落在|座落|地处|家在|在|寄往|寄到|寄至|寄送至|邮寄至|送至|送到|发往|发至|快递至|快递到|搬到|搬至|来到|前往|赶到|到达|到|至|前去|我家|现将|将|对)"
    "(?:是|为|系|在|于|[：:])?"
)
_LEADING = re.compile("[址住籍地在往至到居将对落处家于]")
_CLOSED, _OPENED = re.compile("[)）]"), re.compile("[(（]")
_STOP = re.compile("[^\u4e00-\u9fffA-Za-z0-9·\\-—()（）]")
_JOIN_BLANK = frozenset("省市县区镇乡村道路街里园苑城组")
_ONWARD = re.compile(f"[（( ]?[\u4e00-\u9fff]{{1,10}}{_any('estate')}(?:[一二三四A-Z]?[期区])?[）) ]?")
_ONWARD_FLAT = re.compile("[（( ]?[\u4e00-\u9fff]{0,8}(?:[一二三四A-Z]?[期区])?[）) ]?")
_ONWARD_MOST = 20
_FOLLOWED = 16
_REACH = 56
_HOME = frozenset({Label.HOME})
_HOMES_OF = re.compile("家属|宿舍|住宅|职工院")
_SEAT = re.compile("住所(?:地)?[：:是为]?\\s?$")
_TRADE = re.compile("信用代码|法定代表人|经营者|字号|公司|超市|经营部|商行|执照")
_THING = re.compile("将|对|位于|坐落|座落|标的|拍卖|征收|处房|工程|项目|施工|拆除|违建|房产|不动产")
_AFTER_PERSON = re.compile("的?(?:住户|居民|村民|业主|家中|家里|自家|家属|自宅|住宅内)")
_OWN = re.compile("(?:住|家在|我家)(?:在|于|址)?[：:是为]?$")
_OWN_LAST = frozenset("住在家于址：:是为")
_OWNED_AFTER = re.compile("的?[\u4e00-\u9fff]{0,12}(?:公司|局|厂|店|医院|学校|中心)")
_MINE = re.compile("我|本人|家")
_FLAT_END = re.compile("室|[0-9]$|户")
_POSTAL = re.compile("(?:通[信讯]|联系|邮寄|收[件货]|寄送|回寄)地址(?:是|为|[：:])?\\s?$")
_KNOWN_SEP = re.compile("[\\s，,]")


@dataclass(frozen=True)
class Known:
    """The addresses a county gave as those of its offices."""

    lexicon: Lexicon
    plain: tuple[str, ...]

    def has(self, address: str) -> bool:
        plain = _KNOWN_SEP.sub("", address)
        if len(plain) < 6:
            return False
        # “弦歌路90号” is the office; “弦歌路90号锦园3栋201室” is not.
        return any(not _FLAT.search(plain, one.end) for one in self.lexicon.find(plain)) or any(
            one.endswith(plain) or plain in one for one in self.plain
        )


@lru_cache(maxsize=4)
def known(given: frozenset[str]) -> Known:
    plain = tuple(sorted({_KNOWN_SEP.sub("", one) for one in given} - {""}))
    return Known(Lexicon(plain), plain)


def find(text: str, known: Known, divisions: Lexicon, citizen: bool) -> Iterator[Found]:
    """Houses and flats in the text. Some are somebody's by what stands around; others need a person beside them."""
    if not _QUICK.search(text):
        return
    chain: tuple[int, int, str] | None = None
    for tail in _TAIL.finditer(text):
        at = tail.start()
        base = _base(text, at, tail[0])
        if base is None or (text[at - 1].isascii() and text[at - 1].isalnum()):
            continue
        end = tail.end()
        while text[end - 1] in " -—，,附第":
            end -= 1
        # “和平路12号阳光小区3栋”: what follows at once is part of the same address.
        if chain is not None and at - chain[1] <= _ONWARD_MOST:
            onward = _ONWARD_FLAT if _FLAT.search(tail[0]) else _ONWARD
            if onward.fullmatch(text, chain[1], at):
                chain = (chain[0], end, base)
                continue
        if chain is not None:
            yield from _judged(text, *chain, known, citizen)
        reached = 0 if chain is None else chain[1]
        least = max(reached, at - _REACH, 0)
        start = least + _start(text[least:at].rstrip(), divisions)
        chain = (start, end, base) if at - start >= 2 else None
    if chain is not None:
        yield from _judged(text, *chain, known, citizen)


def _base(text: str, at: int, tail: str) -> str | None:
    """What the numbers at `at` count: houses of a road, flats of an estate, households of a village."""
    while at and text[at - 1] == " ":
        at -= 1
    # “小区（二期）3号楼”: the part of an estate may stand in brackets.
    if text[at - 1 : at] in ("）", ")") and (part := _PART.search(text, max(0, at - 8), at)):
        at = part.start()
    last = text[at - 1 : at]
    flat = _FLAT.search(tail)
    if last not in _LAST and not flat and tail.count("-") < 2:
        return None
    window = text[max(0, at - 12) : at]
    if last == "第" and not flat:
        return None
    if not _COUNTED.search(tail):
        called = tail.count("-") >= 2 and _HOME_BEFORE.search(text, max(0, at - 24), at)
        return "estate" if called or _BASE_HOMES.search(window) else None
    if _BASE_ROAD.search(window) if last == "段" else window.endswith(_ROADS) and len(window) > 1:
        return "road"
    if _HOUSEHOLDS.fullmatch(tail) and not _HOME_BEFORE.search(text, max(0, at - 24), at):
        return None  # “文昌社区129户” counts households
    if window.endswith(_VILLAGES) and _HOUSE.search(tail) and _PLACED.search(text, max(0, at - 16), at):
        return None if _HOUSEHOLDS.fullmatch(tail) and _WHOLE_VILLAGE.search(window) else "village"
    if flat and not window.endswith(_NO_ESTATE):
        named = _BASE_ESTATE.search(window) if last in "区期苑" else window.endswith(_ESTATES)
        if named or len(_COUNTED.findall(tail)) >= 2:
            return "estate"
    return None


@lru_cache(maxsize=1_024)
def _start(run: str, divisions: Lexicon) -> int:
    """Where in `run` the address begins whose numbers follow it: behind the words that lead to it, at its first
    division."""
    first = 0
    for stop in _STOP.finditer(run):
        if stop[0] != " " or run[stop.start() - 1 : stop.start()] not in _JOIN_BLANK:
            first = stop.end()
    run = run[first:]
    # Brackets count only in pairs; before an open end the address has not begun.
    for mark in "（(":
        opened = run.rfind(mark)
        if opened >= 0 and not _CLOSED.search(run, opened):
            first, run = first + opened + 1, run[opened + 1 :]
    closed = max(run.rfind("）"), run.rfind(")"))
    if closed >= 0 and not _OPENED.search(run, 0, closed):
        first, run = first + closed + 1, run[closed + 1 :]
    cut = 0
    for lead in _LEAD.finditer(run) if _LEADING.search(run) else ():
        if len(run) - lead.end() >= 2 and run[lead.end()] not in "路街巷村镇县":
            cut = lead.end()
    if cut:
        return first + cut
    province = _PROVINCE.search(run)
    if province:
        return first + province.start()
    named = next(iter(divisions.find(run)), None)
    if named is not None:
        above = _ABOVE.search(run, 0, named.start)
        return first + (above.start() if above else named.start)
    return first + _without_person(run)


_PERSON_FRONT = re.compile("^.{0,12}?(?:村民|居民|市民|业主|群众|住户|于|的)(?=[\u4e00-\u9fff]{2,})")


def _without_person(run: str) -> int:
    found = _PERSON_FRONT.match(run)
    return found.end() if found and _DIVISION.search(run, found.end()) else 0


def _judged(text: str, start: int, end: int, base: str, known: Known, citizen: bool) -> Iterator[Found]:
    if known.plain and known.has(text[start:end]):
        return
    beside = before(text, start)
    label = None if beside is None or beside.gap > 3 else beside.label
    first, last = sentence(text, start, end)
    upto = min(last, end + _FOLLOWED)
    seat = "住" in text[max(first, start - 8) : start] and _SEAT.search(text, max(first, start - 8), start)
    if seat and _TRADE.search(text, first, last):
        return
    own = label in _HOME or (
        text[start - 1 : start] in _OWN_LAST and bool(_OWN.search(text, max(first, start - 6), start))
    )
    if own or _AFTER_PERSON.match(text, end, upto):
        if own or not _OWNED_AFTER.match(text, end, upto):
            yield Found(ADDRESS, start, end, 0.92)
        return
    office = offices.around(text, max(first, start - 14), start, end, upto)
    if (
        label == Label.OFFICE_PLACE
        or office.follows
        or (office.within and not _HOMES_OF.search(text, start, end))
    ):
        return
    if label == Label.SITE:
        yield Found(ADDRESS, start, end, 0.7, needs_person=True, needs_number=True)
        return
    if office.before and text[start - 1 : start] not in "，,、":
        return
    if citizen and _MINE.search(text, max(first, start - 20), start):
        yield Found(ADDRESS, start, end, 0.85)
        return
    if base == "estate" and _FLAT_END.search(text, start, end):
        about_thing = _THING.search(text, max(first, start - 8), start) or _THING.search(text, end, upto)
        if not about_thing and (label is None or _POSTAL.search(text, max(first, start - 8), start)):
            yield Found(ADDRESS, start, end, 0.65, Severity.WARN)
            return
    home_form = base != "road" or bool(_FLAT.search(text, start, end))
    yield Found(ADDRESS, start, end, 0.75 if home_form else 0.7, needs_person=True)
