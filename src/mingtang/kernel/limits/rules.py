"""The pieces of a time limit, a rule each. A rule reads one piece or nothing; what follows it is checked by `piece`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from mingtang.kernel.limits.events import AT, FREE, is_event, is_record, read_event
from mingtang.kernel.limits.model import Limit, LimitType
from mingtang.kernel.limits.periodic import periodic
from mingtang.kernel.limits.scanner import ACT, ACT_NEEDED, ACT_WORDS, AMOUNT, Scanner, amount

T = LimitType


@dataclass(frozen=True)
class Piece:
    """`kind` is main, display, comment, yields, dynamic or place. `renews` marks an act of 更新, which may
    follow a disclosure that has a limit of its own; `prompt` a place where to publish 及时, which says nothing beside a
    number."""

    kind: str
    limit: Limit
    renews: bool = False
    prompt: bool = False


Rule = Callable[[Scanner], Piece | None]

_SINCE = "(?:之日起的?|之日后|当日起|日起|之后的?|以后|后的?|起)"
_WITHIN = "(?:之内|以内|内)?"
_AT_MOST = "(?:(?:最迟|最长|最晚|至迟)?(?:不超过|不得超过)|最迟|最长|最晚|至迟|不晚于)?"
_AFTER = re.compile(f"(?P<event>{FREE}{{1,60}}?){_SINCE}，?[在于]?{_AT_MOST}{AMOUNT}{_WITHIN}{ACT}")
_AFTER_BARE = re.compile(f"(?P<event>{FREE}{{2,60}}?)[在于]?{_AT_MOST}{AMOUNT}{_WITHIN}{ACT}")
_SAME_DAY = re.compile(
    f"(?P<event>{FREE}{{0,60}}?)(?P<day>当日|当天|次日|(?:次|下)一?个?工作日)(?:之内|以内|内)?{ACT}"
)
# 会前7日内 is within the last seven days, 会前7日 seven days ahead: only the latter is read.
_BEFORE = re.compile(
    f"(?P<event>{FREE}{{1,60}}?)(?:之前|以前|(?<![提当目日])前)的?，?(?:应当?)?(?:至少|提前|不少于|不得少于)*{AMOUNT}(?:以上)?{ACT}"
)
_BEFORE_LATE = re.compile(f"(?P<event>{FREE}{{1,60}}?)(?:至少|提前)*{AMOUNT}(?:之前|以前|前){ACT}")
_BEFORE_EARLY = re.compile(f"(?P<event>{FREE}{{2,60}}?)?(?:应当?)?(?:至少)?提前(?:至少)?{AMOUNT}{ACT}")
_BARE = re.compile(f"[在于]?{_AT_MOST}{AMOUNT}{_WITHIN}{ACT}")
_TOLD = re.compile("内|超过|最|至迟|不晚于")


def after(scan: Scanner) -> Piece | None:
    match = scan.take(_AFTER)
    return _clock(match, T.AFTER_EVENT) if match else None


def after_bare(scan: Scanner) -> Piece | None:
    match = scan.take(_AFTER_BARE)
    return _clock(match, T.AFTER_EVENT, bare=True) if match else None


def before(scan: Scanner) -> Piece | None:
    match = scan.take(_BEFORE) or scan.take(_BEFORE_LATE) or scan.take(_BEFORE_EARLY)
    return _clock(match, T.BEFORE_EVENT) if match else None


def _clock(match: re.Match[str], kind: LimitType, bare: bool = False) -> Piece | None:
    found = amount(match)
    if found is None:
        return None
    direction = "before" if kind == T.BEFORE_EVENT else "after"
    text = match["event"] or ""
    limit = Limit(kind, n=found.n, unit=found.unit, direction=direction)
    if not text and kind == T.BEFORE_EVENT:
        return Piece("main", limit)
    event = read_event(text, bare)
    if event is None:
        return None
    if kind != T.BEFORE_EVENT:
        limit = replace(limit, type=event.type)
    trigger = event.trigger
    manner = "on_request" if limit.type == T.ON_REQUEST else ""
    return Piece("main", replace(limit, trigger=trigger, scope=event.scope, manner=manner))


def same_day(scan: Scanner) -> Piece | None:
    """The same day is no day later: n is 0. The next day is 1."""
    match = scan.take(_SAME_DAY)
    if match is None:
        return None
    n = 0 if match["day"] in ("当日", "当天") else 1
    unit = "workday" if "工作" in match["day"] else "day"
    text = match["event"].removesuffix("之后").removesuffix("后").removesuffix("的").removesuffix("之")
    if not match["event"]:
        return Piece("main", Limit(T.BARE_N, n=n, unit=unit))
    event = read_event(text)
    if event is None:
        return None
    manner = "on_request" if event.type == T.ON_REQUEST else ""
    return Piece(
        "main",
        Limit(
            event.type,
            n=n,
            unit=unit,
            trigger=event.trigger,
            direction="after",
            scope=event.scope,
            manner=manner,
        ),
    )


def bare(scan: Scanner) -> Piece | None:
    match = scan.take(_BARE)
    found = amount(match) if match else None
    if match is None or found is None:
        return None
    # 半年 and 一年 alone may as well mean once in half a year.
    if (match["half"] or found.unit == "year") and not _TOLD.search(match[0]):
        return None
    return Piece("main", Limit(T.BARE_N, n=found.n, unit=found.unit))


_PROMPTLY = "(?:实时|即时|及时|随时|尽快|尽早|立即|即刻|马上|第一时间)"
_PROMPT = re.compile(f"(?:应当|应|须|予以)?{_PROMPTLY}{{1,2}}{ACT}")
_PROMPT_AFTER = re.compile(
    f"(?P<event>{FREE}{{1,60}}?)(?:之日起|之后|以后|后|起)，?(?:应当|应|须|予以)?{_PROMPTLY}{ACT}"
)
_PROMPT_ALONG = re.compile(
    f"(?P<event>(?:按照?|根据|依据|随着?){FREE}{{2,40}}?)，?(?:应当|应|须|予以)?{_PROMPTLY}{ACT}"
)


def prompt(scan: Scanner) -> Piece | None:
    match = scan.take(_PROMPT)
    return Piece("main", Limit(T.PROMPT), renews="更新" in match[0]) if match else None


def prompt_after(scan: Scanner) -> Piece | None:
    match = scan.take(_PROMPT_AFTER)
    event = read_event(match["event"]) if match else None
    if match is None or event is None:
        return None
    limit = Limit(T.PROMPT, trigger=event.trigger, direction="after", scope=event.scope)
    return Piece("main", limit, renews="更新" in match[0])


def prompt_along(scan: Scanner) -> Piece | None:
    match = scan.take(_PROMPT_ALONG)
    if match is None or not is_event(match["event"]):
        return None
    return Piece("main", Limit(T.PROMPT, trigger=match["event"]), renews="更新" in match[0])


_TOGETHER = re.compile(f"(?:同步|同时|一并){ACT_NEEDED}|同步")
_ON_SPOT = re.compile(f"(?P<event>当场|现场){ACT_NEEDED}")
_WITH = re.compile(
    f"(?P<scope>{FREE}{{2,30}}?)?(?:与|同|和|随)(?P<event>{FREE}{{2,40}}?)(?:同步|同时|一并|一同|一起){ACT}"
)
_WHEN = re.compile(
    f"(?:{AT}|于)?(?P<event>{FREE}{{2,60}}?)(?:的同时|之时|同时|过程中|期间|(?<![临及按届随实即定准不适暂此当小])时)"
    f"，?(?:同步|一并)?{ACT}(?=$|[，；。（）]|在|于|通过)"
)


def together(scan: Scanner) -> Piece | None:
    return Piece("main", Limit(T.DURING, direction="during")) if scan.take(_TOGETHER) else None


def during(scan: Scanner) -> Piece | None:
    match = scan.take(_ON_SPOT)
    if match is not None:
        return Piece("main", Limit(T.DURING, trigger=match["event"], direction="during"))
    match = scan.take(_WITH) or scan.take(_WHEN)
    if match is None or not is_event(match["event"]):
        return None
    scope = match.groupdict().get("scope") or ""
    if scope and not is_event(scope):
        return None
    return Piece("main", Limit(T.DURING, trigger=match["event"], direction="during", scope=scope))


_AT_LEAST = "(?:不得?少于|不得?低于|不短于|不得短于|至少|最少|为|是|：)"
_SPAN = "(?:期限|时间|时限|时长|期)"
_DISPLAY = re.compile(
    f"(?:并|且)?(?:进行|予以|连续|持续)?(?:公示|公告|张贴|展示)(?:的)?{_SPAN}?(?:内)?{_AT_LEAST}{{0,2}}{AMOUNT}(?:以上)?(?![内前后])"
)
_DISPLAY_PLAIN = re.compile(
    f"(?:并|且)?(?:公开|公布|发布)(?:(?:的)?{_SPAN})?(?:不得?少于|至少|最少|不得?低于|不得?短于){AMOUNT}(?:以上)?(?![内前后])"
)
_COMMENT = re.compile(
    f"(?:并|且)?(?:公开|向社会|公开向社会|向社会公开)?(?:征求|征集|听取)(?:社会|公众|群众)?意见建?议?(?:的)?{_SPAN}?{_AT_LEAST}{{0,2}}{AMOUNT}(?:以上)?(?![内前后])"
)
_COMMENT_NOUN = re.compile(f"意见(?:征求|征集|反馈){_SPAN}?{_AT_LEAST}{{0,2}}{AMOUNT}(?:以上)?(?![内前后])")


_THEN = re.compile(
    f"(?P<event>{FREE}{{1,60}}?)(?P<when>之日起|之后|以后|后|之前|以前|前)，?(?=(?:并|进行|予以|连续|持续)*"
    "(?:公示|公告|张贴|展示|公开|向社会|征求|征集|听取))"
)


def period_at_event(scan: Scanner) -> Piece | None:
    """审核通过后公示7天: the period has an event, and no number says how soon after."""
    match = scan.take(_THEN)
    event = read_event(match["event"]) if match else None
    found = (display(scan) or comment(scan)) if event else None
    if match is None or event is None or found is None:
        return None
    direction = "before" if match["when"].endswith("前") else "after"
    limit = replace(found.limit, trigger=event.trigger, direction=direction, scope=event.scope)
    return Piece("main", limit)


def display(scan: Scanner) -> Piece | None:
    match = scan.take(_DISPLAY) or scan.take(_DISPLAY_PLAIN)
    found = amount(match) if match else None
    if found is None:
        return None
    return Piece("display", Limit(T.DISPLAY_PERIOD, display_n=found.n, display_unit=found.unit))


def comment(scan: Scanner) -> Piece | None:
    match = scan.take(_COMMENT) or scan.take(_COMMENT_NOUN)
    found = amount(match) if match else None
    if found is None:
        return None
    return Piece("comment", Limit(T.COMMENT_PERIOD, comment_n=found.n, comment_unit=found.unit))


_STANDING = "(?:长期|永久|常年|长久|始终|持续)"
_LONG = re.compile(f"(?:应当|应|予以)?{_STANDING}(?:性?公开|公示|公布|公告|展示|张贴|有效|保留)?(?:有效)?")
_DYNAMIC = re.compile(
    "(?:并|且|实行|实施|进行)*动态(?:调整|更新|管理|公开)(?:公开|更新)?"
    "|如?(?:有|发生)(?:变动|变化|变更|调整)(?:的|后|时)?，?(?:及时|实时|随时)(?:更新|调整)"
)


def long_term(scan: Scanner) -> Piece | None:
    return Piece("main", Limit(T.LONG_TERM)) if scan.take(_LONG) else None


def dynamic(scan: Scanner) -> Piece | None:
    return Piece("dynamic", Limit(T.LONG_TERM, dynamic=True)) if scan.take(_DYNAMIC) else None


_ON_REQUEST = re.compile("(?:依|按|根据)申请(?:予以)?(?:公开)?")


def on_request(scan: Scanner) -> Piece | None:
    return Piece("main", Limit(T.ON_REQUEST, manner="on_request")) if scan.take(_ON_REQUEST) else None


_LAW = "(?:国家|上级|有关|相关|其他|法律|行政|地方性|法规|规章|规范性文件|党内法规|政策|文件|、|，|和|或者|或|及|以及)+"
_ABOUT = "(?:对(?:政府|该|上述)?(?:信息)?(?:主动)?(?:公开)?(?:的)?(?:期限|时限|时间|方式|范围|和|、|另)*)?"
_YIELDS = re.compile(
    f"(?:但|如|若|但是)?{_LAW}{_ABOUT}(?:另有|有)(?:其他|特殊|特别|明确|不同)?(?:规定|要求)(?:的)?，?"
    "(?:从其规定|按其规定|按照其规定|依照其规定|适用其规定|遵其规定|从其要求|除外)(?:执行|办理)?"
)
_NAMED_LAW = re.compile(
    f"(?:按照?|依照|依据|根据|执行)(?P<law>{_LAW}|《[^《》]{{2,40}}》(?:(?:、|和|及)《[^《》]{{2,40}}》)*|(?=规定))(?:的|等|中|所)*"
    f"(?:规定|要求)?(?:的|所)*(?:公开)?(?:时限|期限|时间)?(?:的)?(?:要求|规定)?(?:予以|进行)?(?:执行|公开|公布|办理)?"
)


def yields(scan: Scanner) -> Piece | None:
    return Piece("yields", Limit(T.REFERENCE, yields=True)) if scan.take(_YIELDS) else None


def by_law(scan: Scanner) -> Piece | None:
    match = scan.take(_NAMED_LAW)
    if match is None or not (
        "规定" in match[0] or "要求" in match[0] or "执行" in match[0] or "法" in match["law"]
    ):
        return None
    law = match["law"].rstrip("，、")
    named = re.search("法|规|文件|政策|》", law)
    return Piece("main", Limit(T.REFERENCE, trigger=law if named else law + "规定"))


_PLACE = re.compile(
    f"(?:并|且)?(?:在|于|通过|利用)(?P<place>{FREE}{{2,40}}?)(?:(?:上|中|内|进行|予以)*{ACT_NEEDED}(?=$|[，；。（）])"
    f"|(?=公示|公告|张贴|公开|公布|{_STANDING}|{_PROMPTLY}))"
)
_IS_PLACE = re.compile(
    "(?:栏|网站?|平台|公报|报纸?|媒体|中心|大厅|窗口|现场|点|站|村|社区|小区|场所|屏|门户|系统|公众号|微信|微博|客户端|馆|处|室|厅|墙|所在地|地点|显著位置|醒目位置)(?:（[^（）]*）)?$"
)


def place(scan: Scanner) -> Piece | None:
    match = scan.take(_PLACE)
    if match is None or not _IS_PLACE.search(match["place"]) or not is_event(match["place"].rstrip("内")):
        return None
    prompt = "及时" in match[0]
    return Piece("place", Limit(T.UNPARSED, place=match["place"]), prompt=prompt)


def every(scan: Scanner) -> Piece | None:
    limit = periodic(scan)
    return Piece("main", limit, renews=True) if limit else None


# The order is from fixed words to free ones, so that 按月公开 is not read as an event.
SIMPLE: tuple[Rule, ...] = (every, bare, prompt, long_term, dynamic, on_request, together)
RULES: tuple[Rule, ...] = (
    yields, display, comment, *SIMPLE, by_law, place, after, before, prompt_after, prompt_along,
    same_day, after_bare, period_at_event, during,
)  # fmt: skip
_BOUNDARY = re.compile(
    "$|[，；。、（）]|(?:并|且|进行|连续)?(?:公示|公告|张贴|公开征求|征求|公开期|公开时|动态)|(?:并|且)|(?:并)?(?:在|于|通过)"
)


_TWO_ACTS = re.compile(f"{ACT_WORDS}{{2}}$")
_OBJECT = re.compile(f"(?<={ACT_WORDS}){FREE}{{2,30}}(?=$|[，；。（）])")


def piece(scan: Scanner, rules: Sequence[Rule] = RULES) -> Piece | None:
    """The first rule that reads a piece up to where another may begin; the scanner stays put where none does."""
    start = scan.at
    for rule in rules:
        found = rule(scan)
        if found is not None and scan.at > start:
            if found.kind == "place" or scan.sees(_BOUNDARY):
                return found
            found = _with_object(scan, found)
            if found is not None:
                return found
        scan.at = start
    return None


def _with_object(scan: Scanner, found: Piece) -> Piece | None:
    """每年1月31日前公布上一年度报告: what is published is what the limit applies to."""
    if found.kind != "main" or found.limit.scope or _TWO_ACTS.search(scan.text[: scan.at]):
        return None
    match = scan.take(_OBJECT)
    if match is None or not is_event(match[0]) or not is_record(match[0]):
        return None
    return replace(found, limit=replace(found.limit, scope=match[0]))
