"""Dates as people write them in official documents → days."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_ZEROS = "零○◯OＯ0"
_DIGITS = {c: str(n) for n, c in enumerate("〇一二三四五六七八九")} | dict.fromkeys(_ZEROS, "0")
_C = "〇○◯OＯ零一二三四五六七八九"
_ARABIC = re.compile(r"((?:19|20)\d\d)(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})日?")
_CHINESE = re.compile(
    rf"([{_C}]{{4}})年([一二三四五六七八九十正]{{1,3}})月([一二三四五六七八九十]{{1,3}})日?"
)
_BLANK = re.compile(r"\s+")


def squeezed(text: str) -> str:
    """Half width, without blanks: 2026 年 1 月 5 日 and ２０２６年１月５日 are the same."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", text))


def read_date(text: str) -> date | None:
    """The day that a text consists of, also with a time behind it, or said again for a second signer; None for anything
    else."""
    clean = squeezed(text)
    found = _ARABIC.match(clean) or _CHINESE.match(clean)
    if found is None:
        return None
    rest = clean[found.end() :].replace(found[0], "")
    if rest and not re.fullmatch(r"T?\d{1,2}[:时]\d{1,2}(?:[:分]\d{0,2}(?:\.\d+)?秒?)?Z?|\d{1,2}时", rest):
        return None
    return day_of(found)


def find_date(text: str) -> tuple[date, int, int] | None:
    """The first day in a squeezed text, with its place there."""
    for found in sorted((*_ARABIC.finditer(text), *_CHINESE.finditer(text)), key=lambda match: match.start()):
        day = day_of(found)
        if day is not None:
            return day, found.start(), found.end()
    return None


def day_of(found: re.Match[str]) -> date | None:
    year, month, day = found.groups()
    try:
        if year.isdecimal():
            return date(int(year), int(month), int(day))
        return date(int("".join(_DIGITS[c] for c in year)), _small(month), _small(day))
    except (ValueError, KeyError):
        return None


def _small(text: str) -> int:
    """一 to 三十一; 正 is January."""
    if text == "正":
        return 1
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int(_DIGITS[ones])
    return (int(_DIGITS[tens]) if tens else 1) * 10 + (int(_DIGITS[ones]) if ones else 0)
