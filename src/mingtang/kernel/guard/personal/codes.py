"""Numbers and names of accounts that are known by their label: permits, cards of social security, chat accounts; and
plates and mailboxes, known by their form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mingtang.kernel.guard.hits import Severity
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.personal.found import Found, sentence
from mingtang.kernel.guard.personal.kinds import CHAT_ACCOUNT, EMAIL, PASSPORT, PLATE, SOCIAL_CARD
from mingtang.kernel.guard.personal.labels import Label, before
from mingtang.kernel.guard.personal.name_cells import is_common_name
from mingtang.kernel.guard.personal.words import sections

_TO = "[^A-Za-z0-9。；\n]{0,12}"
_SEP = r"[ \-·./]?"
_WORDED = "〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖①②③④⑤⑥⑦⑧⑨⓪"
_NO_MORE = "(?![A-Za-z0-9*@])"
_LISTED = re.compile(r"\s{0,2}(?:、|，|,|和|及|与|/|；|;|或)\s{0,2}")

_PERMIT_WORDS = (
    r"护照|通行证|回乡证|台胞证|居留证|入境证件号?码?"
    r"|(?:护照 ?[（(]?)?(?:[Pp]assport|PASSPORT)(?: ?(?:[Nn]o|NO|[Nn]umber|NUMBER)\b\.?)?"
)
_RESIDENT_VALUE = rf"(?:[A-Z]{{3}}{_SEP}[0-9]{{12}}|9[0-9]{{16}}[0-9Xx]){_NO_MORE}"
# A column or label for papers of any kind; the form tells which it is.
_ANY_PAPER = re.compile(
    r"(?:证[件照](?:号码?|编[号码]|号)|证件[：:]|有效证件)[^A-Za-z0-9。；\n]{0,8}"
    r"((?:[HM][0-9]{8}(?:[0-9]{2})?|[EGPDSK][A-HJ-NP-Z]?[0-9]{7,8}|[A-Z]{3}[0-9]{12}|[0-9]{10}|[0-9]{8})(?![A-Za-z0-9*@]))"
)
_TAIWAN = re.compile("台胞证|来往大陆通行证|台湾")
_TAIWAN_NUMBER = re.compile("[0-9]{8}(?:0[1-9]|[12][0-9])?")
_DAY = re.compile("(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
_APART = frozenset("，,。；;！!？?")
_CALLING = frozenset("号码：:为是")
_LICENSED = re.compile("执法|许可|执业|资格|营业|记者|导游|单位")
# A number in brackets behind a name, in a sentence about such insurance.
_BRACKETED = re.compile(
    r"([\u4e00-\u9fff]{2,4})[（(](?:(?:社保|医保|参保)[卡号]?[：:]?)?((?![12][3-9][0-9]{9}[）)]|[12][09][0-9]{6}[）)])[A-Za-z]{0,2}[0-9]{7,12})[）)]"
)
_INSURED = re.compile("社保|医保|社会保[障险]|医疗保[障险]|养老保险|新农合|合作医疗|参保|停保|续保|断保")
_PERMIT_VALUE = rf"(?:[A-Za-z]{{1,3}}{_SEP}[0-9](?:{_SEP}[0-9]){{5,9}}|[0-9]{{8,10}}){_NO_MORE}"
_OFFICER_WORDS = (
    "军官证|士兵证|士官证|警官证|文职干部证|义务兵证|军人证|军人身份证件|退伍证|退役证|残疾军人证"
)
_OFFICER_VALUE = (
    rf"(?:[\u4e00-\u9fff]{{1,3}}字?第?{_SEP}[0-9]{{4,10}}号?|[A-Za-z]{{0,2}}[0-9]{{6,10}}){_NO_MORE}"
)
_SOCIAL_VALUE = (
    rf"(?:[A-Za-z]{{0,3}}{_SEP}[0-9](?:{_SEP}[0-9A-Za-z]){{6,19}}{_NO_MORE}"
    rf"|[A-Za-z]{{0,3}}[{_WORDED}]{{7,19}}(?![{_WORDED}十百千万]))"
)
_WECHAT_VALUE = r"(?:[A-Za-z][A-Za-z0-9_\-]{5,19}|[1-9][0-9]{4,12})(?![A-Za-z0-9_@*])"
_QQ_VALUE = rf"(?:[1-9](?:[ \-]?[0-9]){{4,10}}(?![A-Za-z0-9@*])|[{_WORDED}]{{6,11}}(?![{_WORDED}十百千万]))"

_SOCIAL_WORDS = (
    r"社会?保(?:障|险)?(?:个人)?(?:卡|证)?(?:个人)?(?:号码?|编号|账号)|社保卡|社会保障卡|医保卡"
    r"|[社医]保(?:卡卡号|个人[代编]码)|(?:社保|医疗保障|社会保险)(?:电脑|个人|手册|卡|证){1,2}(?:号码?|编号)?"
    r"|(?:医保|医疗|合作医疗|新农合|养老保险|参保|医疗保险|公积金)(?:电脑|手册|凭证)?(?:个人)?(?:卡|证)?(?:个人)?(?:号码?|编号|账号)"
)


@dataclass(frozen=True)
class _Labelled:
    """`before` ends where a value may begin. The label has to be one of the kind, too: “微信公众号” is none."""

    kind: str
    label: Label
    before: re.Pattern[str]
    value: re.Pattern[str]


def _labelled(kind: str, label: Label, before_it: str, value: str) -> _Labelled:
    return _Labelled(kind, label, re.compile(f"{before_it}(?<![{_WORDED}])(?={value})"), re.compile(value))


_BY_LABEL = (
    _labelled(PASSPORT, Label.PASSPORT, f"(?:{_PERMIT_WORDS}){_TO}", _PERMIT_VALUE),
    _labelled(PASSPORT, Label.PASSPORT, f"永久居留(?:身份)?证{_TO}", _RESIDENT_VALUE),
    _labelled(
        PASSPORT,
        Label.OFFICER,
        f"(?:{_OFFICER_WORDS})(?:号码?|编号)?[^A-Za-z0-9。；\n\u4e00-\u9fff]{{0,6}}[为是]?",
        _OFFICER_VALUE,
    ),
    _labelled(SOCIAL_CARD, Label.SOCIAL, f"(?:{_SOCIAL_WORDS}){_TO}", _SOCIAL_VALUE),
    _labelled(
        CHAT_ACCOUNT,
        Label.WECHAT,
        "(?:微信|WeChat|[Ww]echat|VX|vx|V信|加微)[^A-Za-z0-9。；\n]{0,8}(?:ID|id)?[^A-Za-z0-9。；\n]{0,3}",
        _WECHAT_VALUE,
    ),
    _labelled(CHAT_ACCOUNT, Label.QQ, f"(?:QQ|qq|扣扣|企鹅号){_TO}", _QQ_VALUE),
)
# Without a label before it: its form, and a word for such a card somewhere near.
_BY_FORM = re.compile(
    r"[军海陆空南北沈京济兰成广参总政后联武装火战东西中医校干士文兵]字?第 ?[0-9]{6,8} ?号?(?![0-9A-Za-z])"
)
_SOCIAL_FORM = re.compile(rf"(?<![A-Za-z0-9])[A-Z]{_SEP}[0-9]{{4}}{_SEP}[0-9]{{4}}(?![A-Za-z0-9*])")
_SOCIAL_CARD = re.compile("社保卡|社会保障卡|医保卡|医疗保障卡|市民卡")
_PASSPORT_WORD = re.compile("护照|通行证|准考证|执业|许可")
_OFFICER = re.compile(f"{_OFFICER_WORDS}|军人|现役")
_OFFICER_REACH = 24
_OFFICIAL_CHAT = re.compile(
    "公众|公號|官方|工作|办公|单位|业务|小程序|服务号|订阅号|群|视频号|政务|平台|客服|搜索|搜一搜|关注|扫"
)

_PLATE_SEP = "[·.・•‧\\-]"
# The dot stands behind the letter, and where people put it.
_PLATE = re.compile(
    rf"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼黔滇](?:{_PLATE_SEP}| )?[A-HJ-NP-Za-hj-np-z] ?"
    rf"(?:{_PLATE_SEP}?[A-HJ-NP-Za-hj-np-z0-9]){{4,5}}{_PLATE_SEP}?[A-HJ-NP-Za-hj-np-z0-9挂学警港澳](?![A-Za-z0-9*]|年)"
)
_PLATE_SEPS = re.compile(f"{_PLATE_SEP}| ")
_USUAL_PLATE = re.compile("..[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳]")
_GREEN_PLATE = re.compile("..(?:[A-HJK][A-HJ-NP-Z0-9][0-9]{4}|[0-9]{5}[A-HJK])")
_SERVICE_CAR = re.compile("公务用车|公务车|公车|执法车|执法用车|公务车辆|公务用车|特种车|消防车|警车")

_OF_OFFICES = (".gov.cn", ".gov", ".edu.cn", ".edu", ".mil.cn", ".org.cn")
_OFFICE_LOCAL = re.compile(
    "(?:info|service|office|admin|webmaster|contact|hr|press|support|help|mail|public|zwgk|xxgk|xzfw|kefu|tousu|jubao|xinfang|bangongshi)[0-9_.\\-]{0,8}",
    re.IGNORECASE,
)
# Beside an account of one's own a mailbox is one's own, too, even where an office takes letters there.
_OWN_ACCOUNT = re.compile("(?:QQ|qq|微信)(?!群|公众|小程序)(?:号码?|账号)?[：:为是]")
FREE_MAIL = frozenset(sections("mail")["free"])
_SIGNS_AT = ("@", "at", "AT", "At", "艾特", "小老鼠", "#", "★")
"""How people write the sign of a mailbox so that no search sees it."""
_AT = re.compile(
    r" {0,2}@ {0,2}"
    r"|(?<=[A-Za-z0-9]) ?(?:[#★]| at | AT |艾特|小老鼠) ?(?=[A-Za-z0-9]{2,12} ?(?:[.。点]| dot ))"
    r"|(?<=[A-Za-z0-9]) {0,2}[(（\[【{<] ?(?:at|AT|At|艾特) ?[)）\]】}>] {0,2}(?=[A-Za-z0-9])"
)
_LOCAL = re.compile(r"[A-Za-z0-9._%+\-]{1,64}$")
_DOT = r"(?:\.|[。点](?=(?:com|cn|net|org)(?![A-Za-z]))| dot | ?[(（\[【{] ?(?:dot|DOT|Dot|点) ?[)）\]】}] ?)"
_DOMAIN = re.compile(rf"[A-Za-z0-9\-]{{1,63}}(?:{_DOT}[A-Za-z0-9\-]{{1,63}}){{1,5}}")
_DOTS = re.compile(_DOT)
_OFFICES = re.compile(
    "投稿|举报(?!人)|监督|投诉(?!人)|单位|政务|办公|征求|征集|报名(?!人|者)|咨询(?!人)|反馈(?!人)|受理|公司|企业|意见|来函|信函|发送至|发至|报送|局|中心|委员会|政府|采购|代理|招标"
)


def labelled(text: str) -> Iterator[Found]:
    """Permits, cards of social security and chat accounts beside their labels."""
    for one in _BY_LABEL:
        for match in one.before.finditer(text):
            start = match.end()
            while found := one.value.match(text, start):
                beside = before(text, start)
                if one.kind == CHAT_ACCOUNT and _official_chat(text, match.start(), found.start()):
                    break
                if start == match.end() and (beside is None or beside.label != one.label):
                    break
                if beside is not None and found[0].isdecimal() and one.kind == PASSPORT:
                    called = bool(_TAIWAN.search(text, match.start(), start))
                    if beside.gap or not _may_be_permit(text, start, found[0], called):
                        break
                if not any(letter.isnumeric() for letter in found[0]) and one.kind != CHAT_ACCOUNT:
                    break
                yield Found(one.kind, found.start(), found.end(), 0.9)
                following = _LISTED.match(text, found.end())
                if following is None:
                    break
                start = following.end()


def permits(text: str) -> Iterator[Found]:
    """Permits and passports beside 证件号码, by their form; of digits alone where the sentence speaks of 台胞证."""
    for match in _ANY_PAPER.finditer(text) if "证" in text else ():
        first, last = sentence(text, match.start(1), match.end(1))
        if _LICENSED.search(text, max(first, match.start() - 6), match.start()):
            continue
        if match[1].isdecimal():
            beside = before(text, match.start(1))
            if beside is None or beside.gap or beside.label not in (Label.ID, Label.PASSPORT):
                continue
            if not _TAIWAN.search(text, first, last) or not _may_be_permit(
                text, match.start(1), match[1], taiwan=True
            ):
                continue
        yield Found(PASSPORT, match.start(1), match.end(1), 0.88)


def _may_be_permit(text: str, start: int, digits: str, taiwan: bool) -> bool:
    """Whether digits without a letter, at `start`, may be the number of a permit: telephones and numbers of cases stand
    near such words in every service guide. That of a 台胞证 has eight digits, or ten with how often it was issued."""
    joint = text[:start].rstrip()[-1:]
    if joint in _APART:
        return False
    if taiwan and not _TAIWAN_NUMBER.fullmatch(digits):
        return False
    return joint in _CALLING or not _DAY.fullmatch(digits)


def bracketed(text: str) -> Iterator[Found]:
    """“某某（990100123456）” in a sentence about social insurance."""
    for match in _BRACKETED.finditer(text) if _INSURED.search(text) else ():
        first, last = sentence(text, match.start(), match.end())
        people = (match[1][-size:] for size in (4, 3, 2))
        if _INSURED.search(text, first, last) and any(is_common_name(name) for name in people):
            yield Found(SOCIAL_CARD, match.start(2), match.end(2), 0.8)


def insured(text: str) -> Iterator[Found]:
    """A letter and eight digits, as cards of social security have, where one is spoken of before it."""
    for match in _SOCIAL_FORM.finditer(text) if "卡" in text else ():
        first, _ = sentence(text, *match.span())
        said = _SOCIAL_CARD.search(text, max(first, match.start() - 16), match.start())
        if said and not _PASSPORT_WORD.search(text, said.end(), match.start()):
            yield Found(SOCIAL_CARD, *match.span(), 0.85)


def officers(text: str) -> Iterator[Found]:
    """Cards of soldiers, “南字第……号”, where one is spoken of behind the number or before it."""
    for match in _BY_FORM.finditer(text) if "第" in text else ():
        first, last = sentence(text, match.start(), match.end())
        around = max(first, match.start() - _OFFICER_REACH), min(last, match.end() + _OFFICER_REACH)
        if _OFFICER.search(text, *around):
            yield Found(PASSPORT, match.start(), match.end(), 0.85)


def _official_chat(text: str, label: int, value: int) -> bool:
    first, _ = sentence(text, label, value)
    # “微信公众号：某某发布（微信号：……）”
    reach = 24 if text[label - 1 : label] in ("（", "(") else 6
    return bool(_OFFICIAL_CHAT.search(text, max(first, label - reach), value))


def plates(text: str, title: str) -> Iterator[Found]:
    for match in _PLATE.finditer(text):
        plain = _PLATE_SEPS.sub("", match[0]).upper()
        digits = sum(letter.isdigit() for letter in plain)
        if not digits or len(match[0]) - len(plain) > 2:
            continue
        if not (_USUAL_PLATE.fullmatch(plain) or _GREEN_PLATE.fullmatch(plain)):
            continue
        first, last = sentence(text, match.start(), match.end())
        if _SERVICE_CAR.search(text, first, last) or _SERVICE_CAR.search(title):
            continue
        yield Found(PLATE, match.start(), match.end(), 0.9 if digits >= 3 else 0.7)


def emails(text: str, knowledge: Knowledge, citizen: bool) -> Iterator[Found]:
    """Mailboxes that may be somebody's own. Those of offices are none, whoever keeps the server."""
    if not any(sign in text for sign in _SIGNS_AT):
        return
    for at in _AT.finditer(text):
        local = _LOCAL.search(text, max(0, at.start() - 64), at.start())
        domain = _DOMAIN.match(text, at.end())
        if local is None or domain is None:
            continue
        name = domain[0].rstrip(".-")
        host = _DOTS.sub(".", name).lower()
        if "@" not in at[0] and host not in FREE_MAIL:
            continue
        end = domain.start() + len(name)
        address = f"{local[0]}@{host}".lower()
        if address in knowledge.emails or host.endswith(_OF_OFFICES) or host in knowledge.hosts:
            continue
        beside = before(text, local.start())
        label = None if beside is None else beside.label
        first, last = sentence(text, local.start(), end)
        office = label == Label.OFFICE_EMAIL or bool(
            _OFFICES.search(text, max(first, local.start() - 24), local.start())
            and not _OWN_ACCOUNT.search(text, end, min(last, end + 40))
        )
        office = office or _OFFICE_LOCAL.fullmatch(local[0]) is not None
        if label == Label.OWN_EMAIL or (citizen and not office and host in FREE_MAIL):
            yield Found(EMAIL, local.start(), end, 0.95)
        elif not office:
            severity = None if host in FREE_MAIL else Severity.INFORM
            yield Found(EMAIL, local.start(), end, 0.8, severity, needs_person=True)
