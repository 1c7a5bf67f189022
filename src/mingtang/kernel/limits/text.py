"""The text of a time limit before it is read: one spelling of widths, punctuation and numbers."""

from __future__ import annotations

import re
import unicodedata

# NFKC would turn ① into 1 and 20² into 202, so that two numbers run together. Only these ranges are safe: full-width
# forms, ⑴ to ⒛, ㈠ to ㈩, and the radicals and compatibility characters that PDF readers give for 日, 月 and 工.
_SAFE = re.compile("[\u2474-\u249b\u2e80-\u2fdf\u3220-\u3229\uf900-\ufaff\uff01-\uffee]")
_INVISIBLE = re.compile(
    "[\\s\u0000-\u001f\u007f-\u00a0\u00ad\u180e\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff]+"
)
_CIRCLED = {ord(mark): chr(0x2460 + at) for at, mark in enumerate("❶❷❸❹❺❻❼❽❾❿")}
_CIRCLED |= {0x3280 + at: chr(0x2460 + at) for at in range(10)}
_ONE_SPELLING = str.maketrans(
    {
        "(": "（", ")": "）", "[": "（", "]": "）", "【": "（", "】": "）",
        ",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "｡": "。", "､": "、", "∶": "：", "﹕": "：",
        "﹐": "，", "﹔": "；", "«": "《", "»": "》", "≪": "《", "≫": "》", "〈": "《", "〉": "》",
        "曰": "日",
    }
)  # fmt: skip
_STRENGTH = "、，；。"
_RUN = re.compile("[、，；。]{2,}")
_COLONS = re.compile("：{2,}")
_STOP = re.compile(r"(?<![0-9A-Za-z])\.")
_NOUGHT = re.compile("(?<=[0-9])[Oo〇○零]+")
_EDGES = "、，；。：."


def normalise(text: str) -> str:
    """No spaces, half-width digits, full-width punctuation, common misreadings of scanned text mended (曰, 2O).

    Chinese numerals and words stay. Normalising what is normal changes nothing.
    """
    while True:
        once = _once(text)
        if once == text:
            return text
        text = once


def _once(text: str) -> str:
    text = _INVISIBLE.sub("", text)
    text = _SAFE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    text = text.translate(_CIRCLED).translate(_ONE_SPELLING)
    text = _NOUGHT.sub(lambda match: "0" * len(match[0]), text)
    text = _STOP.sub("。", text)
    text = _RUN.sub(lambda match: max(match[0], key=_STRENGTH.index), text)
    return _COLONS.sub("：", text).strip(_EDGES)


_DIGITS = {mark: value for value, mark in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_CHINESE = re.compile(
    "(?:(?P<hundreds>[一二两三四五六七八九])百)?(?P<nought>[零〇])?"
    "(?:(?P<tens>[一二三四五六七八九])?(?P<ten>十))?(?P<ones>[一二三四五六七八九])?"
)
_PLACES = re.compile("[一二三四五六七八九][〇零]")


def number(text: str) -> int | None:
    """Of 20 or 二十; None where it is no single number: 三五 in 三五天 is a range, 020 a slip of the pen."""
    if text.isascii() and text.isdigit():
        return int(text) if not text.startswith("0") else None
    if text in ("两", "二"):
        return 2
    if _PLACES.fullmatch(text):
        return _DIGITS[text[0]] * 10
    match = _CHINESE.fullmatch(text)
    if match is None or not text:
        return None
    hundreds, ones = _DIGITS[match["hundreds"] or "零"], _DIGITS[match["ones"] or "零"]
    tens = _DIGITS[match["tens"] or "一"] if match["ten"] else 0
    if match["nought"] and not hundreds:
        return None
    # 一百五 is 150 in speech and 105 in careless writing.
    if hundreds and ones and not match["ten"] and not match["nought"]:
        return None
    return hundreds * 100 + tens * 10 + ones or None
