"""Invented numbers of the held-out set, and the ways they are written there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from benchmarks.guard_set.chance import credit_code, digits, id_check, luhn

PROVINCES = ("15", "22", "23", "31", "35", "37", "42", "43", "46", "51", "53", "63", "64", "65")
PREFIXES = (
    130,
    131,
    132,
    134,
    147,
    153,
    156,
    157,
    166,
    173,
    175,
    176,
    178,
    182,
    183,
    184,
    185,
    186,
    190,
    193,
    195,
    198,
)
CARDS = ("621", "622", "623", "625", "626", "628")
PLATES = "京津沪蒙吉黑闽琼川滇藏青宁新"
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
WORDS = ("maiwa", "qinghe", "laoju", "yuzhou", "shanquan", "dengta", "hupo", "xingzhi", "beidou", "lanmei")


def id_number(rng: Random, oldest: int = 1934, youngest: int = 2006) -> str:
    born = date(rng.randint(oldest, youngest), 1, 1) + timedelta(days=rng.randrange(365))
    region = f"{rng.choice(PROVINCES)}{rng.randint(1, 15):02}{rng.choice((*range(1, 9), *range(21, 35))):02}"
    first = f"{region}{born:%Y%m%d}{rng.randint(1, 399):03}"
    return first + id_check(first)


def id_15(rng: Random) -> str:
    long = id_number(rng, 1936, 1978)
    return long[:6] + long[8:17]


def id_wrong(rng: Random) -> str:
    """Eighteen digits with a day in them whose last does not check: a code of something else."""
    found = id_number(rng)
    return found[:17] + rng.choice([sign for sign in "0123456789" if sign != found[-1]])


def id_masked(rng: Random) -> str:
    found = id_number(rng)
    return rng.choice(
        (
            f"{found[:4]}**********{found[-4:]}",
            f"{found[:6]}********{found[-2:]}**",
            f"{found[:3]}…{found[-3:]}",
            f"{'＊' * 14}{found[-4:]}",
            f"{found[:6]}□□□□□□□□{found[-4:]}",
            f"{found[:10]}XXXX{found[-4:]}",
        )
    )


def mobile(rng: Random) -> str:
    return f"{rng.choice(PREFIXES)}{digits(rng, 8)}"


def mobile_masked(rng: Random) -> str:
    found = mobile(rng)
    return rng.choice(
        (
            f"{found[:3]}●●●●{found[-4:]}",
            f"{found[:3]}****{found[-4:]}",
            f"{found[:7]}****",
            f"*******{found[-4:]}",
        )
    )


def landline(rng: Random) -> str:
    number = f"{rng.choice('235678')}{digits(rng, rng.choice((6, 7)))}"
    return rng.choice(
        (f"（0{rng.choice((459, 576, 718, 826, 874))}）{number}", f"0{rng.choice((459, 576, 718))}-{number}")
    )


def bank_card(rng: Random) -> str:
    many = rng.choice((19, 19, 16, 17, 18))
    first = rng.choice(CARDS) + digits(rng, many - 4)
    found = first + luhn(first)
    return bank_card(rng) if len(found) == 18 and found[-1] == id_check(found[:17]) else found


def account(rng: Random) -> str:
    """Of a unit or company: no card, and no right last digit."""
    first = rng.choice(("1705", "2304", "4405", "8010", "9017")) + digits(rng, rng.choice((12, 14, 17)))
    return first + rng.choice([sign for sign in "0123456789" if sign != luhn(first)])


def plate(rng: Random) -> str:
    head = rng.choice(PLATES) + rng.choice(LETTERS[:10])
    if rng.random() < 0.35:
        return f"{head}{rng.choice('DF')}{digits(rng, 5)}"
    tail = f"{rng.choice(LETTERS)}{digits(rng, 2)}{rng.choice(LETTERS + '357')}{digits(rng, 1)}"
    return f"{head}{rng.choice(('', '·', ' '))}{tail}"


def passport(rng: Random) -> str:
    return f"E{rng.choice('JKLMNP')}{digits(rng, 7)}" if rng.random() < 0.5 else f"E{digits(rng, 8)}"


def email(rng: Random) -> str:
    host = rng.choice(("163.com", "qq.com", "126.com", "139.com", "foxmail.com", "outlook.com", "yeah.net"))
    return f"{rng.choice(WORDS)}{rng.choice(('_', '.', ''))}{digits(rng, rng.randint(2, 4))}@{host}"


def wechat(rng: Random) -> str:
    return f"{rng.choice(WORDS)}{rng.choice(('-', '_', ''))}{digits(rng, rng.randint(3, 5))}"


def host(rng: Random) -> str:
    stem = rng.choice(("ky", "leyu", "pj", "jinsha", "yabo", "fun", "win", "lottery", "mm", "tv", "fp", "go"))
    first = rng.choice(("www.", "", "wap.", "h5.", f"{digits(rng, 2)}."))
    end = rng.choice(("com", "net", "club", "live", "shop", "pw", "info", "cn", "site"))
    return f"{first}{stem}{digits(rng, rng.randint(2, 5))}.{end}"


def project(rng: Random) -> str:
    middle = f"{rng.choice(PROVINCES)}{digits(rng, 4)}-{rng.choice(('04', '99'))}"
    return f"{digits(rng, 4)}-{middle}-0{rng.randint(1, 5)}-{digits(rng, 6)}"


SORTS: dict[str, Callable[[Random], str]] = {
    "id": id_number,
    "id15": id_15,
    "idkid": lambda rng: id_number(rng, 2009, 2019),
    "idwrong": id_wrong,
    "idmasked": id_masked,
    "mobile": mobile,
    "mobilemasked": mobile_masked,
    "landline": landline,
    "bank": bank_card,
    "account": account,
    "bankmasked": lambda rng: rng.choice(("尾号", "6228****", "*" * 15)) + digits(rng, 4),
    "social": lambda rng: rng.choice(LETTERS[:7]) + digits(rng, 8),
    "passport": passport,
    "hkmacau": lambda rng: rng.choice("HM") + digits(rng, rng.choice((8, 10))),
    "taiwan": lambda rng: digits(rng, 8),
    "officer": lambda rng: f"{rng.choice('军武空陆')}字第{digits(rng, 7)}号",
    "plate": plate,
    "email": email,
    "wechat": wechat,
    "qq": lambda rng: rng.choice("123456789") + digits(rng, rng.randint(7, 9)),
    "credit": credit_code,
    "host": host,
    "project": project,
    "m": lambda rng: str(rng.randint(1, 9)),
    "n": lambda rng: str(rng.randint(2, 19)),
    "nn": lambda rng: str(rng.randint(21, 98)),
    "money": lambda rng: str(rng.randrange(150, 9900, 10)),
    "big": lambda rng: f"{rng.randint(1, 89)},{digits(rng, 3)}.{digits(rng, 2)}",
    "serial": lambda rng: digits(rng, rng.choice((11, 12, 13, 14))),
    "phonelike": lambda rng: f"1{rng.choice('3578')}{digits(rng, 9)}",
}  # fmt: skip

FORMS: dict[str, Callable[[str, Random], str]] = {
    "chinese": lambda number, rng: number.translate(str.maketrans("0123456789", "零一二三四五六七八九")),
    "oral": lambda number, rng: number.translate(str.maketrans("0123456789", "洞幺二三四五六拐八九")),
    "capital": lambda number, rng: number.translate(str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖")),
    "fullwidth": lambda number, rng: "".join(chr(ord(sign) + 0xFEE0) for sign in number),
    "bold": lambda number, rng: "".join(chr(0x1D7CE + int(sign)) if sign.isdigit() else sign for sign in number),
    "circled": lambda number, rng: number.translate(str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")),
    "dotted": lambda number, rng: cut(number, "."),
    "slashed": lambda number, rng: cut(number, "/"),
    "split": lambda number, rng: cut(number, rng.choice((" ", "  "))),
    "wide": lambda number, rng: cut(number, "\u3000"),
    "dashed": lambda number, rng: cut(number, rng.choice("-－—")),
    "spaced": lambda number, rng: " ".join(number),
    "broken": lambda number, rng: f"{number[:7]}\n{number[7:]}",
    "lookalike": lambda number, rng: number.translate(str.maketrans("01", "Ol")),
    "zerowidth": lambda number, rng: rng.choice("\u200b\u00ad\u2060").join((number[:5], number[5:8], number[8:])),
    "lower": lambda number, rng: number.lower(),
    "entity": lambda number, rng: "".join(f"&#x{ord(sign):x};" for sign in number),
    "inline": lambda number, rng: f"{number[:3]}<wbr>{number[3:7]}<i></i>{number[7:]}",
}  # fmt: skip


def cut(number: str, sign: str) -> str:
    """As people group it."""
    sizes = {18: (6, 4, 4, 4), 15: (6, 6, 3), 11: (3, 4, 4)}.get(len(number), (4,) * (len(number) // 4))
    parts, at = [], 0
    for many in sizes:
        parts.append(number[at : at + many])
        at += many
    return sign.join(part for part in (*parts, number[at:]) if part)
