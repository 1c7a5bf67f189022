"""The characters of a PDF page as pdfium finds them, with their places."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import Any

from pypdfium2 import raw

# Numbers that a narrow cell breaks go on in the next line. Each place is looked at apart: joining all lines would
# make numbers that nobody wrote.
_BROKEN = re.compile(r"(?:[0-9A-Za-z@._*-]{1,40}[ \xa0]?\n)+[0-9A-Za-z@._*-]{1,40}")
_LINE = re.compile(r"[0-9A-Za-z@._*-]+")
_LINES_MOST = 4
# Numbers of two cells that touch look like one that is too long for anything.
_TOUCHING = re.compile(r"[0-9Xx]{19,80}")
# Those of two cells that stand close look like one whose digits are in groups.
_CLOSE = re.compile(r"(?<![0-9Xx])[0-9]{14,18}[0-9Xx](?![0-9Xx])")
_NUMBER_LEAST = 15


@dataclass(frozen=True)
class Joint:
    """A number broken over lines, or one of two side by side: its text, where each character stands in the page, and
    where lines end in it."""

    text: str
    places: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True)
class Box:
    """In units of the page as it is written, before it is turned. `angle` is that of the line, in radians."""

    left: float
    bottom: float
    right: float
    top: float
    x: float
    y: float
    angle: float


def text_of(words: Any) -> str:
    """One character for each of pdfium's; line ends are “ \\n”."""
    get = raw.FPDFText_GetUnicode
    handle = words.raw
    letters = [get(handle, n) for n in range(raw.FPDFText_CountChars(handle))]
    return "".join(map(_letter, letters))


def _letter(code: int) -> str:
    if code == 13:
        return " "
    # Zero is what has no meaning; 2 and FFFE are hyphens at line ends.
    if code in (0, 2, 0xFFFE) or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return chr(code)


def box_of(words: Any, number: int) -> Box | None:
    """None for characters that are not drawn, such as line ends."""
    if raw.FPDFText_IsGenerated(words.raw, number) == 1:
        return None
    rectangle = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    if not raw.FPDFText_GetLooseCharBox(words.raw, number, rectangle):
        return None
    if not raw.FPDFText_GetCharOrigin(words.raw, number, x, y):
        return None
    angle = raw.FPDFText_GetCharAngle(words.raw, number)
    return Box(
        *(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top), x.value, y.value, max(angle, 0.0)
    )


def _parts(words: Any, text: str) -> Iterator[Joint]:
    for found in _TOUCHING.finditer(text):
        drawn = [_address(raw.FPDFText_GetTextObject(words.raw, n)) for n in range(*found.span())]
        begin = 0
        for at in range(1, len(drawn) + 1):
            if at == len(drawn) or drawn[at] != drawn[at - 1]:
                if _NUMBER_LEAST <= at - begin < len(drawn):
                    places = range(found.start() + begin, found.start() + at)
                    yield Joint(text[places.start : places.stop], tuple(places), ())
                begin = at


def _groups(text: str) -> Iterator[Joint]:
    for found in _CLOSE.finditer(text):
        yield Joint(found[0], tuple(range(*found.span())), ())


def _address(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def joints(words: Any, text: str) -> Iterator[Joint]:
    """Readings of a page besides the one as it runs."""
    yield from _parts(words, text)
    yield from _groups(text)
    yield from _joined(text)


def _joined(text: str) -> Iterator[Joint]:
    for found in _BROKEN.finditer(text):
        lines = [line.span() for line in _LINE.finditer(text, *found.span())]
        for first in range(len(lines)):
            for last in range(first + 2, min(first + _LINES_MOST, len(lines)) + 1):
                yield from _joint(text, lines[first:last])
        # Upright writing has a line for each character.
        for single, run in groupby(lines, key=lambda line: line[1] - line[0] == 1):
            if single:
                yield from _joint(text, list(run))


def _joint(text: str, lines: list[tuple[int, int]]) -> Iterator[Joint]:
    places = tuple(n for begin, end in lines for n in range(begin, end))
    joined = "".join(text[n] for n in places)
    ends = tuple(accumulate(end - begin for begin, end in lines))[:-1]
    if sum(letter.isdigit() for letter in joined) >= 7 or "@" in joined:
        yield Joint(joined, places, ends)


def squeezed(text: str) -> tuple[str, list[int]]:
    """Without gaps, and where each character stands: pdfium sees gaps where letters are set wide."""
    places = [n for n, letter in enumerate(text) if not letter.isspace()]
    return "".join(text[n] for n in places), places
