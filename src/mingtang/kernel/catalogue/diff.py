"""What differs between two versions of an item, by meaning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mingtang.kernel.catalogue.item import FIELDS, Item
from mingtang.kernel.catalogue.text import squeeze
from mingtang.kernel.limits.model import Limit, LimitType

COMPARED = tuple(name for name in FIELDS if name != "seq")
"""The fields that are compared: a row that only moved is no change."""


@dataclass(frozen=True)
class CellChange:
    """A field of Item with its values before and after."""

    field: str
    old: Any
    new: Any


def differences(old: Item, new: Item) -> list[CellChange]:
    """The fields whose meaning differs: spaces, the order of channels and the wording of a limit do not count."""
    return [
        CellChange(name, getattr(old, name), getattr(new, name))
        for name in COMPARED
        if _meaning(old, name) != _meaning(new, name)
    ]


def _meaning(item: Item, name: str) -> Any:
    value = getattr(item, name)
    if name == "limit":
        return limit_meaning(value)
    if name in ("channels", "levels"):
        return frozenset(squeeze(each) for each in value)
    return squeeze(value) if isinstance(value, str) else value


def limit_meaning(limit: Limit) -> dict[str, Any]:
    """What a limit says, without its wording; an unread one says its words."""
    data = limit.as_data()
    data.pop("inherited", None)
    raw = data.pop("raw", "")
    if limit.type is LimitType.UNPARSED:
        data["raw"] = squeeze(raw)
    if limit.parts:
        data["parts"] = [limit_meaning(part) for part in limit.parts]
    return data
