"""居民身份证 numbers: GB 11643 (18 characters with a check character; 15 digits until 1999)."""

from __future__ import annotations

from datetime import date
from operator import mul

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_ZEROS = ord("0") * sum(WEIGHTS)

PROVINCES = frozenset(
    f"{code}"
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
    for code in range(first, last + 1)
)
"""The first two digits: GB/T 2260; 81–83 are those of residence permits of 港澳台 people."""
EXAMPLE = "99"
"""No province. Places made up for demonstrations have it, and their lists must be stopped like real ones."""

OLDEST = 120


def check_character(seventeen: str) -> str:
    """The last character for the first seventeen digits."""
    return _CHECKS[(sum(map(mul, WEIGHTS, seventeen.encode())) - _ZEROS) % 11]


def right_check(number: str) -> bool:
    return check_character(number[:17]) == number[17].upper()


def in_province(number: str) -> bool:
    return number[:2] in PROVINCES or number[:2] == EXAMPLE


def born(number: str, today: date) -> date | None:
    """The day of birth of the person whose number it is: 18 characters, all as they have to be; else None."""
    digits, check = number[:17], number[17:]
    if len(number) != 18 or not (digits.isascii() and digits.isdecimal()) or not in_province(number):
        return None
    return birth(number, today) if check_character(digits) == check.upper() else None


def birth(number: str, today: date) -> date | None:
    """The day of birth in a number of 18 or 15 characters; None when it is no day, or nobody's who lives."""
    digits = number[6:14] if len(number) >= 17 else "19" + number[6:12]
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return day if today.year - OLDEST <= day.year and day <= today else None


def age(born: date, today: date) -> int:
    """In full years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
