"""Whether words of a Word document are seen: hidden, in the colour of what is behind them, or too small to read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from mingtang.foundation.containers.markup import attribute, child, children, name_of
from mingtang.foundation.tables.word_text import is_on

UNKNOWN = "?"
"""A background nobody can tell here: a picture, the pattern of a table style, a filled shape."""
_STYLES_DEEP = 20
_SMALL = 3
"""Half points: up to 1.5 points nobody reads."""
_CLOSE = 16
"""By so much colours may differ in each of red, green and blue and still not be told apart."""


@dataclass(frozen=True)
class Look:
    """`colour` and `fill` are six hexadecimal digits, empty for the usual ones; `fill` may be UNKNOWN."""

    vanish: bool = False
    colour: str = ""
    fill: str = ""
    small: bool = False

    def is_hidden(self, behind: str) -> bool:
        """`behind` is what the paragraph, the cell or the page is filled with."""
        return self.vanish or self.small or _is_lost(self.colour, self.fill or behind or "FFFFFF")


class Looks:
    """`root` is that of the part with styles."""

    def __init__(self, root: Any | None) -> None:
        self._styles: dict[str, Any] = {}
        self._base = Look()
        self._default = ""
        self._known: dict[tuple[str, str], Look] = {}
        for style in () if root is None else children(root, "style"):
            key = attribute(style, "styleId")
            self._styles[key] = style
            if attribute(style, "type") == "paragraph" and is_on_self(style):
                self._default = key
        defaults = None if root is None else child(root, "docDefaults", "rPrDefault", "rPr")
        self._base = with_run(self._base, defaults)

    def of(self, paragraph_style: str, run_style: str) -> Look:
        key = (paragraph_style or self._default, run_style)
        if key not in self._known:
            look = self._base
            for style in (*reversed(self._chain(key[0])), *reversed(self._chain(run_style))):
                look = with_run(look, child(style, "rPr"))
            self._known[key] = look
        return self._known[key]

    def fill_of(self, paragraph_style: str) -> str:
        for style in self._chain(paragraph_style or self._default):
            found = fill_in(child(style, "pPr"))
            if found:
                return found
        return ""

    @cached_property
    def patterned(self) -> frozenset[str]:
        """Table styles that fill cells by themselves, such as a dark head with white words."""
        return frozenset(
            key
            for key in self._styles
            if any(
                fill_in(parent)
                for style in self._chain(key)
                if attribute(style, "type") == "table"
                for parent in style.iter("{*}tcPr", "{*}tblPr", "{*}pPr")
            )
        )

    def _chain(self, key: str) -> list[Any]:
        chain: list[Any] = []
        while key in self._styles and len(chain) < _STYLES_DEEP:
            chain.append(self._styles[key])
            based = child(self._styles[key], "basedOn")
            key = "" if based is None else attribute(based, "val")
        return chain


def is_on_self(style: Any) -> bool:
    return attribute(style, "default") in ("1", "true", "on")


def with_run(look: Look, properties: Any | None) -> Look:
    if properties is None:
        return look
    for part in properties:
        name = name_of(part)
        if name == "vanish":
            look = replace(look, vanish=is_on(properties, "vanish"))
        elif name == "color":
            look = replace(look, colour=_colour(part))
        elif name == "sz":
            size = attribute(part, "val")
            look = replace(look, small=size.isdecimal() and int(size[:6]) <= _SMALL)
        elif name == "shd":
            look = replace(look, fill=_fill(part))
        elif name == "highlight" and attribute(part, "val") not in ("none", "white", ""):
            look = replace(look, fill=UNKNOWN)
    return look


def fill_in(properties: Any | None) -> str:
    """Of a paragraph, cell or table; empty when it has none."""
    shade = None if properties is None else child(properties, "shd")
    return "" if shade is None else _fill(shade)


def _fill(shade: Any) -> str:
    if attribute(shade, "val") not in ("clear", "nil", "") or attribute(shade, "themeFill"):
        return UNKNOWN
    fill = attribute(shade, "fill").upper()
    return fill if len(fill) == 6 else ""


def _colour(part: Any) -> str:
    if attribute(part, "themeColor") in ("background1", "light1") and not (
        attribute(part, "themeTint") or attribute(part, "themeShade")
    ):
        return "FFFFFF"
    value = attribute(part, "val").upper()
    return value if len(value) == 6 else ""


def _is_lost(colour: str, behind: str) -> bool:
    if not colour or behind == UNKNOWN:
        return False
    try:
        front, back = ([int(value[at : at + 2], 16) for at in (0, 2, 4)] for value in (colour, behind))
    except ValueError:
        return False
    return all(abs(one - other) <= _CLOSE for one, other in zip(front, back, strict=True))
