"""Bytes of a text file → text. Chinese text comes as GB18030 or UTF-8, with and without marks, and sometimes broken."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOST = "\ufffd"


def decode(data: bytes) -> tuple[str, int]:
    """The text, and how many characters could not be read."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _replaced(data[len(mark) :], encoding)
    start = data[:4096]
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if max(even, odd) * 20 > len(start):
        return _replaced(data, "utf-16-le" if odd > even else "utf-16-be")
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding), 0
        except UnicodeDecodeError:
            continue
    # GB18030 reads almost any pairs of bytes, also those of UTF-8, as wrong characters. UTF-8 takes one pair in
    # seven of Chinese text in GB18030: if most of it fits, it is UTF-8.
    text, lost = _replaced(data, "utf-8")
    if lost * 4 <= sum(character > "\x7f" for character in text) - lost:
        return text, lost
    return _replaced(data, "gb18030")


def _replaced(data: bytes, encoding: str) -> tuple[str, int]:
    text = data.decode(encoding, "replace")
    return text, text.count(_LOST)
