"""Numbers of people: identity numbers, bank cards, mobiles. Each is known by its form, and by the label beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from mingtang.kernel.guard.hits import Severity
from mingtang.kernel.guard.personal import cards, identity, separated
from mingtang.kernel.guard.personal.found import Found
from mingtang.kernel.guard.personal.kinds import BANK_CARD, ID_NUMBER, MOBILE
from mingtang.kernel.guard.personal.labels import Beside, Label, before
from mingtang.kernel.guard.personal.separated import MARKS
from mingtang.kernel.guard.personal.spelled import spelled
from mingtang.kernel.identifiers.credit_code import CreditCodeError, credit_code

_GAPS = r" \t\u2000-\u200a\u205f.\-·_\u2010-\u2015"
_S = f"[{_GAPS}]{{0,2}}"
_D = f"{_S}[0-9]"
# A long number may go on in the next line; only the identity number proves that it does.
_LS = f"[{_GAPS}{MARKS}，,\\n]{{0,2}}"
_LD = f"{_LS}[0-9]"
_PROVINCE = (
    "(?:"
    + "|".join(f"{code[0]}{_LS}{code[1]}" for code in sorted({*identity.PROVINCES, identity.EXAMPLE}))
    + ")"
)
_MONTH = f"{_LS}(?:0{_LS}[1-9]|1{_LS}[0-2])"
_DAY = f"{_LS}(?:0{_LS}[1-9]|[12]{_LS}[0-9]|3{_LS}[01])"
# A certificate of disability has the number of its holder and two digits more.
_ID18 = re.compile(
    rf"(?<![0-9]){_PROVINCE}{_LD}{_LD}{_LD}{_LD}{_LS}(?:1{_LS}9|2{_LS}0){_LD}{_LD}{_MONTH}{_DAY}{_LD}{_LD}{_LD}{_LS}[0-9Xx]"
    r"(?:(?![0-9])|(?=(?P<more>[1-7][1-4])(?![0-9])))"
)
_ID15 = re.compile(
    rf"(?<![0-9])(?:{'|'.join(sorted({*identity.PROVINCES, identity.EXAMPLE}))})[0-9]{{6}}"
    rf"(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{{3}}(?![0-9Xx]|[{_GAPS}]?[0-9])"
)
_LABELLED_ID = re.compile(
    rf"(?:身份|身分|证件|残疾人?证|sfz|SFZ|[Ii][Dd]_?[Cc]ard|[Ii][Dd]_?[Nn]o|cert_?[Nn]o)[^0-9。；\n]{{0,14}}"
    rf"([1-9](?:{_D}){{16}}{_S}[0-9Xx](?:[1-7][1-4](?![0-9]))?|[1-9](?:{_D}){{14}})(?![0-9])"
)
# What a scanner takes a digit for; the check character tells.
_SCANNED = re.compile(
    "(?<![0-9A-Za-z])(?![0-9]{17})[0-9OoDQIl|iZzSsGbB]{17}[0-9XxOoDQIl|iZzSsGbB](?![0-9A-Za-z])"
)
_SCANS = str.maketrans("OoDQIl|iZzSsGbB", "000011112255668")
_SCANNED_MOST = 5
_HIDDEN = "*●•■□×_#"
_HALF = re.compile(rf"(?<![0-9A-Za-z*])[1-9][0-9{_HIDDEN}xX]{{16,17}}(?![0-9A-Za-z{_HIDDEN}])")

_CARD = re.compile(
    rf"(?<![0-9A-Za-z])(?<![0-9][.\-·_])[0-9]{{16,19}}(?![0-9A-Za-z]|[.\-·_][0-9])"
    rf"|(?<![0-9A-Za-z])(?<![0-9][{_GAPS}])(?:[0-9]{{4}}(?:[{_GAPS}]{{1,2}}[0-9]{{4}}){{3}}(?:[{_GAPS}]{{0,2}}[0-9]{{1,3}})?"
    rf"|6{_S}2(?:{_D}){{14,17}}|[0-9](?:[{_GAPS}][0-9]){{15,18}})(?![0-9A-Za-z]|[{_GAPS}][0-9])"
)
_LABELLED_CARD = re.compile(
    r"(?:账号?|帐号?|账户|帐户|卡号?|[折本卡]通|存折)[^0-9。；\n]{0,16}"
    rf"([0-9](?:{_D}){{8,25}})(?![0-9A-Za-z*])"
)
# A card, and behind a blank another number.
_ALONE = re.compile(f"[0-9]{{16,19}}(?=[{_GAPS}])")

_M1 = f"[{_GAPS}]{{1,2}}"
_MOBILE = re.compile(
    rf"(?<![0-9A-Za-z])(?<![0-9][.\-_])(?:(?:00)?86{_S}|0)?1[3-9][0-9](?:[0-9]{{8}}|{_M1}[0-9]{{4}}{_S}[0-9]{{4}}|[0-9]{{4}}{_M1}[0-9]{{4}}"
    rf"|[0-9]{_M1}[0-9]{{3}}{_M1}[0-9]{{4}}|[0-9]{_M1}[0-9]{{4}}{_M1}[0-9]{{3}}|[0-9]{{2}}{_M1}[0-9]{{6}}|[0-9]{{3}}{_M1}[0-9]{{5}}|{_M1}[0-9]{{8}}"
    rf"|{_M1}[0-9]{{3}}{_M1}(?:[0-9]{{5}}|[0-9]{{3}}{_M1}[0-9]{{2}})|{_M1}[0-9]{{2}}{_M1}[0-9]{{3}}{_M1}[0-9]{{3}})(?![0-9]|\.[0-9])"
    rf"|(?<![0-9A-Za-z])(?<![0-9][{_GAPS}])1[{_GAPS}][3-9](?:[{_GAPS}][0-9]){{9}}(?![0-9]|[{_GAPS}][0-9])"
)
_MANY = re.compile(rf"[0-9](?:{_LD}){{10}}|[0-9]{{4}}[0-9{_HIDDEN}]{{10}}")
_MEASURED = re.compile(
    r"\s?(?:[万亿千百]*(?:元|美元|欧元|人次?|户|吨|公里|千米|米|平方|立方|件|个|台|亩|%|％|‰|公斤|千克|kg|KG|度|次|份|套|倍|公顷|斤|株|只|头|千瓦|册|名|km|m)|[万亿])"
    r"|,[0-9]{3}(?![0-9])"
)
_BANKING = re.compile("银行|账|帐|卡|存折|收款|打款")
_MONEY = re.compile(r"[¥￥$€]\s?$")
_CODE_AROUND = re.compile(r"[0-9A-Za-z][\-_/]$")
_CODE_AFTER = re.compile(r"[\-_][0-9A-Za-z]")
_PLAIN = re.compile("[^0-9A-Za-z]")

OFFICE_LABELS = frozenset(
    {Label.OFFICE_PHONE, Label.OFFICE_EMAIL, Label.OFFICE_PLACE, Label.OFFICE_CHAT, Label.SITE}
)
_ID_LABELS = frozenset({Label.ID, Label.DISABILITY_ID})
_CARD_LABELS = frozenset({Label.BANK, Label.ACCOUNT})
_OTHER = frozenset({Label.NUMBER, Label.CREDIT, Label.AMOUNT})
_UNIT_ACCOUNT = re.compile(
    "(?:户\\s{0,4}名|账户名称?|开户名称?|名\\s{0,4}称|收款单位|收款人|缴入|汇入|缴至|存入|专户|保证金|财政|单位|公司|对公|基本户|捐款|捐赠|缴款)"
    "[^。\n]{0,30}"
)
_UNIT_NAME = re.compile(
    "局|中心|公司|委员会|财政|政府|学校|医院|厅|处|协会|基金会|专户|保证金|总会|单位|合作社|银行账户|红十字会|法院|办公室|对公|支行|集团|厂|捐"
)
_CONTRACT = re.compile("供应商|中标|成交(?:人|单位)|合同(?:编号|金额|价)|采购人|施工单位|承建单位")
_CASE = re.compile("[民刑行执破赔商知财保调监申再特督催辖清仲裁][初终申再监字恢异复保督特执辖]{0,2}第?$")


def find(text: str, today: date) -> list[Found]:
    """Identity numbers, bank cards and mobiles in the text, each once, in order."""
    taken: list[Found] = []
    covered: set[int] = set()
    for one in separated.find(text):
        if covered.isdisjoint(span := range(one.start, one.end)):
            covered.update(span)
            taken.append(one)
    if _MANY.search(text):
        _collect(text, today, taken, covered, 0, len(text))
    for one in _scanned(text, today):
        if covered.isdisjoint(span := range(one.start, one.end)):
            covered.update(span)
            taken.append(one)
    if runs := spelled(text):
        pieces, at = [], 0
        for start, end, digits in runs:
            pieces += [text[at:start], digits]
            at = end
        plain = "".join([*pieces, text[at:]])
        for start, end, _ in runs:
            _collect(plain, today, taken, covered, start, end)
    return sorted(taken, key=lambda found: found.start)


def _collect(text: str, today: date, taken: list[Found], covered: set[int], lo: int, hi: int) -> None:
    for finder in _FINDERS:
        for found in finder(text, today, lo, hi):
            span = range(found.start, found.end)
            if covered.isdisjoint(span):
                covered.update(span)
                taken.append(found)


def compact(text: str) -> str:
    """Without what separates its digits."""
    return _PLAIN.sub("", text)


def _identity_18(text: str, today: date, lo: int, hi: int) -> Iterator[Found]:
    for match in _ID18.finditer(text, lo, hi):
        number = compact(match[0]).upper()
        born = identity.birth(number, today)
        if born is None:
            continue
        beside = before(text, match.start())
        labelled = beside is not None and beside.label in _ID_LABELS
        other = beside is not None and beside.label in _OTHER and beside.gap <= 1
        args = {"born": born.isoformat()}
        end = match.end() + (2 if match["more"] else 0)
        joined = len(number) == len(match[0])
        if identity.right_check(number):
            if _decimal(text, match.start()) or (not labelled and _credit_code(number, beside)):
                continue
            # One in eleven numbers of papers that begin with a place and a day passes the check, too.
            if other and (born.year >= 2010 or not joined):
                continue
            yield Found(ID_NUMBER, match.start(), end, 0.8 if other else 1.0, args=args)
        elif labelled:
            yield Found(ID_NUMBER, match.start(), end, 0.85, args=args)
        elif joined and not match["more"] and not other and not _coded(text, match.start(), match.end()):
            if beside is not None and beside.label in _CARD_LABELS | {Label.SOCIAL}:
                continue
            if _MEASURED.match(text, match.end()) or _decimal(text, match.start()) or born.year >= 2010:
                continue
            yield Found(ID_NUMBER, match.start(), end, 0.55, Severity.WARN, args)


def _scanned(text: str, today: date) -> Iterator[Found]:
    """Identity numbers in which letters stand for digits: 34O123…, 19B5."""
    for match in _SCANNED.finditer(text):
        number = match[0].translate(_SCANS)
        if sum(letter.isdigit() for letter in match[0][:17]) < 17 - _SCANNED_MOST:
            continue
        beside = before(text, match.start())
        labelled = beside is not None and beside.label in _ID_LABELS
        if (beside is not None and beside.label in _OTHER) or _is_credit_code(match[0]):
            continue
        born = identity.birth(number, today) if identity.in_province(number) else None
        if born is not None and (labelled or identity.right_check(number)):
            yield Found(ID_NUMBER, match.start(), match.end(), 0.9, args={"born": born.isoformat()})


def _labelled_identity(text: str, today: date, lo: int, hi: int) -> Iterator[Found]:
    """What is called an identity number and has as many characters, however wrong."""
    for match in _LABELLED_ID.finditer(text, max(0, lo - 24), hi):
        beside = before(text, match.start(1))
        if beside is None or beside.label not in _ID_LABELS:
            continue
        number = compact(match[1])
        born = identity.birth(number, today)
        args = {"born": born.isoformat()} if born else {}
        sure = born is not None and identity.in_province(number)
        severity = None if sure else Severity.WARN
        yield Found(ID_NUMBER, match.start(1), match.end(1), 0.9 if sure else 0.6, severity, args)


def _identity_15(text: str, today: date, lo: int, hi: int) -> Iterator[Found]:
    for match in _ID15.finditer(text, lo, hi):
        born = identity.birth(match[0], today)
        beside = before(text, match.start())
        labelled = beside is not None and beside.label in _ID_LABELS
        if born is None or (not labelled and born.year < 1920):
            continue
        if labelled:
            yield Found(ID_NUMBER, match.start(), match.end(), 0.95, args={"born": born.isoformat()})
        elif beside is not None and beside.label in _OTHER | _CARD_LABELS | {Label.SOCIAL}:
            continue
        elif not _coded(text, match.start(), match.end()) and not _MEASURED.match(text, match.end()):
            yield Found(ID_NUMBER, match.start(), match.end(), 0.6, Severity.WARN, {"born": born.isoformat()})


def _half_masked(text: str, today: date, lo: int, hi: int) -> Iterator[Found]:
    for match in _HALF.finditer(text, lo, hi):
        shown = [
            letter.isdigit() or (letter in "xX" and place == 17) for place, letter in enumerate(match[0])
        ]
        number = match[0]
        if all(shown) or len(number) != 18 or number[:2] not in identity.PROVINCES | {identity.EXAMPLE}:
            continue
        tells_birth = all(shown[6:14]) and identity.birth(number, today) is not None
        if sum(shown) >= 16 or (sum(shown) >= 14 and tells_birth):
            yield Found(ID_NUMBER, match.start(), match.end(), 0.9, Severity.WARN, {"half": "1"})


def _cards(text: str, today: date, lo: int, hi: int) -> Iterator[Found]:
    for match in _CARD.finditer(text, lo, hi):
        number = compact(match[0])
        if not cards.is_card(number):
            continue
        beside = before(text, match.start())
        if beside is not None and beside.label in _OTHER and beside.gap <= 2:
            continue
        if _decimal(text, match.start()) or _coded(text, match.start(), match.end()):
            continue
        if beside is not None and beside.label == Label.ACCOUNT and _of_unit(text, match.start()):
            continue
        labelled = beside is not None and beside.label in _CARD_LABELS
        union_pay = number.startswith(cards.UNION_PAY)
        # Other numbers of sixteen digits may be anything; only with a word about banks is it a card.
        if not (labelled or union_pay or _BANKING.search(text, max(0, match.start() - 24), match.start())):
            continue
        yield Found(BANK_CARD, match.start(), match.end(), 0.98 if labelled else 0.9)


def _labelled_cards(text: str, today: date, lo: int, hi: int) -> Iterator[Found]:
    for match in _LABELLED_CARD.finditer(text, max(0, lo - 24), hi):
        beside = before(text, match.start(1))
        if beside is None or beside.label not in _CARD_LABELS:
            continue
        number = compact(match[1])
        # What is no card by its form may be the account of whoever gets the money.
        other = not cards.is_card(number)
        if (other or beside.label == Label.ACCOUNT) and _of_unit(text, match.start(1), other):
            continue
        if len(number) == 11 and re.fullmatch("1[3-9][0-9]{9}", number):
            continue
        alone = _ALONE.match(match[1])
        yield Found(BANK_CARD, match.start(1), match.start(1) + alone.end() if alone else match.end(1), 0.9)


def _of_unit(text: str, start: int, other: bool = False) -> bool:
    """Whether an account at `start` is said to be one of an organisation; `other`: it has not the form of a card."""
    around = text[max(0, start - 90) : start + 60]
    if other and _CONTRACT.search(around):
        return True
    return any(_UNIT_NAME.search(found[0]) for found in _UNIT_ACCOUNT.finditer(around))


def _mobiles(text: str, today: date, lo: int, hi: int) -> Iterator[Found]:
    for match in _MOBILE.finditer(text, lo, hi):
        beside = before(text, match.start())
        label = None if beside is None else beside.label
        near = beside is not None and beside.gap <= 1
        if label in _OTHER and near:
            continue
        if _MEASURED.match(text, match.end()) or _MONEY.search(
            text, max(0, match.start() - 2), match.start()
        ):
            continue
        if _coded(text, match.start(), match.end()) and label not in {Label.MOBILE, Label.PHONE}:
            continue
        # The number of a case: “民初……号”.
        if text.startswith("号", match.end()) and _CASE.search(
            text, max(0, match.start() - 4), match.start()
        ):
            continue
        office = label in OFFICE_LABELS and near
        yield Found(
            MOBILE,
            match.start(),
            match.end(),
            0.7 if office else 0.95,
            Severity.INFORM if office else None,
            office=office,
        )


def _credit_code(number: str, beside: Beside | None) -> bool:
    """Whether it is called the code of an organisation, and is one. Without the word a person's number is far likelier:
    hardly any code has a day of birth in its middle."""
    return beside is not None and beside.label == Label.CREDIT and _is_credit_code(number)


def _is_credit_code(number: str) -> bool:
    try:
        credit_code(number)
    except CreditCodeError:
        return False
    return True


def _decimal(text: str, start: int) -> bool:
    """Whether the digits at `start` stand behind a decimal point."""
    return start >= 2 and text[start - 1] == "." and text[start - 2].isdigit()


def _coded(text: str, start: int, end: int) -> bool:
    """Whether the digits are part of a longer code: letters or more digits are joined to them."""
    if text[start - 1 : start].isascii() and text[start - 1 : start].isalpha():
        return True
    if text[end : end + 1].isascii() and text[end : end + 1].isalpha():
        return True
    return bool(_CODE_AROUND.search(text, max(0, start - 2), start) or _CODE_AFTER.match(text, end))


_FINDERS = (_identity_18, _labelled_identity, _half_masked, _labelled_cards, _cards, _identity_15, _mobiles)
"""The surest first: what one took, the next leave alone."""
