"""Words of DOC ([MS-DOC]: the piece table of the main text) and PPT ([MS-PPT]: text atoms)."""

from __future__ import annotations

import re
import struct

from mingtang.foundation.containers.ole import CompoundFile
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.inspection.compound import atoms, stream
from mingtang.foundation.inspection.gathered import Gathered

_CLX = 0x01A2
"""Where the header says the place and length of the piece table."""
_FIELD = re.compile("\x13[^\x13\x14\x15]*\x14([^\x13\x15]*)\x15|\x13[^\x13\x15]*\x15")
_SLIDE, _UNICODE, _LATIN = 0x03EE, 0x0FA0, 0x0FA8


def gather(data: bytes, kind: str, found: Gathered) -> None:
    """Raises Refused."""
    if kind == "doc":
        found.add_page(1, doc_text(data))
        return
    slides: list[list[str]] = [[]]
    for record, body in atoms(stream(CompoundFile(data), "powerpoint document")):
        if record == _SLIDE:
            slides.append([])
        elif record == _UNICODE:
            slides[-1].append(body.decode("utf-16-le", "replace"))
        elif record == _LATIN:
            slides[-1].append(body.decode("latin-1"))
    # Texts of the outline stand before the slides they belong to.
    pages = [page for page in slides if page] or [[]]
    for number, page in enumerate(pages, 1):
        found.add_page(number, "\n".join(_clean(text) for text in page))


def doc_text(data: bytes) -> str:
    """Raises Refused."""
    file = CompoundFile(data)
    main = stream(file, "worddocument")
    if len(main) < _CLX + 8:
        raise Refused("damaged")
    flags = struct.unpack_from("<H", main, 10)[0]
    table = stream(file, "1table" if flags & 0x0200 else "0table")
    begin, length = struct.unpack_from("<II", main, _CLX)
    pieces = _pieces(table[begin : begin + length])
    text = []
    for number, (place, packed) in pieces:
        if packed:
            text.append(main[place : place + number].decode("cp1252", "replace"))
        else:
            text.append(main[place : place + 2 * number].decode("utf-16-le", "replace"))
    return _clean("".join(text))


def _pieces(clx: bytes) -> list[tuple[int, tuple[int, bool]]]:
    """Of each piece how many characters it has, where it begins, and whether a character is one byte."""
    at = 0
    while at < len(clx) and clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at + 5 > len(clx) or clx[at] != 2:
        raise Refused("damaged")
    size = struct.unpack_from("<I", clx, at + 1)[0]
    plc = clx[at + 5 : at + 5 + size]
    count = (len(plc) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", plc)
    found = []
    for n in range(count):
        place = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * n + 2)[0]
        packed = bool(place & 0x40000000)
        place &= 0x3FFFFFFF
        found.append((max(ends[n + 1] - ends[n], 0), (place // 2 if packed else place, packed)))
    return found


def _clean(text: str) -> str:
    """Marks of cells, pages and fields → what a reader sees."""
    before = ""
    while before != text:
        before, text = text, _FIELD.sub(lambda match: match[1] or "", text)
    text = text.replace("\r", "\n").replace("\x07", "\t").replace("\x0b", "\n").replace("\x0c", "\n")
    return "".join(c for c in text if c >= " " or c in "\n\t")
