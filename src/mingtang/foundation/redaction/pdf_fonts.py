"""Fonts of a PDF as far as one has to know them to take single characters out: codes and widths (ISO 32000-1, 9)."""

from __future__ import annotations

from typing import Any

import pikepdf


class Unsupported(Exception):
    """A page, or a font on it, that is not taken apart: it becomes a picture."""


class Font:
    """`wide`: codes of two bytes. Widths are in thousandths of the font's size."""

    def __init__(self, found: Any) -> None:
        if not isinstance(found, pikepdf.Dictionary):
            raise Unsupported("no font")
        kind = str(found.get("/Subtype"))
        self.wide = kind == "/Type0"
        self._widths: dict[int, float] = {}
        self._other = 0.0
        if self.wide:
            self._read_wide(found)
        elif kind in ("/Type1", "/TrueType", "/MMType1"):
            self._read_simple(found)
        else:
            raise Unsupported(kind)

    def _read_simple(self, found: Any) -> None:
        widths = found.get("/Widths")
        if not isinstance(widths, pikepdf.Array):
            # One of the standard fonts, whose widths every reader knows but we do not.
            raise Unsupported("no widths")
        first = int(found.get("/FirstChar", 0))
        self._widths = {first + n: float(width) for n, width in enumerate(widths)}
        descriptor = found.get("/FontDescriptor")
        if isinstance(descriptor, pikepdf.Dictionary):
            self._other = float(descriptor.get("/MissingWidth", 0))

    def _read_wide(self, found: Any) -> None:
        if found.get("/Encoding") != "/Identity-H":
            raise Unsupported("encoding")
        inner = found.DescendantFonts[0]
        self._other = float(inner.get("/DW", 1000))
        listed = list(inner.get("/W", pikepdf.Array()))
        at = 0
        while at + 1 < len(listed):
            first = int(listed[at])
            if isinstance(listed[at + 1], pikepdf.Array):
                for n, width in enumerate(listed[at + 1]):
                    self._widths[first + n] = float(width)
                at += 2
            elif at + 2 < len(listed):
                last = int(listed[at + 1])
                if not 0 <= first <= last <= 0xFFFF:
                    raise Unsupported("widths")
                width = float(listed[at + 2])
                self._widths.update(dict.fromkeys(range(first, last + 1), width))
                at += 3
            else:
                break

    def codes(self, text: bytes) -> list[tuple[bytes, float, bool]]:
        """Bytes of each character, its width, and whether it is the space that words are set apart with."""
        if self.wide:
            pairs = [text[n : n + 2] for n in range(0, len(text) - 1, 2)]
            return [(pair, self._widths.get(pair[0] << 8 | pair[1], self._other), False) for pair in pairs]
        return [(bytes((code,)), self._widths.get(code, self._other), code == 32) for code in text]
