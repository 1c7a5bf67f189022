"""Widths, spaces and broken words: the same text in one form."""

from __future__ import annotations

import re
from functools import lru_cache

# Full-width letters, digits and signs to half width; punctuation of Chinese text stays.
_NARROW: dict[int, int | str | None] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
for _kept in "，；：（）！？":
    del _NARROW[ord(_kept)]
_NARROW |= {ord(char): " " for char in "\u3000\u00a0\u2002\u2003\u2009\t\u202f\u2007"}
_NARROW |= {ord(char): None for char in "\u200b\u200c\u200d\ufeff\u2060\u00ad"}
_NARROW |= {
    ord("\r"): "\n",
    ord("\v"): "\n",
    ord("\f"): "\n",
    ord("\u2028"): "\n",
    ord("﹒"): ".",
    ord("﹔"): "；",
}
# Symbols of the Wingdings and Symbol fonts that Word keeps in the private area.
_NARROW |= {
    0xF0FC: "✓", 0xF0FE: "☑", 0xF052: "☑", 0xF050: "✓", 0xF06E: "■", 0xF0A8: "□", 0xF06F: "□", 0xF0D6: "√", 0xF06C: "●",
}  # fmt: skip

_WIDE = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！"}
_HALF_SIGN = re.compile(r"[,;:()?!]")
_WIDE_CHAR = re.compile(r"[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“”‘’—…·●〇○■□◆①-⑳]")
_SPACE = re.compile(r"\s+")
_LETTER = r"\u3400-\u9fff\U00020000-\U0003ffff"
_INSIDE_WORD = re.compile(rf"(?<=[{_LETTER}])\s+(?=[{_LETTER}])")
_BROKEN_NUMBER = re.compile(r"(?<=[第〔（(\[〕）\])])\d+(?:\s+\d+)+(?=[〕）)\]号条年])")
_BROKEN_STANDARD = re.compile(r"(?<=[（(])[A-Z][A-Z\s/]*\d[\d\s.-]*(?=[）)])")
_APART = re.compile(r"[0-9A-Za-z/.-]\s+[0-9A-Za-z/.-]")
_BESIDE_WIDE = re.compile(r"(?<=[^\x21-\x7e\s])\s+|\s+(?=[^\x21-\x7e\s])")


@lru_cache(maxsize=50_000)
def narrow(text: str) -> str:
    """Full-width letters and digits in half width, odd spaces as spaces, line ends as "\\n"; nothing else changes."""
    return text.replace("\r\n", "\n").translate(_NARROW).strip()


def squeeze(text: str) -> str:
    """Without any space."""
    return _SPACE.sub("", text)


def _widen(text: str) -> str:
    """Half-width punctuation beside Chinese characters in full width; a bracket follows its partner."""
    if not _HALF_SIGN.search(text) or not _WIDE_CHAR.search(text):
        return text
    chars = list(text)
    opened: list[bool] = []
    for place, char in enumerate(chars):
        if char not in _WIDE:
            continue
        before = chars[place - 1] if place else ""
        after = chars[place + 1] if place + 1 < len(chars) else ""
        wide = bool(_WIDE_CHAR.match(before) or _WIDE_CHAR.match(after))
        if char == "(":
            closing = text.find(")", place)
            inside = text[place + 1 : closing] if closing > 0 else after
            wide = wide or bool(_WIDE_CHAR.search(inside))
            opened.append(wide)
        elif char == ")":
            wide = opened.pop() if opened else wide
        if wide:
            chars[place] = _WIDE[char]
    return "".join(chars)


@lru_cache(maxsize=50_000)
def one_line(text: str) -> tuple[str, bool]:
    """Text in normal form on one line; and whether words were joined that a space or line end had broken.

    A space between figures stays unless brackets or 号 show that they are one number; that too counts as joined.
    """
    plain = narrow(text)
    joined = bool(_INSIDE_WORD.search(plain))
    apart = bool(_APART.search(plain) and _WIDE_CHAR.search(plain))
    plain = _SPACE.sub(" ", _BESIDE_WIDE.sub("", plain))
    if apart:
        joined = True
        plain = _BROKEN_NUMBER.sub(lambda match: squeeze(match[0]), plain)
        plain = _BROKEN_STANDARD.sub(lambda match: squeeze(match[0]), plain)
    plain = _widen(plain)
    return _BESIDE_WIDE.sub("", plain).strip(), joined


def tidy(text: str) -> str:
    """Text in normal form on one line."""
    return one_line(text)[0]
