"""Parts of a Word document wherever they are wrapped: blocks, rows, spans of cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mingtang.foundation.containers.markup import attribute, child, name_of
from mingtang.foundation.tables.word_text import chosen, is_on

_WRAPPERS = ("ins", "moveTo", "customXml", "smartTag")


def within(parent: Any, names: tuple[str, ...]) -> Iterator[Any]:
    """Children of these names, also inside content controls and tracked insertions."""
    for part in parent:
        name = name_of(part)
        if name in names:
            yield part
        elif name == "sdt":
            content = child(part, "sdtContent")
            if content is not None:
                yield from within(content, names)
        elif name in _WRAPPERS:
            yield from within(part, names)
        elif name == "AlternateContent":
            yield from within(chosen(part), names)


def rows_of(table: Any) -> Iterator[Any]:
    """Those that are shown: not the deleted and the hidden ones."""
    for row in within(table, ("tr",)):
        properties = child(row, "trPr")
        if properties is None or (child(properties, "del") is None and not is_on(properties, "hidden")):
            yield row


def count(parent: Any, default: int, *path: str) -> int:
    """The number an element at the end of the path says, such as how many columns a cell spans."""
    found = child(parent, *path)
    try:
        return default if found is None else max(int(attribute(found, "val")), 0)
    except ValueError:
        return default


def merge_of(cell: Any, name: str) -> str:
    """“restart”, “continue” or empty. The mark without a value continues."""
    found = child(cell, "tcPr", name)
    return "" if found is None else attribute(found, "val", "continue")
