"""Long numbers, as persons, phones and accounts have them, in bytes that no reader of the format makes words of."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONG = re.compile(r"(?<![0-9.])[0-9]{11,19}[Xx]?(?![0-9.])")
_ANY = re.compile(r"[0-9]{11,19}[Xx]?")
# The end of a GUID may be all digits.
_NARROW = re.compile(rb"(?<![0-9.])(?<![0-9A-Fa-f]{4}-)[0-9]{11,19}[Xx]?(?![0-9.])")
_WIDE = re.compile(rb"(?<![0-9.]\x00)(?:[0-9]\x00){11,19}(?:[Xx]\x00)?(?![0-9.]\x00)")


_FLAT = bytes(ord("0") if ord("0") <= byte <= ord("9") else byte and 1 for byte in range(256))
_SOUGHT = ((b"0" * 11, _NARROW), (b"0\x00" * 11, _WIDE))
_BLOCK, _LONGEST = 1 << 24, 64


def left_in(data: bytes) -> Iterator[str]:
    """What programs leave behind in old files when they save quickly, and what damage cut off from the rest."""
    for begin in range(0, len(data), _BLOCK):
        # A search for one fixed string is fifty times as fast as one for the pattern.
        flat = data[begin : begin + _BLOCK + _LONGEST].translate(_FLAT)
        for zeros, pattern in _SOUGHT:
            at = flat.find(zeros)
            while 0 <= at < _BLOCK:
                found = pattern.match(data, begin + at)
                if found is not None:
                    yield found[0].replace(b"\x00", b"").decode("ascii")
                at = flat.find(zeros, at + (len(zeros) if found is None else len(found[0])))


class Numbers:
    """Those that readers made words of, so that of the bytes only what else is in them is told."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def add(self, text: str) -> None:
        if len(text) >= 11:
            self._known.update(_ANY.findall(text))

    def new(self, data: bytes) -> Iterator[str]:
        """Each once."""
        for number in left_in(data):
            if number not in self._known:
                self._known.add(number)
                yield number
