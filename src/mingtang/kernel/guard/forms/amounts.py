"""Amounts as they stand in cells: “1,234.50”, “12人”, “3.5万元”, “—”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = re.compile(
    r"[¥￥]?\s?(?P<sign>[-+−]?)(?P<whole>\d{1,3}(?:[,，]\d{3})+|\d{1,13})(?P<part>\.\d{1,18})?\s?(?P<percent>%)?"
    r"(?P<unit>万?亿?[\u4e00-\u9fff]{0,3}|㎡|m2|m²|km)"
)
_NOTHING = frozenset({"", "—", "——", "-", "--", "–", "－", "/", "\\", "无", "*"})
_NO_AMOUNT = frozenset("年月日号第届期级类层楼岁时分余多左以不")
_TIMES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_DECIMALS_MOST = 6
"""Cells of a spreadsheet may hold 0.30000000000000004."""


@dataclass(frozen=True, slots=True)
class Amount:
    """`decimals` are those shown. `unit` is as written, empty where the cell has none. `grouped`: with commas."""

    value: Decimal
    decimals: int = 0
    unit: str = ""
    percent: bool = False
    grouped: bool = False
    blank: bool = False


BLANK = Amount(Decimal(0), blank=True)


def amount_of(text: str) -> Amount | None:
    """What a cell says; `BLANK` when it says that there is nothing; None when it is no amount, such as a code."""
    text = text.strip()
    if text in _NOTHING:
        return BLANK
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    whole, part, unit = found["whole"], found["part"] or "", found["unit"]
    grouped = not whole.isdecimal()
    digits = whole.replace(",", "").replace("，", "")
    # Codes, phones and numbers of accounts are no amounts.
    if (len(digits) > 1 and digits[0] == "0") or (not grouped and not part and len(digits) >= 11):
        return None
    if unit and unit[0] in _NO_AMOUNT:
        return None
    value = Decimal(digits + part).quantize(Decimal(1).scaleb(-_DECIMALS_MOST)) if part else Decimal(digits)
    for sign in unit[:2]:
        value *= _TIMES.get(sign, 1)
    if found["sign"] in ("-", "−") and found["sign"]:
        value = -value
    decimals = len(part.rstrip("0")) - 1 if len(part) > _DECIMALS_MOST + 1 else max(0, len(part) - 1)
    return Amount(value, min(decimals, _DECIMALS_MOST), unit, bool(found["percent"]), grouped)


def written(value: Decimal, like: Amount) -> str:
    """A value in the form of another amount."""
    for sign in like.unit[:2]:
        value /= _TIMES.get(sign, 1)
    exact = value.normalize()
    decimals = max(like.decimals, -int(exact.as_tuple().exponent))
    shown = f"{value:,.{decimals}f}" if like.grouped else f"{value:.{decimals}f}"
    return f"{shown}{'%' if like.percent else ''}{like.unit}"
