"""Long numbers, as persons, phones and accounts have them, in bytes that no reader of the format makes words of."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONG = re.compile(r"(?<![0-9.])[0-9]{11,19}[Xx]?(?![0-9.])")
_NARROW = re.compile(rb"(?<![0-9.])[0-9]{11,19}[Xx]?(?![0-9.])")
_WIDE = re.compile(rb"(?<![0-9.]\x00)(?:[0-9]\x00){11,19}(?:[Xx]\x00)?(?![0-9.]\x00)")


def left_in(data: bytes) -> Iterator[str]:
    """What programs leave behind in old files when they save quickly, and what damage cut off from the rest."""
    for found in _NARROW.finditer(data):
        yield found[0].decode("ascii")
    for found in _WIDE.finditer(data):
        yield found[0].decode("utf-16-le")
