"""Text as the detectors read it: full width, look-alikes and digits of other scripts in their plain form.

One character stays one character, so places stay too. What nobody sees is only taken out when there is some, and then
a list of places is kept.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u0300-\u036f\u0483-\u0489\u0610-\u061c\u064b-\u065f\u115f\u1160"
    "\u17b4\u17b5\u180b-\u180f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\u3164"
    "\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d165-\U0001d182"
    "\U000e0000-\U000e0fff]"
)
"""What shows nothing, and strokes, dots and frames that are put onto the letter before."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")

# Letters of other scripts that look like ours. Circled and bracketed digits number paragraphs and stay.
_ALIKE = str.maketrans(
    "аеорсухіјѕԁԛԝһАВЕКМНОРСТХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧοι",
    "aeopcyxijsdqwhABEKMHOPCTXIJSABEZHIKMNOPTYXoi",
)


def _plain() -> dict[int, str]:
    table: dict[int, str] = {}
    for code in range(0x80, 0x20000):
        letter = chr(code)
        if 0x24B6 <= code <= 0x24E9 or 0x1D400 <= code <= 0x1D6A3:
            # Letters in circles and in styles of mathematics.
            if len(other := unicodedata.normalize("NFKC", letter)) == 1:
                table[code] = other
            continue
        if 0x2460 <= code <= 0x24FF or 0x2776 <= code <= 0x2793 or 0x3200 <= code <= 0x33FF:
            continue
        if unicodedata.category(letter) == "Nd":
            table[code] = str(unicodedata.digit(letter))
        elif 0xFF01 <= code <= 0xFF5E and letter not in "，。：；！？（）":
            # Full-width marks of Chinese text are right as they are, and detectors of punctuation look at them.
            table[code] = chr(code - 0xFEE0)
    for blank in (0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x2800, 0x3000):
        table[blank] = " "
    table.update({key: value if isinstance(value, str) else chr(value) for key, value in _ALIKE.items()})
    return table


_PLAIN = _plain()


def folded(text: str) -> tuple[str, list[int] | None]:
    """The text to look through, and where each of its characters stands in `text`; None when every place stays."""
    return _short(text) if len(text) <= _SHORT else _folded(text)


def _folded(text: str) -> tuple[str, list[int] | None]:
    if text.isascii():
        if not _CONTROL.search(text):
            return text, None
        plain = text
    else:
        plain = text.translate(_PLAIN)
    if not _INVISIBLE.search(plain):
        return plain, None
    kept: list[str] = []
    places: list[int] = []
    at = 0
    for gap in _INVISIBLE.finditer(plain):
        kept.append(plain[at : gap.start()])
        places.extend(range(at, gap.start()))
        at = gap.end()
    kept.append(plain[at:])
    places.extend(range(at, len(plain) + 1))
    return "".join(kept), places


_SHORT = 24
"""Cells of tables, of which many come again."""
_short = lru_cache(maxsize=4_096)(_folded)
