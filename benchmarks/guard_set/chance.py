"""Invented numbers: of the right form and with right check digits, over serials made by chance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
PROVINCES = tuple(map(str, (13, 14, 21, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 50, 51, 52, 53, 61, 62)))
PLATES = "皖鲁豫湘鄂赣川渝黔滇陕甘冀晋辽苏浙闽粤桂"


def digits(rng: Random, many: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(many))


def id_check(first: str) -> str:
    total = sum(int(sign) * weight for sign, weight in zip(first, ID_WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def id_number(rng: Random, oldest: int = 1938, youngest: int = 2004) -> str:
    born = date(rng.randint(oldest, youngest), 1, 1) + timedelta(days=rng.randrange(365))
    region = f"{rng.choice(PROVINCES)}{rng.randint(1, 19):02}{rng.randint(21, 29)}"
    first = f"{region}{born:%Y%m%d}{digits(rng, 3)}"
    return first + id_check(first)


def id_number_15(rng: Random) -> str:
    long = id_number(rng, 1938, 1979)
    return long[:6] + long[8:17]


def luhn(first: str) -> str:
    total = 0
    for place, sign in enumerate(reversed(first)):
        value = int(sign) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def bank_card(rng: Random) -> str:
    """A debit card: 16 or 19 digits, mostly 19."""
    many = rng.choice((19, 19, 19, 16))
    first = rng.choice(("6217", "6228", "6222", "6213", "6230", "6210")) + digits(rng, many - 5)
    return first + luhn(first)


def not_luhn(rng: Random, many: int) -> str:
    first = rng.choice("23478") + digits(rng, many - 2)
    return first + rng.choice([sign for sign in "0123456789" if sign != luhn(first)])


MOBILES = (133, 135, 136, 137, 138, 139, 150, 151, 152, 155, 158, 159, 177, 180, 181, 187, 188, 189, 199)


def mobile(rng: Random) -> str:
    return f"{rng.choice(MOBILES)}{digits(rng, 8)}"


def landline(rng: Random) -> str:
    area = rng.choice(("0551", "0734", "0836", "0917", "0373", "0797", "0635", "0857"))
    return f"{area}-{rng.choice('2345678')}{digits(rng, 6)}"


def passport(rng: Random) -> str:
    return (
        rng.choice(("E", "G")) + digits(rng, 8)
        if rng.random() < 0.6
        else f"E{rng.choice('ABCDEFGH')}{digits(rng, 7)}"
    )


def plate(rng: Random) -> str:
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    head = rng.choice(PLATES) + rng.choice(letters[:12])
    if rng.random() < 0.3:
        return f"{head}{rng.choice('DF')}{digits(rng, 5)}"
    tail = "".join(rng.choice(letters) if rng.random() < 0.2 else rng.choice("0123456789") for _ in range(4))
    return f"{head}{rng.choice(('', '', '·'))}{tail}{rng.choice('0123456789')}"


def credit_code(rng: Random, kind: str = "") -> str:
    kind = kind or rng.choice(("91", "91", "92", "93", "12", "52"))
    where = f"{rng.choice(PROVINCES)}{rng.randint(1, 19):02}{rng.randint(21, 29)}"
    first = (
        kind
        + where
        + rng.choice(("MA", "MB", "MC", "07", "55"))
        + "".join(rng.choice(CREDIT_SIGNS) for _ in range(7))
    )
    total = sum(CREDIT_SIGNS.index(sign) * weight for sign, weight in zip(first, CREDIT_WEIGHTS, strict=True))
    return first + CREDIT_SIGNS[-total % 31]


def isbn(rng: Random) -> str:
    first = "9787" + digits(rng, 8)
    total = sum(int(sign) * (3 if place % 2 else 1) for place, sign in enumerate(first))
    last = str(-total % 10)
    return f"978-7-{first[4:7]}-{first[7:12]}-{last}"


def id_with_x(rng: Random) -> str:
    while True:
        found = id_number(rng)
        if found[-1] == "X":
            return found


def id_masked(rng: Random) -> str:
    found = id_number(rng)
    return rng.choice(
        (
            f"{found[:3]}***********{found[-4:]}",
            f"{found[:6]}********{found[-4:]}",
            f"{found[:1]}{'*' * 16}{found[-1]}",
            f"{found[:6]}××××××××{found[-4:]}",
        )
    )


def mobile_masked(rng: Random) -> str:
    found = mobile(rng)
    return f"{found[:3]}{rng.choice(('****', 'XXXX', '××××'))}{found[-4:]}"


def qq(rng: Random) -> str:
    return rng.choice("123456789") + digits(rng, rng.randint(6, 9))


def case(rng: Random) -> str:
    """The number of a case in court."""
    kind = rng.choice(("民初", "行终", "刑初", "执"))
    return f"（{rng.randint(2019, 2025)}）{rng.choice(PLATES)}{digits(rng, 4)}{kind}{rng.randint(2, 9000)}号"


def project(rng: Random) -> str:
    """A number of 18 digits that is no identity number."""
    while True:
        code = f"{rng.choice(PROVINCES)}{digits(rng, 4)}{rng.choice((2024, 2025))}{digits(rng, 8)}"
        if code[-1] != id_check(code[:17]):
            return code


def investment(rng: Random) -> str:
    """The code of 全国投资项目在线审批监管平台."""
    return f"{rng.randint(2301, 2509)}-{digits(rng, 6)}-04-{rng.choice(('01', '05'))}-{digits(rng, 6)}"


def subject(rng: Random) -> str:
    """The code of a 预算科目."""
    return f"2{digits(rng, 2)}{rng.choice(('01', '02', '08'))}{rng.choice(('01', '02', '99'))}"


def coords(rng: Random) -> str:
    east = f"{rng.randint(103, 119)}°{rng.randint(10, 59)}′{rng.randint(10, 59)}.{digits(rng, 2)}″"
    return f"东经{east}，北纬{rng.randint(24, 35)}°{rng.randint(10, 59)}′{rng.randint(10, 59)}″"


def amount(rng: Random) -> str:
    return rng.choice(
        (str(rng.randint(200, 9800)), f"{rng.randint(1, 80)},{digits(rng, 3)}.{digits(rng, 2)}")
    )


def bad_host(rng: Random) -> str:
    stem = rng.choice(("vip", "bet", "yule", "hg", "xpj", "caipiao", "qipai", "www", "m"))
    end = rng.choice(("com", "cc", "top", "xyz", "vip", "net", "icu", "ltd"))
    first = rng.choice(("", "www.", "a1.", "m."))
    return f"{first}{stem}{rng.choice(('', '-', ''))}{digits(rng, rng.randint(2, 5))}.{end}"


SORTS: dict[str, Callable[[Random], str]] = {
    "id": id_number,
    "idx": id_with_x,
    "idkid": lambda rng: id_number(rng, 2010, 2018),
    "id15": id_number_15,
    "idmasked": id_masked,
    "mobile": mobile,
    "mobilemasked": mobile_masked,
    "landline": landline,
    "bank": bank_card,
    "bankmasked": lambda rng: f"{rng.choice(('6217', '6228'))} **** **** {digits(rng, 4)}",
    "social": lambda rng: rng.choice("ABCDEF") + digits(rng, 8),
    "passport": passport,
    "hkmacau": lambda rng: rng.choice("HMC") + digits(rng, 8),
    "taiwan": lambda rng: digits(rng, 8),
    "officer": lambda rng: f"{rng.choice('军南北空海')}字第{rng.randint(1000000, 9999999)}号",
    "plate": plate,
    "qq": qq,
    "credit": credit_code,
    "case": case,
    "project": project,
    "investment": investment,
    "long": lambda rng: not_luhn(rng, rng.choice((16, 19, 20))),
    "isbn": isbn,
    "subject": subject,
    "coords": coords,
    "decimal": lambda rng: (
        f"{rng.randint(103, 119)}.{digits(rng, 6)}，{rng.randint(24, 35)}.{digits(rng, 6)}"
    ),
    "amount": amount,
    # Eleven digits like a mobile phone, but money.
    "bigamount": lambda rng: f"{mobile(rng)}.{digits(rng, 2)}元",
    "small": lambda rng: str(rng.randint(2, 96)),
    "share": lambda rng: f"{rng.randint(1, 99)}.{rng.randint(1, 9)}%",
    "badhost": bad_host,
}

CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")
CAPITAL = str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖")
FULL = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
LOOKALIKE = str.maketrans("XxAEHBCT", "ХхАЕНВСТ")
SPLITS = {18: (6, 8, 4), 15: (6, 6, 3), 11: (3, 4, 4), 19: (4, 4, 4, 4, 3), 16: (4, 4, 4, 4)}


def split(number: str, sign: str) -> str:
    parts, at = [], 0
    for many in SPLITS.get(len(number), (len(number) - 4, 4)):
        parts.append(number[at : at + many])
        at += many
    return sign.join(parts)


def disguised(number: str, form: str, rng: Random) -> str:
    """The same number as `form` writes it."""
    if form == "split":
        return split(number, rng.choice((" ", "\u00a0", " ")))
    if form == "dashed":
        return split(number, "-")
    if form == "spaced":
        return " ".join(number)
    if form == "fullwidth":
        return number.translate(FULL)
    if form == "chinese":
        return number.translate(CHINESE)
    if form == "capital":
        return number.translate(CAPITAL)
    if form == "zerowidth":
        at = sorted(rng.sample(range(1, len(number)), 3), reverse=True)
        for place in at:
            number = number[:place] + rng.choice("\u200b\u200c\u2060\ufeff") + number[place:]
        return number
    if form == "lookalike":
        return number.translate(LOOKALIKE)
    if form == "lower":
        return number.lower()
    return number
