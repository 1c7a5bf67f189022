"""区划代码 (administrative division codes): `PP CC XX TTT VVV`, twelve digits.

The first six digits are those of GB/T 2260; the rest follows the statistical division codes. The
level is the last group that is not zero. Codes change every year, so what is stored with a code needs
its own validity dates; this module reads structure only.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import IntEnum


class DivisionError(ValueError):
    """Not a division code.

    `code` is one of: bad_length (not 6, 9 or 12 digits), not_digits, no_province, gap (a group that
    is zero above one that is not).
    """

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text!r}")
        self.code = code


class Level(IntEnum):
    """省, 市, 县, 乡, 村; a greater number is a lower level."""

    PROVINCE = 1
    CITY = 2
    COUNTY = 3
    TOWN = 4
    VILLAGE = 5


@dataclass(frozen=True)
class Division:
    """A code in groups of digits; groups below its level are zeros.

    `kind` is the field's word for what the code stands for (县, 街道, 镇, 村委会 …), empty where the
    number ranges do not tell.
    """

    code: str
    level: Level
    province: str
    city: str
    county: str
    town: str
    village: str
    kind: str


# First and last number of a range, and what it stands for.
_KINDS: dict[Level, tuple[tuple[int, int, str], ...]] = {
    Level.PROVINCE: (),
    Level.CITY: ((1, 20, "市"), (21, 50, "地区"), (51, 70, "市")),
    Level.COUNTY: ((1, 18, "市辖区"), (21, 80, "县"), (81, 99, "县级市")),
    Level.TOWN: ((1, 99, "街道"), (100, 199, "镇"), (200, 399, "乡"), (400, 599, "政企合一单位")),
    Level.VILLAGE: ((1, 199, "居委会"), (200, 399, "村委会")),
}


def normalise(text: str) -> str:
    """Twelve digits out of a code of 6, 9 or 12; full-width digits and spaces are accepted.

    Raises DivisionError.
    """
    return parse(text).code


def parse(text: str) -> Division:
    """Read a code of 6, 9 or 12 digits. Raises DivisionError.

    A city without districts has towns directly under it (county group 00), which is accepted.
    """
    digits = "".join(unicodedata.normalize("NFKC", text).split())
    if not (digits.isascii() and digits.isdecimal()):
        raise DivisionError("not_digits", text)
    if len(digits) not in (6, 9, 12):
        raise DivisionError("bad_length", text)
    code = digits.ljust(12, "0")
    groups = _groups(code)
    numbers = [int(group) for group in groups]
    if not numbers[0]:
        raise DivisionError("no_province", text)
    city, county, town, village = numbers[1:]
    if (village and not town) or ((county or town) and not city):
        raise DivisionError("gap", text)
    level = max(rank for rank, number in zip(Level, numbers, strict=True) if number)
    return Division(code, level, *groups, kind=_kind(level, numbers[level - 1]))


def level(code: str) -> Level:
    """The level of a code. Raises DivisionError."""
    return parse(code).level


def parent(code: str) -> str | None:
    """The code one step up: the last group that is not zero becomes zero. None for a province.

    Raises DivisionError.
    """
    division = parse(code)
    if division.level is Level.PROVINCE:
        return None
    kept = "".join(_groups(division.code)[: division.level - 1]).ljust(12, "0")
    return parse(kept).code


def is_within(code: str, ancestor: str) -> bool:
    """Whether a division is the other one or lies anywhere below it. Raises DivisionError."""
    above = parse(ancestor)
    kept = "".join(_groups(above.code)[: above.level])
    return parse(code).code.startswith(kept)


def _groups(code: str) -> tuple[str, str, str, str, str]:
    return code[:2], code[2:4], code[4:6], code[6:9], code[9:]


def _kind(level: Level, number: int) -> str:
    return next((word for first, last, word in _KINDS[level] if first <= number <= last), "")
