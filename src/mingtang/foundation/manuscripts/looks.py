"""How Word paragraphs look: alignment, size, font, indent, through styles and defaults (ECMA-376 part 1, 17.7.2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from mingtang.foundation.containers.markup import attribute, child, children, name_of
from mingtang.foundation.tables.word_text import is_on

_ALIGN = {"center": "center", "right": "right", "end": "right", "both": "both", "distribute": "both"}
_STYLES_DEEP = 20


@dataclass(frozen=True)
class Looks:
    """Sizes in points, indents in characters (`indent`) or twentieths of a point (`twips`)."""

    align: str = ""
    size: float = 0
    font: str = ""
    bold: bool = False
    red: bool = False
    indent: float = 0
    twips: int = 0
    level: int = 0
    new_page: bool = False

    @property
    def characters(self) -> float:
        return self.indent or (self.twips / 20 / (self.size or 16))


class Styles:
    def __init__(self, root: Any | None) -> None:
        self._styles: dict[str, Any] = {}
        self._default = ""
        self._base = Looks()
        self._known: dict[str, Looks] = {}
        if root is None:
            return
        defaults = child(root, "docDefaults")
        if defaults is not None:
            self._base = with_run(
                with_paragraph(self._base, child(defaults, "pPrDefault", "pPr")),
                child(defaults, "rPrDefault", "rPr"),
            )
        for style in children(root, "style"):
            key = attribute(style, "styleId")
            self._styles[key] = style
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true", "on"):
                self._default = key

    def of(self, key: str) -> Looks:
        """The looks of a paragraph style, of the usual one for an unknown key."""
        key = key if key in self._styles else self._default
        if key not in self._known:
            self._known[key] = self._through(key)
        return self._known[key]

    def name(self, key: str) -> str:
        style = self._styles.get(key)
        named = None if style is None else child(style, "name")
        return "" if named is None else attribute(named, "val").lower()

    def _through(self, key: str) -> Looks:
        chain: list[Any] = []
        while key in self._styles and len(chain) < _STYLES_DEEP:
            chain.append(self._styles[key])
            based = child(self._styles[key], "basedOn")
            key = "" if based is None else attribute(based, "val")
        looks = self._base
        for style in reversed(chain):
            looks = with_run(with_paragraph(looks, child(style, "pPr")), child(style, "rPr"))
        named = child(chain[0], "name") if chain else None
        level = _heading(attribute(named, "val")) if named is not None else 0
        return replace(looks, level=level) if level else looks


def with_paragraph(looks: Looks, properties: Any | None) -> Looks:
    if properties is None:
        return looks
    for part in properties:
        name = name_of(part)
        if name == "jc":
            looks = replace(looks, align=_ALIGN.get(attribute(part, "val"), "left"))
        elif name == "ind":
            looks = _indented(looks, part)
        elif name == "outlineLvl":
            level = _number(attribute(part, "val")) + 1
            looks = replace(looks, level=level if level <= 9 else 0)
        elif name == "pageBreakBefore":
            looks = replace(looks, new_page=is_on(properties, name))
    return looks


def with_run(looks: Looks, properties: Any | None) -> Looks:
    if properties is None:
        return looks
    for part in properties:
        name = name_of(part)
        if name == "sz":
            looks = replace(looks, size=_number(attribute(part, "val")) / 2)
        elif name == "rFonts":
            looks = replace(looks, font=attribute(part, "eastAsia") or looks.font)
        elif name == "b":
            looks = replace(looks, bold=is_on(properties, "b"))
        elif name == "color":
            looks = replace(looks, red=_is_red(attribute(part, "val")))
    return looks


def _indented(looks: Looks, part: Any) -> Looks:
    chars = [attribute(part, name) for name in ("firstLineChars", "leftChars", "startChars")]
    twips = [attribute(part, name) for name in ("firstLine", "left", "start")]
    if any(_number(value) for value in chars):
        return replace(looks, indent=sum(map(_number, chars)) / 100, twips=0)
    if any(twips):
        return replace(looks, indent=0, twips=sum(map(_number, twips)))
    return looks


def _is_red(value: str) -> bool:
    try:
        red, green, blue = (int(value[at : at + 2], 16) for at in (0, 2, 4))
    except ValueError:
        return False
    return red >= 160 and green <= 90 and blue <= 90


def _heading(name: str) -> int:
    word, _blank, number = name.lower().rpartition(" ")
    return int(number) if word in ("heading", "标题") and number.isdecimal() else 0


def _number(text: str) -> int:
    try:
        return int(float(text))
    except ValueError:
        return 0
