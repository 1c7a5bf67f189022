"""Symbol fonts, in which a letter looks like a ticked box, → the characters that mean it anywhere."""

from __future__ import annotations

_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0x75: "◆", 0xA1: "○", 0xA3: "○",
    0xA4: "◉", 0xA7: "▪", 0xA8: "□", 0xB5: "★", 0xE0: "→", 0xE8: "→",
    0xFB: "×", 0xFC: "√", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {
    0x2A: "□", 0x2B: "■", 0x4F: "×", 0x50: "√", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x56: "×",
    0x81: "○", 0x95: "●", 0x96: "●", 0x97: "●", 0x98: "●", 0x99: "○", 0x9A: "○", 0x9B: "◉",
    0xA0: "■", 0xA1: "■", 0xA2: "■", 0xA3: "□", 0xA4: "□", 0xA5: "□",
}  # fmt: skip
_WINGDINGS_3 = {0x7D: "▲", 0x80: "△"}
_SYMBOL = {0xB7: "•", 0xB4: "×", 0xB3: "≥", 0xA3: "≤", 0xD6: "√", 0xA8: "◆", 0xAE: "→", 0xB0: "°", 0xB1: "±"}
_WEBDINGS = {0x61: "√", 0x63: "□", 0x67: "■", 0x72: "×", 0x3D: "●"}
_MARLETT = {0x61: "√", 0x62: "√", 0x72: "×", 0x68: "●"}

_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "symbol": _SYMBOL,
    "webdings": _WEBDINGS,
    "marlett": _MARLETT,
}

_PRIVATE = 0xF000


def is_symbol_font(font: str) -> bool:
    return font.strip().lower() in _FONTS


def symbol(font: str, code: int) -> str:
    """One character; empty for an unknown one, which nobody could read as text."""
    if _PRIVATE <= code <= _PRIVATE + 0xFF:
        code -= _PRIVATE
    return _FONTS.get(font.strip().lower(), {}).get(code, "")


def symbols(text: str, font: str) -> str:
    """Text in a font. Known symbols are replaced; Chinese characters in it are drawn in another font anyway."""
    if not font or not is_symbol_font(font):
        return text
    pieces = []
    for character in text:
        code = ord(character)
        if code < 0x100 or _PRIVATE <= code <= _PRIVATE + 0xFF:
            pieces.append(symbol(font, code) or ("" if code >= _PRIVATE else character))
        else:
            pieces.append(character)
    return "".join(pieces)


def without_private(text: str) -> str:
    """Symbols whose font is not told: most come from Wingdings."""
    if not any(_PRIVATE <= ord(character) <= _PRIVATE + 0xFF for character in text):
        return text
    return "".join(
        symbol("wingdings", ord(character)) if _PRIVATE <= ord(character) <= _PRIVATE + 0xFF else character
        for character in text
    )
