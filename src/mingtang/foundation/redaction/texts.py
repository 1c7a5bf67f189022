"""Plain text and tables of text, in the encoding they came in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from mingtang.foundation.containers.decoding import decode
from mingtang.foundation.redaction.cells import letters
from mingtang.foundation.redaction.masks import Masking, replaced
from mingtang.foundation.redaction.notes import Notes
from mingtang.kernel.guard.pieces import Cell, Part, Piece, Place

_ENCODINGS = (
    ("utf-8", codecs.BOM_UTF8),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", codecs.BOM_UTF16_BE),
    ("utf-8", b""),
    ("gb18030", b""),
    ("utf-16-le", b""),
    ("utf-16-be", b""),
)
# A cell is quoted as a whole, or goes to the next separator.
_CELL = {
    sign: re.compile(rf'"((?:[^"]|"")*+)"|([^{re.escape(sign)}\r\n]*+)') for sign in (",", "\t", ";", "|")
}


def masked_copy(data: bytes, kind: str, masking: Masking, notes: Notes) -> bytes:
    text, encoding, mark = read(data)
    found = list(parts(text, kind))
    made = []
    at = 0
    for (start, end, _piece), spans in zip(
        found, masking.find([piece for _start, _end, piece in found]), strict=True
    ):
        made.append(text[at:start])
        # Within quotes a mask is as good as outside: it holds none, and nothing that separates cells.
        made.append(replaced(text[start:end], spans))
        at = end
    made.append(text[at:])
    whole = "".join(made)
    try:
        return mark + whole.encode(encoding)
    except UnicodeEncodeError:
        notes.add("encoding-changed")
        return codecs.BOM_UTF8 + whole.encode("utf-8", "replace")


def read(data: bytes) -> tuple[str, str, bytes]:
    """Text, encoding, and the mark in front of it. What cannot be read becomes UTF-8."""
    text, _lost = decode(data)
    for encoding, mark in _ENCODINGS:
        if data.startswith(mark):
            try:
                if mark + text.encode(encoding) == data:
                    return text, encoding, mark
            except UnicodeEncodeError:
                continue
    return text, "utf-8", codecs.BOM_UTF8


def parts(text: str, kind: str) -> Iterator[tuple[int, int, Piece]]:
    """Lines, or cells row by row: where each begins and ends, and what it says."""
    if kind == "csv":
        yield from _cells(text)
        return
    for number, line in enumerate(re.finditer(r"[^\r\n]+", text)):
        yield line.start(), line.end(), Piece(line[0], Place(Part.TEXT, block=number))


def _cells(text: str) -> Iterator[tuple[int, int, Piece]]:
    start = text[:4096].partition("\n")[0]
    sign = max(_CELL, key=start.count)
    at = row = column = 0
    while at < len(text):
        found = _CELL[sign].match(text, at)
        assert found is not None
        group = 1 if found[1] is not None else 2
        if found[group]:
            place = Place(Part.CELL, cell=f"{letters(column)}{row + 1}")
            yield found.start(group), found.end(group), Piece(found[group], place, Cell(0, row, column))
        at = found.end()
        if at < len(text) and text[at] == sign:
            column, at = column + 1, at + 1
        elif at < len(text) and text[at] in "\r\n":
            at += 2 if text.startswith("\r\n", at) else 1
            row, column = row + 1, 0
        elif group == 1 and at < len(text):
            # Letters behind a closing quote belong to no cell, but they are in the file.
            rest = re.compile(rf"[^{re.escape(sign)}\r\n]*").match(text, at)
            assert rest is not None
            yield rest.start(), rest.end(), Piece(rest[0], Place(Part.CELL), Cell(0, row, column))
            at = rest.end()
