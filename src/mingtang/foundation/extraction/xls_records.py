"""What python-calamine does not tell of an XLS file: hidden rows and columns, comments and text boxes ([MS-XLS])."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from mingtang.foundation.containers.ole import CompoundFile

_BOF, _EOF, _SHEET = 0x0809, 0x0A, 0x85
_ROW, _COLUMNS, _TEXT, _CONTINUE, _HEADER, _FOOTER = 0x0208, 0x7D, 0x01B6, 0x3C, 0x14, 0x15
_COLUMNS_MOST = 256
_TEXTS_MOST = 20_000


@dataclass
class Beside:
    """Rows and columns from 0 that are hidden; words of comments and text boxes; headers and footers."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    texts: list[str] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)


def beside(data: bytes) -> dict[int, Beside]:
    """By place of the sheet; empty for anything that is not a whole workbook of 1997 or later."""
    file = CompoundFile(data)
    name = next((name for name in file.streams if name.lower() == "workbook"), None)
    if name is None:
        return {}
    stream = file.read(name)
    try:
        starts = [
            struct.unpack_from("<I", stream, at)[0]
            for kind, at, size in _records(stream, 0)
            if kind == _SHEET and size >= 4
        ]
        return {place: _sheet(stream, start) for place, start in enumerate(starts)}
    except struct.error:
        return {}


def _sheet(stream: bytes, start: int) -> Beside:
    found = Beside()
    waits = 0
    for kind, at, size in _records(stream, start):
        if kind == _ROW and size >= 16:
            row, height, flags = struct.unpack_from("<H4xH4xH", stream, at)
            if flags & 0x20 or height & 0x7FFF == 0:
                found.rows.add(row)
        elif kind == _COLUMNS and size >= 10:
            first, last, width, _form, flags = struct.unpack_from("<HHHHH", stream, at)
            if flags & 1 or width == 0:
                found.columns.update(range(first, min(last, _COLUMNS_MOST) + 1))
        elif kind == _TEXT and size >= 12:
            waits = struct.unpack_from("<H", stream, at + 10)[0]
        elif kind == _CONTINUE and waits and size > 1 and len(found.texts) < _TEXTS_MOST:
            # The words follow in records of their own, each with a mark whether a letter takes two bytes.
            raw = stream[at + 1 : at + size]
            text = raw.decode("utf-16-le", "replace") if stream[at] & 1 else raw.decode("latin-1")
            found.texts.append(text[:waits])
            waits = max(waits - len(text), 0)
        elif kind in (_HEADER, _FOOTER) and size > 3:
            length, wide = struct.unpack_from("<HB", stream, at)
            raw = stream[at + 3 : at + size]
            found.headers.append(
                raw[: 2 * length].decode("utf-16-le", "replace")
                if wide & 1
                else raw[:length].decode("latin-1")
            )
    return found


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and size of the records from a beginning to its end; also those of drawings."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        at += 4
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, at, size
        at += size
