"""主题分类 in a cell: by its code, by its name, or by the names of main and sub-theme together."""

from __future__ import annotations

import re
from collections import Counter

from mingtang.kernel.classification.themes import THEMES

_CODE = re.compile(r"(\d{2}(?:\.\d{2})?)(?![\d.])")
_PARTS = re.compile(r"\s*(?:[-—/>]|\s)\s*")


def _names() -> dict[str, str]:
    """Code by every name that only one theme bears (other ones, such as 其他, need the main theme beside them)."""
    pairs = [(name, each.code) for each in THEMES.values() for name in {each.label, each.local_label}]
    borne = Counter(name for name, _code in pairs)
    found = {name: code for name, code in pairs if borne[name] == 1}
    for each in THEMES.values():
        if each.parent:
            main = THEMES[each.parent]
            found |= {f"{name}/{each.label}": each.code for name in (main.label, main.local_label)}
    return found


_CODES = _names()


def theme_of(text: str) -> str:
    """The code of the theme a cell names, empty where none or more than one fits."""
    code = _CODE.match(text)
    if code and code[1] in THEMES:
        return code[1]
    parts = [part for part in _PARTS.split(text) if part]
    return _CODES.get("/".join(parts[-2:]), _CODES.get(parts[-1], "") if parts else "")


def theme_cell(code: str) -> str:
    """The cell that `theme_of` reads back: code and name."""
    return f"{code} {THEMES[code].label}" if code in THEMES else ""
