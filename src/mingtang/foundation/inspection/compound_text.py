"""Words of DOC ([MS-DOC]: the piece table of the main text) and PPT ([MS-PPT]: text atoms)."""

from __future__ import annotations

import re
import struct

from mingtang.foundation.containers.ole import CompoundFile
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.inspection.compound import atoms, stream
from mingtang.foundation.inspection.gathered import CHARACTERS_MOST, Gathered

_CLX = 0x01A2
"""Where the header says the place and length of the piece table."""
_SLIDE, _MASTER, _NOTES, _HANDOUT, _OUTLINE = 0x03EE, 0x03F8, 0x03F0, 0x0FC9, 0x0FF0
_PERSIST, _NOTES_OF = 0x03F3, 0x03F1
_UNICODE, _LATIN = 0x0FA0, 0x0FA8
_MARK = re.compile("[\x13\x14\x15]")


def gather(data: bytes, kind: str, found: Gathered) -> None:
    """Raises Refused."""
    if kind == "doc":
        found.add_page(1, doc_text(data))
        return
    pages = slides_of(stream(CompoundFile(data), "powerpoint document"))
    for number, page in enumerate(pages, 1):
        if not found.add_page(number, "\n".join(clean(text) for text in page)):
            break
    found.page_count = len(pages)


def slides_of(show: bytes) -> list[list[str]]:
    """Texts by slide: those of the outline, which come first and name the slide, those drawn on it, and its notes."""
    pages: list[list[str]] = []
    by_id: dict[int, int] = {}
    outlined = drawn = 0
    page: list[str] | None = None
    for record, body in atoms(show):
        if record == _OUTLINE:
            # The outlines of masters and notes follow that of the slides.
            outlined += 1
            page = None
        elif record == _PERSIST and outlined == 1:
            by_id[struct.unpack_from("<I", body.ljust(16, b"\0"), 12)[0]] = len(pages)
            page = []
            pages.append(page)
        elif record == _SLIDE:
            if drawn == len(pages):
                pages.append([])
            page = pages[drawn]
            drawn += 1
        elif record in (_MASTER, _NOTES, _HANDOUT):
            page = None
        elif record == _NOTES_OF:
            number = by_id.get(struct.unpack_from("<I", body.ljust(4, b"\0"))[0])
            page = None if number is None else pages[number]
        elif page is not None and record in (_UNICODE, _LATIN):
            page.append(body.decode("utf-16-le" if record == _UNICODE else "latin-1", "replace"))
    return pages


def doc_text(data: bytes) -> str:
    """Raises Refused."""
    return clean(doc_text_with_fields(data))


def doc_text_with_fields(data: bytes, most: int = CHARACTERS_MOST + 1) -> str:
    """As it stands in the file, with marks of cells, pages and fields; of what is longer the beginning.

    Raises Refused.
    """
    file = CompoundFile(data)
    main = stream(file, "worddocument")
    if len(main) < _CLX + 8:
        raise Refused("damaged")
    flags = struct.unpack_from("<H", main, 10)[0]
    table = stream(file, "1table" if flags & 0x0200 else "0table")
    begin, length = struct.unpack_from("<II", main, _CLX)
    pieces = _pieces(table[begin : begin + length])
    text: list[str] = []
    room = most
    for number, (place, packed) in pieces:
        # Pieces may claim the same bytes a thousand times.
        number = min(number, room)
        room -= number
        if packed:
            text.append(main[place : place + number].decode("cp1252", "replace"))
        else:
            text.append(main[place : place + 2 * number].decode("utf-16-le", "replace"))
    return "".join(text)


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


def clean(text: str) -> str:
    """Marks of cells, pages and fields → what a reader sees."""
    text = _without_fields(text)
    text = text.replace("\r", "\n").replace("\x07", "\t").replace("\x0b", "\n").replace("\x0c", "\n")
    return "".join(c for c in text if c >= " " or c in "\n\t")


def _without_fields(text: str) -> str:
    """Instructions of fields go, their results stay; in one pass, however deep they lie in each other."""
    kept: list[str] = []
    hidden: list[bool] = []
    at = 0
    depth = 0
    for mark in _MARK.finditer(text):
        if not depth:
            kept.append(text[at : mark.start()])
        at = mark.end()
        if mark[0] == "\x13":
            hidden.append(True)
            depth += 1
        elif hidden and mark[0] == "\x14":
            depth -= hidden[-1]
            hidden[-1] = False
        elif hidden:
            depth -= hidden.pop()
    # A field that is never closed is damage, and its words are better kept.
    kept.append(text[at:])
    return "".join(kept)
