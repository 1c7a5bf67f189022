"""Filters as links: each chip is the address of the list with that condition added or taken away."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode


@dataclass(frozen=True)
class Chip:
    label: str
    count: int | None
    url: str
    selected: bool


@dataclass(frozen=True)
class ChipGroup:
    """A row of chips, as `web/parts/chips.html` shows it."""

    label: Any
    items: list[Chip]


def chip_group(
    label: Any,
    parameter: str,
    options: Mapping[Any, Any],
    counts: Mapping[Any, int],
    query: Mapping[str, str],
) -> ChipGroup:
    """One chip per option that has rows (or is selected), commonest first where `options` has no order of its own."""
    chosen = query.get(parameter, "")
    others = {name: value for name, value in query.items() if name not in (parameter, "page") and value}
    items = []
    for value, text in options.items():
        selected = str(value) == chosen
        count = counts.get(value, 0)
        if count or selected:
            target = others if selected else {**others, parameter: value}
            items.append(Chip(str(text), count, "?" + urlencode(target), selected))
    return ChipGroup(label, items)
