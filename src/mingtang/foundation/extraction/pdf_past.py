"""What a PDF once was and still carries: earlier versions below changes laid on top, pages that were taken out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2

from mingtang.foundation.extraction.items import Item, Unread
from mingtang.foundation.extraction.making import Making
from mingtang.kernel.guard.pieces import Part

_END = b"%%EOF"
_VERSIONS_MOST, _PAGES_MOST, _OBJECTS_MOST = 8, 2_000, 200_000
_LINES_MOST = 400_000


class Lines:
    """Lines of the newest version, so that of earlier ones only what is no longer there is told."""

    def __init__(self) -> None:
        self._known: set[int] = set()

    def add(self, text: str) -> None:
        if len(self._known) < _LINES_MOST:
            self._known.update(hash(line) for line in map(_bare, text.split("\n")))

    def new(self, text: str) -> str:
        lines = [line for line in text.split("\n") if hash(_bare(line)) not in self._known]
        self.add(text)
        return "\n".join(lines)


def _bare(line: str) -> str:
    return "".join(line.split())


def read(data: bytes, making: Making, lines: Lines, pages: int) -> Iterator[Item]:
    yield from _versions(data, making, lines, pages)
    yield from _taken_out(data, making, lines)


def _versions(data: bytes, making: Making, lines: Lines, pages: int) -> Iterator[Item]:
    ends: list[int] = []
    at = data.find(_END)
    while at >= 0 and len(ends) < 1000:
        ends.append(at + len(_END))
        at = data.find(_END, at + 1)
    if b"/Linearized" in data[:1024]:
        # Made for slow networks: the first end is that of no version.
        del ends[:1]
    if len(ends) > _VERSIONS_MOST + 1 or (len(ends) > 1 and pages * len(ends) > _PAGES_MOST):
        yield Unread(making.place(Part.DELETED), "versions")
        ends = ends[-2:] if pages * 2 <= _PAGES_MOST else []
    for end in reversed(ends[:-1]):
        yield from _pages(data[:end], making, lines)


def _pages(data: bytes, making: Making, lines: Lines) -> Iterator[Item]:
    for page, text in words_of_pages(data):
        yield from making.text(lines.new(text), Part.DELETED, page=page, hidden=True)


def words_of_pages(data: bytes) -> Iterator[tuple[int, str]]:
    """Number of the page from 1, text; nothing for what is no PDF."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    try:
        for number in range(min(len(document), _PAGES_MOST)):
            yield number + 1, _text(document, number)
    finally:
        document.close()


def _text(document: Any, number: int) -> str:
    try:
        page = document[number]
        textpage = page.get_textpage()
        text: str = textpage.get_text_range().replace("\r\n", "\n")
        textpage.close()
        page.close()
    except pypdfium2.PdfiumError:
        return ""
    return text


def _taken_out(data: bytes, making: Making, lines: Lines) -> Iterator[Item]:
    """Pages that no list of pages names any more."""
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as document:
        if len(document.objects) > _OBJECTS_MOST:
            return
        named = {page.obj.objgen for page in document.pages}
        lost = [
            thing
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary)
            and thing.get("/Type") == "/Page"
            and thing.objgen not in named
        ]
        if not lost:
            return
        with pikepdf.new() as apart:
            for thing in lost[:_PAGES_MOST]:
                apart.pages.append(pikepdf.Page(thing))
            out = io.BytesIO()
            apart.save(out)
    yield from _pages(out.getvalue(), making, lines)
