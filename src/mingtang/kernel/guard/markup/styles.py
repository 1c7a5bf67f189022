"""What styles do to text: whether it is seen at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

AWAY = 400
"""Pixels from which a text moved to the left or the top no longer stands on the screen."""
ALIKE = 24
"""Sum of the differences of red, green and blue up to which two colours look the same."""
WHITE = 0xFFFFFF


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says. None: nothing. `gone` is how the text is hidden for good, with all that is inside."""

    gone: str | None = None
    tiny: bool | None = None
    unseen: bool | None = None
    colour: int | None = None
    clear: bool = False
    background: int | None = None
    pre: bool | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks at one place of the page. `background` is None where it is not known.

    `how` is empty for what is seen, else what hides it.
    """

    gone: str = ""
    tiny: bool = False
    unseen: bool = False
    colour: int | None = None
    clear: bool = False
    background: int | None = None
    pre: bool = False
    how: str = ""


@lru_cache(maxsize=4096)
def dressed(look: Look, style: Style) -> Look:
    """The look inside an element of that style."""
    gone = look.gone or style.gone or ""
    tiny = look.tiny if style.tiny is None else style.tiny
    unseen = look.unseen if style.unseen is None else style.unseen
    colour = look.colour if style.colour is None else style.colour
    clear = style.clear or (look.clear and style.colour is None)
    background = look.background if style.background is None else style.background
    how = gone or ("visibility" if unseen else "size" if tiny else "colour" if clear else "")
    if not how and colour is not None and background is not None and _alike(colour, background):
        how = "colour"
    pre = look.pre if style.pre is None else style.pre
    return Look(gone, tiny, unseen, colour, clear, background, pre, how)


def _alike(one: int, other: int) -> bool:
    return sum(abs((one >> shift & 255) - (other >> shift & 255)) for shift in (0, 8, 16)) <= ALIKE


_COMMENT = re.compile(r"/\*(?:[^*]|\*(?!/))*+(?:\*/|$)")
_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.IGNORECASE)
_LENGTH = re.compile(r"(-?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))\s*(px|r?em|ex|ch|%|vw|vh|pt|pc|cm|mm|in)?")
_PIXELS = {"em": 16, "rem": 16, "ex": 8, "ch": 8, "%": 16, "vw": 14, "vh": 8, "pt": 1.33, "pc": 16}
_PIXELS.update({"cm": 38, "mm": 3.8, "in": 96})


@lru_cache(maxsize=4096)
def style_of(text: str) -> Style | None:
    """What a `style` attribute, or the inside of a rule, says about being seen; None: nothing."""
    declared: dict[str, str] = {}
    for declaration in plain_css(text[:4096]).lower().split(";"):
        name, _, value = declaration.partition(":")
        if value:
            declared[name.strip()] = value.replace("!important", "").strip()
    if not declared:
        return None
    style = Style(
        gone=_gone(declared),
        tiny=_tiny(declared),
        unseen=_of(declared.get("visibility"), ("hidden", "collapse"), ("visible",)),
        colour=colour_of(declared.get("color", "")),
        clear=_clear(declared.get("color", "")),
        background=colour_of(declared.get("background-color") or declared.get("background", "")),
        pre=_of(
            declared.get("white-space"), ("pre", "pre-wrap", "pre-line", "break-spaces"), ("normal", "nowrap")
        ),
    )
    return None if style == _NOTHING else style


_NOTHING = Style()


def plain_css(text: str) -> str:
    """Without comments and escapes, in which words are hidden from those who look for them."""
    if "/*" in text:
        text = _COMMENT.sub("", text)
    if "\\" in text:
        text = _ESCAPE.sub(lambda found: _unescaped(found[1], found[2]), text)
    return text


_RUNS = re.compile(
    r"expression\s*\(|(?:java|vb)script\s*:|behavior\s*:\s*url|-moz-binding\s*:", re.IGNORECASE
)


def runs_code(text: str) -> bool:
    """Whether a style holds a program: old browsers run it."""
    return _RUNS.search(plain_css(text)) is not None


def _unescaped(code: str | None, letter: str | None) -> str:
    return (letter or "") if code is None else chr(min(int(code, 16), 0xFFFF)) if int(code, 16) else ""


def _of(value: str | None, yes: tuple[str, ...], no: tuple[str, ...]) -> bool | None:
    return True if value in yes else False if value in no else None


def _pixels(value: str | None) -> float | None:
    found = _LENGTH.match(value) if value else None
    return float(found[1]) * _PIXELS.get(found[2], 1) if found else None


def _tiny(declared: dict[str, str]) -> bool | None:
    size = _pixels(declared.get("font-size"))
    if size is None and (
        font := re.search(r"(?:^|\s)(-?[\d.]{1,9}(?:px|r?em|pt|%))", declared.get("font", ""))
    ):
        size = _pixels(font[1])
    return None if size is None else size < 2


def _gone(declared: dict[str, str]) -> str | None:
    if declared.get("display") == "none":
        return "display"
    if declared.get("content-visibility") == "hidden":
        return "visibility"
    opacity = declared.get("opacity")
    share = _pixels(opacity)
    if share is not None and share < (5 if opacity and opacity.endswith("%") else 0.05):
        return "opacity"
    if re.search(r"opacity\s*[(=]\s*0?(?:\.0\d*)?%?\s*\)", declared.get("filter", "")):
        return "opacity"
    return _away(declared) or _clipped(declared)


def _away(declared: dict[str, str]) -> str | None:
    moved = ["text-indent", "margin-left", "margin-top"]
    if declared.get("position") in ("absolute", "fixed", "relative"):
        moved += ["left", "top", "right", "bottom"]
    for name in moved:
        place = _pixels(declared.get(name))
        if place is not None and (
            place <= -AWAY or (place >= 3000 and name in ("left", "top", "text-indent"))
        ):
            return "away"
    shift = declared.get("transform", "")
    if re.search(r"scale[xy3d]{0,2}\(\s*0(?:\.0\d*)?\s*[,)]", shift):
        return "size"
    found = re.search(r"translate[xy3d]{0,2}\(\s*(?:[^,()]{1,20},\s*)?(-\d{1,9}[a-z%]{0,3})", shift)
    if found and (_pixels(found[1]) or 0) <= -AWAY:
        return "away"
    return None


def _clipped(declared: dict[str, str]) -> str | None:
    overflow = declared.get("overflow", "") + declared.get("overflow-x", "") + declared.get("overflow-y", "")
    if "hidden" in overflow or "clip" in overflow:
        for name in ("width", "height", "max-width", "max-height"):
            size = _pixels(declared.get(name))
            if size is not None and size < 2:
                return "size"
    if re.match(
        r"rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01]", declared.get("clip", "")
    ):
        return "clip"
    shape = declared.get("clip-path", "")
    if re.match(
        r"(?:inset\(\s*(?:[5-9]\d|100)%|circle\(\s*0|polygon\(\s*0[^,]{0,9},?\s*0[^,]{0,9}\))", shape
    ):
        return "clip"
    return None


_NAMED = {"white": WHITE, "black": 0, "snow": 0xFFFAFA, "ivory": 0xFFFFF0, "ghostwhite": 0xF8F8FF}
_NAMED.update({"whitesmoke": 0xF5F5F5, "floralwhite": 0xFFFAF0, "mintcream": 0xF5FFFA, "azure": 0xF0FFFF})
_NAMED.update({"red": 0xFF0000, "blue": 0x0000FF, "green": 0x008000, "yellow": 0xFFFF00, "gray": 0x808080})
_NAMED.update(
    {"silver": 0xC0C0C0, "navy": 0x000080, "orange": 0xFFA500, "lime": 0x00FF00, "maroon": 0x800000}
)
_COLOUR = re.compile(
    r"#([0-9a-f]{3,8})\b|rgba?\(\s*([\d.]{1,9}%?)[\s,]+([\d.]{1,9}%?)[\s,]+([\d.]{1,9}%?)|"
    r"hsla?\(\s*[\d.]{1,9}(?:deg)?[\s,]+[\d.]{1,9}%?[\s,]+(100)%|\b([a-z]{3,12})\b"
)


def colour_of(value: str) -> int | None:
    """0xRRGGBB of the first colour named; None where none is, or one that this does not know."""
    for found in _COLOUR.finditer(value[:200]):
        code, red, green, blue, full, name = found.groups()
        if code:
            if len(code) in (3, 4):
                return int("".join(digit * 2 for digit in code[:3]), 16)
            return int(code[:6], 16) if len(code) in (6, 8) else None
        if red:
            return _share(red) << 16 | _share(green) << 8 | _share(blue)
        if full:
            return WHITE
        if name in _NAMED:
            return _NAMED[name]
    return None


def _share(value: str) -> int:
    try:
        number = float(value.rstrip("%")) * (2.55 if value.endswith("%") else 1)
    except ValueError:
        return 0
    return min(int(number), 255)


def _clear(value: str) -> bool:
    return value == "transparent" or bool(
        re.match(r"(?:rgb|hsl)a?\([^()]{1,40}[,/]\s*0?(?:\.0\d?)?%?\s*\)$", value) and value.count(",") == 3
    )
