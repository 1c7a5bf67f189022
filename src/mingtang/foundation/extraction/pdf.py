"""PDF page by page: the words, those nobody sees, pictures; then what its objects say (`pdf_objects`, `pdf_past`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.extraction import pdf_looks, pdf_objects, pdf_past
from mingtang.foundation.extraction.items import Item, Picture, Unread, careful
from mingtang.foundation.extraction.making import Making
from mingtang.foundation.extraction.numbers import Numbers
from mingtang.foundation.extraction.pictures import as_png
from mingtang.foundation.inspection import whole
from mingtang.kernel.guard.pieces import Part, Piece

_STRANGE = re.compile("[\x00-\x01\x03-\x08\x0e-\x1f\ue000-\uf8ff\ufffd-\uffff]")
_STRANGE_SHARE, _STRANGE_LEAST = 10, 20
_SCALE = 2.0
"""Of pages drawn for who reads pictures: 144 dots per inch."""
_SIDE_MOST = 3000
_WORDS = 10
"""Characters below which a page with a picture is a scan."""
_LINES = 50
"""Shapes from which a page without words may show words drawn as shapes."""
_FULL = 0.85
_LINE_LEAST = 15
_HAN = "[\u4e00-\u9fff]"
_GOES_ON = re.compile(_HAN + r"$|[、，《（]$")
_GOES_ON_WITH = re.compile("^" + _HAN)


def read(data: bytes, making: Making) -> Iterator[Item]:
    numbers = Numbers()
    for item in _read(data, making, numbers):
        if isinstance(item, Piece):
            numbers.add(item.text)
        yield item


def _read(data: bytes, making: Making, numbers: Numbers) -> Iterator[Item]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        password = pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "assword" in str(error)
        raise Refused("encrypted" if password else "damaged") from error
    try:
        whole.pdf_ends_well(data)
        whole.no_archive_behind(data)
    except Refused as refused:
        yield Unread(making.place(), refused.code)
    lines = pdf_past.Lines()
    number = len(document)
    if not number:
        yield Unread(making.place(), "damaged")
    for page in range(number):
        yield from careful(_page(document, page, making, lines), making.place(page=page + 1))
    document.close()
    yield from careful(pdf_past.read(data, making, lines, number), making.place(Part.DELETED))
    yield from careful(pdf_objects.read(data, making, lines, numbers), making.place(Part.PROPERTY))
    yield from careful(pdf_objects.between(data, making, numbers), making.place(Part.PROPERTY))


def _page(document: Any, number: int, making: Making, lines: pdf_past.Lines) -> Iterator[Item]:
    page = document[number]
    try:
        looked = pdf_looks.look(page)
        textpage = page.get_textpage()
        hidden = pdf_looks.joined(looked.hidden, textpage) if looked.hidden else ""
        appearances = list(_appearances(page, textpage))
        if looked.hidden:
            textpage.close()
            pdf_looks.take_out(looked.hidden, page)
            textpage = page.get_textpage()
        text = textpage.get_text_range().replace("\r\n", "\n").replace("\x02\n", "").replace("\x02", "")
        textpage.close()
        lines.add(text)
        lines.add(hidden)
        place = making.place(page=number + 1)
        if _is_strange(text) or _is_strange(hidden):
            yield Unread(place, "letters")
            if making.purse.pays(_SIDE_MOST * 1000):
                yield Picture(place, _drawn(page))
        elif looked.pictures or (len(text.strip()) < _WORDS and looked.lines > _LINES):
            yield from _pictures(page, looked, len(text.strip()), making, number + 1)
        elif looked.words and not text.strip() and not hidden.strip():
            yield Unread(place, "letters")
        yield from making.text(hidden, page=number + 1, hidden=True)
        for appearance in appearances:
            yield from making.text(appearance, Part.ANNOTATION, page=number + 1)
        yield from making.text(flowing(text), page=number + 1)
    finally:
        page.close()


def _pictures(
    page: Any, looked: pdf_looks.Looked, words: int, making: Making, number: int
) -> Iterator[Picture]:
    place = making.place(Part.PICTURE, page=number)
    if words < _WORDS:
        yield Picture(place, _drawn(page) if making.purse.pays(_SIDE_MOST * 1000) else b"")
        return
    # A scan whose words lie under it was read by a program already.
    if looked.scan and len(looked.pictures) == 1:
        return
    for thing in looked.pictures:
        yield Picture(place, _raw(thing) if making.purse.pays(_SIDE_MOST * 500) else b"")


def _raw(thing: pdf_looks.Thing) -> bytes:
    bitmap = pdfium.FPDFImageObj_GetBitmap(thing.handle)
    if not bitmap:
        return b""
    return as_png(pypdfium2.PdfBitmap.from_raw(bitmap).to_pil())


def _drawn(page: Any) -> bytes:
    side = max(page.get_width(), page.get_height(), 1)
    return as_png(page.render(scale=min(_SCALE, _SIDE_MOST / side)).to_pil())


def _appearances(page: Any, textpage: Any) -> Iterator[str]:
    """Words drawn by annotations: stamps, fields, boxes of text."""
    for number in range(min(pdfium.FPDFPage_GetAnnotCount(page), 5000)):
        annotation = pdfium.FPDFPage_GetAnnot(page, number)
        if not annotation:
            continue
        try:
            things = []
            for place in range(min(pdfium.FPDFAnnot_GetObjectCount(annotation), 5000)):
                handle = pdfium.FPDFAnnot_GetObject(annotation, place)
                if handle and pdfium.FPDFPageObj_GetType(handle) == pdfium.FPDF_PAGEOBJ_TEXT:
                    things.append(pdf_looks.Thing(handle, None, pdfium.FPDF_PAGEOBJ_TEXT, (0, 0, 0, 0)))
            text = "".join(pdf_looks.words_of(thing, textpage) for thing in things)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
        if text.strip():
            yield text


def _is_strange(text: str) -> bool:
    """Fonts that do not say which letters they draw: what comes out are no words, whatever the page shows."""
    return len(text) >= _STRANGE_LEAST and len(_STRANGE.findall(text)) * _STRANGE_SHARE > len(text)


def flowing(text: str) -> str:
    """Lines that only the width of the page ended are one again, where words go on; numbers are left as they are."""
    lines = text.split("\n")
    widest = max(map(len, lines), default=0)
    if widest < _LINE_LEAST:
        return text
    least = max(widest * _FULL, _LINE_LEAST)
    pieces: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        on = (
            len(line) >= least
            and " " not in line.strip()
            and _GOES_ON.search(line)
            and _GOES_ON_WITH.match(following)
        )
        pieces.append(line if on else line + "\n")
    return "".join(pieces).removesuffix("\n")
