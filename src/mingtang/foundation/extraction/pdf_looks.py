"""What of a PDF page is not seen: words under pictures and bars, beside the page, invisible, white, too small."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from mingtang.foundation.extraction.pictures import is_icon

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

_INVISIBLE = 3
_PALE = 240
"""Of red, green and blue each: white, or so close to it that nobody sees the difference."""
_LOW = 0.9
"""Points below which words are dust."""
_SCAN = 0.6
"""Share of the page from which a picture on it is a scan: its words are laid under or over it so that they can be
searched."""
_COVERS_MOST = 400
_DEEP = 8
_OBJECTS_MOST = 200_000


@dataclass
class Thing:
    """An object of the page in the order of drawing. `holder` is the form it lies in."""

    handle: Any
    holder: Any
    kind: int
    box: Box


@dataclass
class Looked:
    """`hidden` are objects with words that are not seen; `pictures` those larger than icons; `scan`: one fills the
    page; `words`: there are objects with words at all; `lines`: how many shapes are drawn, which may be letters."""

    hidden: list[Thing] = field(default_factory=list)
    pictures: list[Thing] = field(default_factory=list)
    scan: bool = False
    words: bool = False
    lines: int = 0


def look(page: Any) -> Looked:
    crop = tuple(page.get_cropbox())
    found = Looked()
    grounds: list[tuple[int, Box]] = []
    covers: list[tuple[int, Box]] = []
    words: list[tuple[int, Thing]] = []
    area = max((crop[2] - crop[0]) * (crop[3] - crop[1]), 1.0)
    for place, thing in enumerate(_things(page)):
        if thing.kind == pdfium.FPDF_PAGEOBJ_TEXT:
            words.append((place, thing))
        elif thing.kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            if not is_icon(*_pixels(thing.handle)):
                found.pictures.append(thing)
            found.scan = found.scan or _area(_common(thing.box, crop)) > _SCAN * area
            _keep(grounds, place, thing.box)
            _keep(covers, place, thing.box)
        else:
            found.lines += 1
            if thing.kind == pdfium.FPDF_PAGEOBJ_SHADING or _is_filled(thing.handle):
                _keep(grounds, place, thing.box)
                # The lines of tables cover nothing, and there are more of them than of anything else.
                if not _is_thin(thing.box):
                    _keep(covers, place, thing.box)
    found.words = bool(words)
    scans = [box for _place, box in covers if _area(_common(box, crop)) > _SCAN * area] if found.scan else []
    found.hidden = [thing for place, thing in words if _is_hidden(place, thing, crop, grounds, covers, scans)]
    return found


def _is_hidden(
    place: int,
    thing: Thing,
    crop: Any,
    grounds: list[tuple[int, Box]],
    covers: list[tuple[int, Box]],
    scans: list[Box],
) -> bool:
    box, handle = thing.box, thing.handle
    if box[2] <= crop[0] or box[0] >= crop[2] or box[3] <= crop[1] or box[1] >= crop[3]:
        return True
    if box[3] - box[1] < _LOW and _size(handle) < _LOW:
        return True
    if any(_holds(scan, box) for scan in scans):
        return False
    mode = pdfium.FPDFTextObj_GetTextRenderMode(handle)
    if mode == _INVISIBLE or _is_covered(place, box, covers):
        return True
    red, green, blue, alpha = _fill(handle)
    if mode not in (0, 4):
        return False
    if alpha == 0:
        return True
    pale = min(red, green, blue) >= _PALE
    return pale and not any(at < place and _touches(ground, box) for at, ground in grounds)


def _is_covered(place: int, box: Box, covers: list[tuple[int, Box]]) -> bool:
    """By something that is drawn later."""
    left, bottom, right, top = box
    for at, cover in reversed(covers):
        if at < place:
            return False
        # Most are elsewhere: quicker than their common area.
        if cover[0] >= right or cover[2] <= left or cover[1] >= top or cover[3] <= bottom:
            continue
        if _holds(cover, box):
            return True
    return False


def _things(page: Any) -> Iterator[Thing]:
    """Also those inside forms, in the order they are drawn."""
    todo = [
        (pdfium.FPDFPage_GetObject(page, number), None, 0)
        for number in reversed(range(min(pdfium.FPDFPage_CountObjects(page), _OBJECTS_MOST)))
    ]
    seen = 0
    while todo and seen < _OBJECTS_MOST:
        handle, holder, deep = todo.pop()
        seen += 1
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            if deep < _DEEP:
                inside = range(min(pdfium.FPDFFormObj_CountObjects(handle), _OBJECTS_MOST))
                todo += [
                    (pdfium.FPDFFormObj_GetObject(handle, number), handle, deep + 1)
                    for number in reversed(inside)
                ]
            continue
        box = _box(handle)
        if box is not None:
            yield Thing(handle, holder, kind, box)


def words_of(thing: Thing, textpage: Any) -> str:
    length = pdfium.FPDFTextObj_GetText(thing.handle, textpage, None, 0)
    if length <= 2:
        return ""
    room = ctypes.create_string_buffer(length)
    pdfium.FPDFTextObj_GetText(
        thing.handle, textpage, ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)), length
    )
    return room.raw.decode("utf-16-le", "replace").rstrip("\x00")


def take_out(things: list[Thing], page: Any) -> None:
    """From the page as it lies in memory, so that the words that are seen can be read without the others."""
    for thing in things:
        if thing.holder is None:
            gone = pdfium.FPDFPage_RemoveObject(page, thing.handle)
        else:
            gone = pdfium.FPDFFormObj_RemoveObject(thing.holder, thing.handle)
        if gone:
            pdfium.FPDFPageObj_Destroy(thing.handle)


def joined(things: list[Thing], textpage: Any) -> str:
    """Words that are not seen, as lines: objects may be single characters."""
    lines: list[str] = []
    last: Box | None = None
    for thing in things:
        text = words_of(thing, textpage)
        if not text:
            continue
        box = thing.box
        if last is not None and abs(box[1] - last[1]) < max(last[3] - last[1], box[3] - box[1]) * 0.6:
            gap = box[0] - last[2]
            lines[-1] += (" " if gap > (box[3] - box[1]) * 0.4 and text.isascii() else "") + text
        else:
            lines.append(text)
        last = box
    return "\n".join(lines)


def _keep(covers: list[tuple[int, Box]], place: int, box: Box) -> None:
    if len(covers) < _COVERS_MOST:
        covers.append((place, box))


def _is_thin(box: Box) -> bool:
    return min(box[2] - box[0], box[3] - box[1]) < _LOW


def _box(handle: Any) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return None
    return left.value, bottom.value, right.value, top.value


def _size(handle: Any) -> float:
    """Of the letters: a dash is low, and still seen."""
    size, matrix = ctypes.c_float(), pdfium.FS_MATRIX()
    if not pdfium.FPDFTextObj_GetFontSize(handle, size) or not pdfium.FPDFPageObj_GetMatrix(handle, matrix):
        return 10.0
    return abs(size.value) * math.hypot(matrix.c, matrix.d)


def _pixels(handle: Any) -> tuple[int, int]:
    width, height = ctypes.c_uint(), ctypes.c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(handle, width, height)
    return width.value, height.value


def _fill(handle: Any) -> tuple[int, int, int, int]:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha):
        return 0, 0, 0, 255
    return red.value, green.value, blue.value, alpha.value


def _is_filled(handle: Any) -> bool:
    if pdfium.FPDFPageObj_GetType(handle) != pdfium.FPDF_PAGEOBJ_PATH:
        return False
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(handle, fill, stroke) or not fill.value:
        return False
    return _fill(handle)[3] > 200


def _common(one: Box, other: Any) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _area(box: Box) -> float:
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)


def _touches(cover: Box, box: Box) -> bool:
    return _area(_common(cover, box)) > 0


def _holds(cover: Box, box: Box) -> bool:
    return _area(_common(cover, box)) >= 0.9 * max(_area(box), 1e-6)
