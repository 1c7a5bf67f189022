"""Numbers of a spreadsheet under their number format → the text a person sees.

Dates become ISO dates, whatever their format: what follows compares and sorts them. Thousands separators go.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

# The numbers of ECMA-376 part 1, 18.8.30, with those that Chinese versions of Excel add for dates.
_BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    37: "0",
    38: "0",
    39: "0.00",
    40: "0.00",
}
_BUILT_IN |= dict.fromkeys((14, 15, 30, 31, 50, 51, 54, 58), "yyyy-mm-dd")
_BUILT_IN |= dict.fromkeys((17, 27, 36, 52, 57), "yyyy-mm")
_BUILT_IN |= dict.fromkeys((16, 28, 29, 53), "mm-dd")
_BUILT_IN |= dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56), "hh:mm")
_BUILT_IN |= {22: "yyyy-mm-dd hh:mm", 46: "[h]:mm:ss"}

_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_DATE_LETTERS = re.compile(r"[ymdhs]|上午|AM/PM", re.IGNORECASE)
_PLACES = re.compile(r"[#0?][#0?,]*(?:\.([#0?]*))?")
_DAYS = (datetime.date(1899, 12, 30), datetime.date(1904, 1, 1))
_LAST_DAY = 2_958_465  # 9999-12-31


@dataclass(frozen=True)
class NumberFormat:
    """`date` is empty, "date", "month", "year", "time" or "elapsed". Without `places` a number is shown as it is."""

    date: str = ""
    places: bool = False
    before: str = ""
    after: str = ""
    leading: int = 1
    decimals: int = 0
    optional: int = 0
    percent: bool = False


GENERAL = NumberFormat()


@cache
def number_format(code: str) -> NumberFormat:
    """Reads the first part of a format (the one for positive numbers); what it does not understand is GENERAL."""
    if code.strip().lower() in ("", "general", "@", "g/通用格式"):
        return GENERAL
    if _ELAPSED.search(code):
        return NumberFormat("elapsed")
    part = _sections(code)[0]
    bare = _QUOTED.sub("", part)
    if "general" in bare.lower() or "通用格式" in bare:
        before, _general, after = re.sub(r"(?i)g/通用格式|general", "\x00", part).partition("\x00")
        return NumberFormat(before=_words(before), after=_words(after))
    if _DATE_LETTERS.search(bare):
        letters = set(bare.lower())
        if letters & set("y年"):
            return NumberFormat("date" if "d" in letters else "month" if "m" in letters else "year")
        return NumberFormat("date" if "d" in letters else "time" if letters & set("hs") else "date")
    found = _PLACES.search(bare)
    if not found and "@" in bare:
        # A format of texts only: numbers are set into it like them.
        before, after = around_text(code)
        return NumberFormat(before=before, after=after)
    if not found or "/" in bare or "E+" in bare.upper() or len(_PLACES.findall(bare)) > 1:
        return GENERAL
    # Words of a format may hold digits: “"340102"0”.
    shown = _PLACES.search(_QUOTED.sub(lambda words: "\x01" * len(words[0]), part))
    # A comma at the end divides by a thousand: rather the true number than a wrong one with its unit.
    if not shown or shown[0] != found[0] or found[0].endswith(","):
        return GENERAL
    decimals = found[1] or ""
    return NumberFormat(
        places=True,
        before=_words(part[: shown.start()]),
        after=_words(part[shown.end() :]),
        leading=found[0].split(".")[0].count("0"),
        decimals=len(decimals),
        optional=len(decimals) - len(decimals.rstrip("#?")),
        percent="%" in bare,
    )


@cache
def around_text(code: str) -> tuple[str, str]:
    """What a format sets before and behind a text: “"340102"@” saves typing what all begin with."""
    sections = _sections(code)
    part = sections[3] if len(sections) > 3 else sections[-1]
    bare = _QUOTED.sub(lambda words: "\x01" * len(words[0]), part)
    at = bare.find("@")
    return ("", "") if at < 0 else (_words(part[:at]), _words(part[at + 1 :]))


def _sections(code: str) -> list[str]:
    return re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code)


def built_in(number: int) -> NumberFormat:
    return number_format(_BUILT_IN.get(number, ""))


def _words(part: str) -> str:
    return _QUOTED.sub(lambda found: found[1] or found[2] or "", part)


def show(value: float, form: NumberFormat = GENERAL, *, since_1904: bool = False) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    if form.date:
        shown = _show_date(value, form.date, since_1904)
        if shown:
            return shown
    if not form.places:
        return form.before + _general(value) + form.after
    exact = Decimal(repr(value)) * (100 if form.percent else 1)
    if abs(exact) >= 10**25:
        return _general(value)
    exact = exact.quantize(Decimal(1).scaleb(-form.decimals), ROUND_HALF_UP)
    digits = f"{abs(exact):f}"
    for _unused in range(form.optional):
        if digits.endswith("0") and "." in digits:
            digits = digits[:-1]
    whole, point, rest = digits.rstrip(".").partition(".")
    # "#" hides a lone zero, which people read as an empty cell; keep it.
    sign = "-" if exact < 0 else ""
    return form.before + sign + whole.zfill(form.leading) + point + rest + form.after


def _general(value: float) -> str:
    if value == int(value) and abs(value) < 1e21:
        return str(int(value))
    text = f"{value:.15g}"
    if "e" not in text:
        return text
    return f"{Decimal(text):f}" if 1e-7 < abs(value) < 1e21 else text.upper()


def _show_date(value: float, kind: str, since_1904: bool) -> str:
    if not 0 <= value <= _LAST_DAY or (value == 0 and kind != "elapsed" and kind != "time"):
        return ""
    days, seconds = divmod(round(value * 86_400), 86_400)
    if kind == "elapsed":
        hours, seconds = divmod(days * 86_400 + seconds, 3600)
        return _clock(hours, seconds)
    if kind == "time" or days == 0:
        return _clock(seconds // 3600, seconds % 3600)
    if not since_1904 and days < 60:
        days += 1  # Excel counts a 29 February 1900 that never was
    try:
        day = _DAYS[since_1904] + datetime.timedelta(days)
    except OverflowError:
        return ""
    if kind in ("month", "year"):
        return day.isoformat()[: 7 if kind == "month" else 4]
    return day.isoformat() + (f" {_clock(seconds // 3600, seconds % 3600)}" if seconds else "")


def _clock(hours: int, seconds: int) -> str:
    shown = f"{hours:02}:{seconds // 60:02}"
    return f"{shown}:{seconds % 60:02}" if seconds % 60 else shown
