"""Text as the detectors read it: full width, look-alikes and digits of other scripts in their plain form.

One character stays one character, so places stay too. What nobody sees is only taken out when there is some, and then
a list of places is kept.
"""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)

# Letters of other scripts that look like ours. Circled and bracketed digits number paragraphs and stay.
_ALIKE = str.maketrans(
    "аеорсухіјѕԁԛԝһАВЕКМНОРСТХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧοι",
    "aeopcyxijsdqwhABEKMHOPCTXIJSABEZHIKMNOPTYXoi",
)


def _plain() -> dict[int, str]:
    table: dict[int, str] = {}
    for code in range(0x80, 0x20000):
        letter = chr(code)
        if 0x2460 <= code <= 0x24FF or 0x2776 <= code <= 0x2793 or 0x3200 <= code <= 0x33FF:
            continue
        if unicodedata.category(letter) == "Nd":
            table[code] = str(unicodedata.digit(letter))
        elif 0xFF01 <= code <= 0xFF5E and letter not in "，。：；！？（）":
            # Full-width marks of Chinese text are right as they are, and detectors of punctuation look at them.
            table[code] = chr(code - 0xFEE0)
    table[0x3000] = " "
    table[0x00A0] = " "
    table.update({key: value if isinstance(value, str) else chr(value) for key, value in _ALIKE.items()})
    return table


_PLAIN = _plain()


def folded(text: str) -> tuple[str, list[int] | None]:
    """The text to look through, and where each of its characters stands in `text`; None when every place stays."""
    if text.isascii():
        return text, None
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
