"""Lists that people choose from: channels, levels, themes, columns."""

from typing import Any

from mingtang.kernel.catalogue.item import LEVELS
from mingtang.openness.catalogue import labels

Choices = list[tuple[str, Any]]


def levels() -> Choices:
    return [(code, labels.LEVELS[code]) for code in LEVELS]


def columns() -> Choices:
    """What a column of a file can mean, the empty choice first."""
    meanings = [(name, label) for name, label in labels.COLUMNS.items() if name not in ("ignored", "local")]
    return [("", labels.COLUMNS["ignored"]), *meanings]
