"""Ticked boxes of the choice how a paper is made public: ☑依申请公开, 不予公开（√）."""

from __future__ import annotations

import re
from collections.abc import Iterator

TICKS = "☑√✓✔■●☒"
_CLOSED = "不予公开|不公开|不宜公开|依申请公开|暂不公开"
_TICK = rf"(?:[{TICKS}]|[（(\[【]\s?[√✓✔]\s?[）)\]】])"
_BEFORE = re.compile(rf"{_TICK}\s{{0,2}}({_CLOSED})(?=[\s□○◯☐，。；、（(\[【）)|/]|$)")
_AFTER = re.compile(rf"(?<!以)({_CLOSED})\s?{_TICK}")
_OPTION = re.compile(rf"主动公开|{_CLOSED}")
_MARK = re.compile(rf"[{TICKS}□○◯☐]|[（(\[【]\s?[√✓✔]?\s?[）)\]】]")
_BULLETS = frozenset("■●")
_FREE = re.compile("[□○◯☐]")
_SHORT = 8


def ticked(text: str) -> Iterator[re.Match[str]]:
    """The choices that are ticked, as the first group; whether ticks stand before or behind is seen from the line."""
    for line in re.finditer(r"[^\n]+", text):
        first = _MARK.search(text, *line.span())
        option = _OPTION.search(text, *line.span())
        if first is None or option is None:
            continue
        look = _BEFORE if first.start() < option.start() else _AFTER
        for found in look.finditer(text, *line.span()):
            # “●依申请公开流程”, and a list with squares before its items, are no choices.
            bullet = not _BULLETS.isdisjoint(found[0])
            if bullet and not _FREE.search(line[0]) and len(line[0].strip()) > _SHORT:
                continue
            yield found
