"""Numbers of articles as laws write them."""

from __future__ import annotations

_DIGITS = {letter: value for value, letter in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def number_of(text: str) -> int:
    """第“一千零三十九”条 → 1039; also Arabic. Raises ValueError for what is neither."""
    if text.isdecimal():
        return int(text)
    total, digit = 0, 0
    for letter in text:
        if letter in _UNITS:
            total += (digit or 1) * _UNITS[letter]
            digit = 0
        elif letter in _DIGITS:
            digit = _DIGITS[letter]
        else:
            raise ValueError(f"not a number: {text!r}")
    return total + digit
