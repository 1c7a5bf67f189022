"""Numbers that Word writes by itself: the column 序号 of many tables holds no text at all, only a list style."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from mingtang.foundation.containers.markup import attribute, child, children

_DIGITS = "〇一二三四五六七八九"
_CHINESE = (
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "ideographTraditional",
)
_LEVEL = re.compile(r"%(\d)")


@dataclass
class _Level:
    start: int = 1
    kind: str = "decimal"
    text: str = ""


@dataclass
class _List:
    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """`next` must be asked for every paragraph in the order of the document."""

    def __init__(self, numbering: Any | None = None, styles: Any | None = None) -> None:
        self._lists: dict[str, _List] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        if numbering is not None:
            self._read_lists(numbering)
        if styles is not None:
            self._read_styles(styles)

    def next(self, properties: Any | None) -> str:
        """The number of a paragraph with these `w:pPr`, as it is shown; empty for none and for bullets."""
        found, depth = self._found(properties)
        level = None if found is None else found.levels.get(depth)
        if found is None or level is None or level.kind in ("bullet", "none"):
            return ""
        found.counts[depth] = found.counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in found.counts if other > depth]:
            del found.counts[deeper]
        return _LEVEL.sub(lambda match: self._shown(found, int(match[1]) - 1), level.text)

    def is_bullet(self, properties: Any | None) -> bool:
        """Whether a paragraph with these `w:pPr` is an item of a list with bullets."""
        found, depth = self._found(properties)
        level = None if found is None else found.levels.get(depth)
        return level is not None and level.kind == "bullet"

    def _found(self, properties: Any | None) -> tuple[_List | None, int]:
        if properties is None or not self._lists:
            return None, 0
        place = self._place(properties)
        if place is None:
            style = child(properties, "pStyle")
            place = None if style is None else self._styles.get(attribute(style, "val"))
        return (None, 0) if place is None else (self._lists.get(place[0]), place[1])

    def _shown(self, found: _List, depth: int) -> str:
        level = found.levels.get(depth)
        if level is None:
            return ""
        return _number(found.counts.setdefault(depth, level.start), level.kind)

    def _place(self, properties: Any) -> tuple[str, int] | None:
        entry = child(properties, "numPr")
        if entry is None:
            return None
        number, depth = child(entry, "numId"), child(entry, "ilvl")
        if number is None:
            return None
        return attribute(number, "val"), 0 if depth is None else int(attribute(depth, "val") or 0)

    def _read_lists(self, numbering: Any) -> None:
        shared: dict[str, _List] = {}
        for entry in children(numbering, "abstractNum"):
            levels = {int(attribute(level, "ilvl") or 0): _level(level) for level in children(entry, "lvl")}
            shared[attribute(entry, "abstractNumId")] = _List(levels)
        for entry in children(numbering, "num"):
            target = child(entry, "abstractNumId")
            base = None if target is None else shared.get(attribute(target, "val"))
            if base is None:
                continue
            # Lists of one kind go on counting together unless one says that it begins anew.
            levels = dict(base.levels)
            for change in children(entry, "lvlOverride"):
                depth = int(attribute(change, "ilvl") or 0)
                whole, start = child(change, "lvl"), child(change, "startOverride")
                level = _level(whole) if whole is not None else levels.get(depth, _Level())
                if start is not None:
                    level = _Level(int(attribute(start, "val") or 1), level.kind, level.text)
                levels[depth] = level
            own = levels != base.levels or child(entry, "lvlOverride") is not None
            self._lists[attribute(entry, "numId")] = _List(levels) if own else base

    def _read_styles(self, styles: Any) -> None:
        for style in children(styles, "style"):
            properties = child(style, "pPr")
            place = None if properties is None else self._place(properties)
            if place is not None:
                self._styles[attribute(style, "styleId")] = place


def _level(level: Any) -> _Level:
    def value(name: str, default: str) -> str:
        found = child(level, name)
        return default if found is None else attribute(found, "val", default)

    return _Level(int(value("start", "1")), value("numFmt", "decimal"), value("lvlText", ""))


def _number(count: int, kind: str) -> str:
    if not 0 <= count < 100_000:
        return str(count)
    if kind in _CHINESE:
        return chinese(count)
    if kind == "ideographDigital":
        return "".join(_DIGITS[int(digit)] for digit in str(count))
    if kind == "decimalEnclosedCircle" or kind == "decimalEnclosedCircleChinese":
        return chr(0x2460 + count - 1) if 1 <= count <= 20 else str(count)
    if kind == "decimalZero":
        return f"{count:02}"
    if kind in ("upperLetter", "lowerLetter") and count:
        letter = chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if kind == "upperLetter" else letter.lower()
    if kind in ("upperRoman", "lowerRoman"):
        return _roman(count) if kind == "upperRoman" else _roman(count).lower()
    return str(count)


def chinese(count: int) -> str:
    """Up to 99,999: 十二, 一百零五."""
    if count == 0:
        return "〇"
    text, gap = "", False
    for unit, name in ((10_000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = count // unit % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + name
        gap = digit == 0
    return text.removeprefix("一") if text.startswith("一十") else text


def _roman(count: int) -> str:
    text = ""
    values = (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")
    for value, letters in (*values, (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        text += letters * (count // value)
        count %= value
    return text
