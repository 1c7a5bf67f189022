"""How an element of a page looks, from its attributes and inline styles; Word and WPS write all of it there."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from mingtang.foundation.containers.markup import name_of

_SIZE = re.compile(r"^\s*([\d.]+)\s*(pt|px|em|rem)?", re.IGNORECASE)
_NAMED = {"center": "center", "middle": "center", "right": "right", "end": "right", "justify": "both"}
_BOLD = ("bold", "bolder", "600", "700", "800", "900")


@dataclass(frozen=True)
class Style:
    align: str = ""
    size: float = 0
    font: str = ""
    bold: bool = False
    red: bool = False
    indent: float = 0
    underline: bool = False
    raised: str = ""


def of(element: Any, above: Style) -> Style:
    """The style of an element inside another; alignment, size, font and colour are inherited."""
    name, said = name_of(element), declared(element.get("style", ""))
    style = replace(above, underline=False, raised="")
    align = said.get("text-align") or element.get("align", "")
    if name == "center":
        align = "center"
    if align:
        style = replace(style, align=_NAMED.get(align.lower(), "left"))
    if "font-size" in said:
        style = replace(style, size=points(said["font-size"], above.size))
    family = said.get("mso-fareast-font-family") or said.get("font-family") or element.get("face", "")
    if family:
        style = replace(style, font=family.split(",")[0].strip(" \"'"))
    colour = said.get("color") or element.get("color", "")
    if colour:
        style = replace(style, red=is_red(colour))
    if "text-indent" in said or "margin-left" in said:
        style = replace(style, indent=_indent(said, style.size))
    if name in ("b", "strong", "th", "h1", "h2", "h3") or said.get("font-weight", "").lower() in _BOLD:
        style = replace(style, bold=True)
    elif said.get("font-weight", "").lower() in ("normal", "400"):
        style = replace(style, bold=False)
    if name in ("u", "ins") or "underline" in said.get("text-decoration", ""):
        style = replace(style, underline=True)
    raised = said.get("vertical-align", "").lower()
    if name in ("sub", "sup") or raised in ("sub", "super"):
        style = replace(style, raised=name if name in ("sub", "sup") else raised[:3].replace("sup", "sup"))
    return style


def declared(style: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in style[:4000].split(";"):
        key, colon, value = part.partition(":")
        if colon:
            found[key.strip().lower()] = value.strip()
    return found


def points(text: str, above: float) -> float:
    match = _SIZE.match(text)
    if match is None or len(match[1]) > 8:
        return above
    try:
        number = float(match[1])
    except ValueError:
        return above
    unit = (match[2] or "px").lower()
    return number * {"pt": 1.0, "px": 0.75, "em": above or 16, "rem": 12}[unit]


def is_red(colour: str) -> bool:
    text = colour.strip().lower()
    if text == "red":
        return True
    numbers = re.match(r"rgba?\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)", text)
    if numbers:
        red, green, blue = (int(number[:4]) for number in numbers.groups())
    elif re.fullmatch(r"#[0-9a-f]{6}", text):
        red, green, blue = (int(text[at : at + 2], 16) for at in (1, 3, 5))
    else:
        return False
    return red >= 160 and green <= 90 and blue <= 90


def _indent(said: dict[str, str], size: float) -> float:
    size = size or 16
    first, left = said.get("text-indent", "0"), said.get("margin-left", "0")
    return round(max(points(first, size), 0) / size + max(points(left, size), 0) / size, 1)
