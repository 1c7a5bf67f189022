"""How cells of a workbook show what they hold: number formats that hide or change it, words in the colour of paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from mingtang.foundation.containers import markup
from mingtang.foundation.tables.formats import (
    GENERAL,
    NumberFormat,
    around_text,
    built_in,
    number_format,
    show,
)

_SECTIONS = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_WORDS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_SHOWS_NUMBER = re.compile(r"[0#?@ymdhsbge]|general|通用格式", re.IGNORECASE)
_LONG = 11
"""Digits from which on a number is one of a person, a card or an account: spreadsheets show it as 3.4E+17."""
_KEPT = 7
"""Digits of a number that must not get lost in how it is shown."""
_CODE_MOST = 255


@dataclass(frozen=True)
class CellStyle:
    """`hides` says which values nobody sees: positive, negative, zero, text."""

    form: NumberFormat = GENERAL
    hides: tuple[bool, bool, bool, bool] = (False, False, False, False)
    white: bool = False
    around_text: tuple[str, str] = ("", "")


PLAIN = CellStyle()


def styles(root: Any) -> Iterator[CellStyle]:
    codes = {
        entry.get("numFmtId", ""): entry.get("formatCode", "")[:_CODE_MOST]
        for entry in markup.inside(root, "numFmts")
    }
    fonts = [_is_white(markup.child(entry, "color")) for entry in markup.inside(root, "fonts")]
    fills = [_is_paper(entry) for entry in markup.inside(root, "fills")]
    for entry in markup.inside(root, "cellXfs"):
        number = entry.get("numFmtId", "0")
        code = codes.get(number)
        font, fill = _at(fonts, entry.get("fontId")), _at(fills, entry.get("fillId"), usual=True)
        yield CellStyle(
            number_format(code) if code is not None else built_in(_whole(number)),
            hides(code or ""),
            font and fill,
            around_text(code or ""),
        )


def codes_with_words(root: Any) -> Iterator[str]:
    """Formats whose words stand in the cells: “"张三"@”."""
    for entry in markup.inside(root, "numFmts"):
        code = entry.get("formatCode", "")
        if any(len(found) > 5 for found in _WORDS.findall(code)):
            yield code


def hides(code: str) -> tuple[bool, bool, bool, bool]:
    """`;;;` shows nothing at all, `"***"` a mask instead of what is there."""
    if not code.strip():
        return (False, False, False, False)
    parts = _SECTIONS.split(code)[:4]
    empty = [not _SHOWS_NUMBER.search(_WORDS.sub("", part)) for part in parts]
    if len(parts) == 1:
        return (empty[0], empty[0], empty[0], False)
    negative = empty[1]
    zero = empty[2] if len(parts) > 2 else empty[0]
    return (empty[0], negative, zero, len(parts) > 3 and empty[3])


def number_texts(raw: str, style: CellStyle, since_1904: bool) -> tuple[str, str]:
    """What is shown, and what is stored where the first does not say it. Raises ValueError for what is no number."""
    value = float(raw)
    stored = _digits(raw)
    if style.hides[0 if value > 0 else 1 if value < 0 else 2]:
        return "", stored
    whole = stored.lstrip("-").partition(".")[0]
    if len(whole) >= _LONG and not style.form.percent:
        # A comma at the end of a format divides by a thousand.
        return style.form.before + stored.removesuffix(".0") + style.form.after.strip(","), ""
    shown = show(value, style.form, since_1904=since_1904)
    if len(whole) >= _KEPT and whole not in shown:
        return shown, stored
    return shown, ""


def _digits(raw: str) -> str:
    """As stored, without a power of ten."""
    raw = raw.strip()
    if "e" not in raw.lower():
        return raw
    try:
        number = Decimal(raw)
    except InvalidOperation:
        return raw
    return f"{number:f}" if -20 < number.adjusted() < 30 else raw


def _is_white(colour: Any | None) -> bool:
    if colour is None:
        return False
    if colour.get("rgb", "").upper() in ("FFFFFFFF", "00FFFFFF"):
        return True
    # Theme colour 0 is that of the paper; 9 and 1 of the old palette are white.
    return (colour.get("theme") == "0" and not colour.get("tint")) or colour.get("indexed") in ("1", "9")


def _is_paper(fill: Any) -> bool:
    pattern = markup.child(fill, "patternFill")
    if pattern is None:
        return False
    if pattern.get("patternType", "none") == "none":
        return True
    return pattern.get("patternType") == "solid" and _is_white(markup.child(pattern, "fgColor"))


def _at(entries: list[bool], number: str | None, *, usual: bool = False) -> bool:
    place = _whole(number or "0")
    return entries[place] if 0 <= place < len(entries) else usual


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0
