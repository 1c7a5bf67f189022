"""What a PDF draws where no reader of its pages looks: in patterns, in masks, inside the letters of a font; and what
cameras wrote into its photographs."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from mingtang.foundation.containers.pdf_photographs import photograph_in
from mingtang.foundation.extraction import pictures
from mingtang.foundation.extraction.items import Item, Unread
from mingtang.foundation.extraction.making import Making
from mingtang.foundation.extraction.numbers import Numbers
from mingtang.foundation.extraction.pdf_past import Lines, words_of_pages
from mingtang.foundation.inspection.pdf import within
from mingtang.kernel.guard.pieces import Part, Piece

_DRAWINGS_MOST = 1_000
_PAGE = 14_400
"""Points of the longest side a page may have; half of it lies on each side of where drawings begin."""
_DRAWS_WORDS = re.compile(rb"T[jJ]|\bDo\b|[)>]\s*['\"]")


def drawings(document: pikepdf.Pdf, making: Making, lines: Lines) -> Iterator[Item]:
    """Each is laid on a page of its own, and read like one."""
    with pikepdf.new() as apart:
        for drawing, resources in _found(document):
            if len(apart.pages) >= _DRAWINGS_MOST:
                yield Unread(making.place(), "letters")
                break
            page = apart.add_blank_page(page_size=(_PAGE, _PAGE))
            page.obj.MediaBox = pikepdf.Array([-_PAGE / 2, -_PAGE / 2, _PAGE / 2, _PAGE / 2])
            page.obj.Contents = apart.make_stream(drawing)
            if isinstance(resources, pikepdf.Dictionary):
                page.obj.Resources = apart.copy_foreign(document.make_indirect(resources))
        if not apart.pages:
            return
        out = io.BytesIO()
        apart.save(out)
    for _page, text in words_of_pages(out.getvalue()):
        yield from making.text(lines.new(text))


def _found(document: pikepdf.Pdf) -> Iterator[tuple[bytes, Any]]:
    for thing in document.objects:
        for found in within(thing, 0):
            if isinstance(found, pikepdf.Stream) and found.get("/PatternType") == 1:
                yield from _drawing(found, found.get("/Resources"))
            elif found.get("/Subtype") == "/Type3":
                letters = found.get("/CharProcs")
                for letter in letters.values() if isinstance(letters, pikepdf.Dictionary) else ():
                    yield from _drawing(letter, found.get("/Resources"))
            mask = found.get("/SMask")
            if isinstance(mask, pikepdf.Dictionary):
                group = mask.get("/G")
                yield from _drawing(group, group.get("/Resources") if group is not None else None)


def _drawing(stream: Any, resources: Any) -> Iterator[tuple[bytes, Any]]:
    if isinstance(stream, pikepdf.Stream):
        drawing = stream.read_bytes()
        if _DRAWS_WORDS.search(drawing):
            yield drawing, resources


def photograph(
    document: pikepdf.Pdf, stream: pikepdf.Stream, making: Making, numbers: Numbers, page: int
) -> Iterator[Piece]:
    """What stands in a JPEG or JPEG 2000 beside its pixels: it goes out with the PDF as it was taken."""
    found = photograph_in(document, stream)
    if found is None:
        return
    kind, data = found
    if kind == "jpeg":
        for item in pictures.read(data, making, page=page, label="JPEG", drawn=False):
            if isinstance(item, Piece):
                numbers.add(item.text)
                yield item
    for number in numbers.new(data):
        yield from making.text(number, Part.PROPERTY, label="JPEG", page=page, hidden=True)
