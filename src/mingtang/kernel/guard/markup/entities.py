"""Character references of HTML, decoded as a browser does (HTML standard, 13.2.5.72), with places."""

from __future__ import annotations

import re
from html.entities import html5

from mingtang.kernel.guard.markup.sources import Sources

REFERENCE = re.compile(r"&(?:#[xX]([0-9a-fA-F]+);?|#([0-9]+);?|([a-zA-Z][a-zA-Z0-9]{0,31});?)")
_LEGACY = frozenset(name for name in html5 if not name.endswith(";"))
_LEGACY_MOST = max(map(len, _LEGACY))
_NO_LETTER = "\ufffd"


def decoded_at(source: str, at: int, end: int, *, attribute: bool = False) -> tuple[str, int] | None:
    """What the reference at `source[at]`, a “&”, stands for, and where it ends; None when it is only an “&”."""
    found = REFERENCE.match(source, at, end)
    if found is None:
        return None
    sixteen, ten, name = found.groups()
    if name is None:
        digits = (sixteen or ten).lstrip("0")
        return _letter(int(digits or "0", 16 if sixteen else 10)) if len(
            digits
        ) < 8 else _NO_LETTER, found.end()
    if source[found.end() - 1] == ";" and (whole := html5.get(name + ";")):
        return whole, found.end()
    for length in range(min(len(name), _LEGACY_MOST), 1, -1):
        if name[:length] in _LEGACY:
            after = source[at + 1 + length : at + 2 + length]
            if attribute and (after == "=" or (after.isascii() and after.isalnum())):
                return None
            return html5[name[:length]], at + 1 + length
    return None


def _letter(code: int) -> str:
    if 0x80 <= code <= 0x9F:
        return bytes([code]).decode("cp1252", "replace")
    if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return _NO_LETTER
    return chr(code)


def decoded(source: str, start: int, end: int) -> tuple[str, Sources]:
    """The value of an attribute and its places."""
    texts, places, parts = [], [], []
    length = 0
    at = start
    while at < end:
        mark = source.find("&", at, end)
        found = None if mark < 0 else decoded_at(source, mark, end, attribute=True)
        upto = end if mark < 0 else mark if found else mark + 1
        if upto > at:
            texts.append(length)
            places.append(at)
            parts.append(source[at:upto])
            length += upto - at
        at = upto
        if found:
            for letter in found[0]:
                texts.append(length)
                places.append(mark)
                parts.append(letter)
                length += 1
            at = found[1]
    texts.append(length)
    places.append(end)
    return "".join(parts), Sources(texts, places)
