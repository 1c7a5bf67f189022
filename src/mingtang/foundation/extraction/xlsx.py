"""XLSX: the workbook as a whole. Its sheets are read in `xlsx_sheet`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from mingtang.foundation.containers import markup
from mingtang.foundation.containers.archive import Archive
from mingtang.foundation.extraction.items import Item
from mingtang.foundation.extraction.making import Making
from mingtang.foundation.extraction.package import Inner, Package
from mingtang.foundation.extraction.xlsx_sheet import Sheet
from mingtang.foundation.extraction.xlsx_styles import CellStyle, codes_with_words, styles
from mingtang.foundation.tables.workbook import text_of
from mingtang.kernel.guard.pieces import Part, Piece

_NAMES_MOST = 50_000


@dataclass
class Book:
    """What the sheets share. `used` marks the texts that a cell shows."""

    texts: list[str] = field(default_factory=list)
    used: bytearray = field(default_factory=bytearray)
    styles: list[CellStyle] = field(default_factory=list)
    since_1904: bool = False


def read(archive: Archive, data: bytes, making: Making, inner: Inner) -> Iterator[Item]:
    package = Package(archive, making)
    yield from package.doubts(data)
    main = archive.main_part()
    parts = package.parts(main)
    book = Book()
    for name in parts.get("sharedStrings", ()):
        yield from package.part(name, lambda name: _texts(archive, name, book, making))
    for name in parts.get("styles", ()):
        yield from package.part(name, lambda name: _styles(archive, name, book, making))
    yield from package.part(main, lambda name: _workbook(package, name, book))
    yield from _left_over(book, making)
    yield from package.properties()
    yield from package.rest(inner)


def _texts(archive: Archive, name: str, book: Book, making: Making) -> Iterator[Piece]:
    with archive.open(name) as source:
        for entry in markup.stream(source, "si"):
            book.texts.append(text_of(entry))
            # Readings above the words, which nobody has to show.
            for reading in markup.children(entry, "rPh"):
                text = "".join(reading.itertext())
                yield from making.text(text, Part.PROPERTY, label="phonetic", hidden=True)
    book.used = bytearray(len(book.texts))


def _styles(archive: Archive, name: str, book: Book, making: Making) -> Iterator[Piece]:
    root = archive.xml(name)
    book.styles = list(styles(root))
    for code in codes_with_words(root):
        yield from making.text(code, Part.FORMULA, label="numFmt", hidden=True)


def _workbook(package: Package, name: str, book: Book) -> Iterator[Item]:
    making, archive = package.making, package.archive
    root = archive.xml(name)
    book.since_1904 = any(
        markup.attribute(entry, "date1904").lower() in ("1", "true")
        for entry in markup.children(root, "workbookPr")
    )
    book.used = book.used or bytearray(len(book.texts))
    relations = package.relations(name)
    for entry in markup.inside(root, "sheets"):
        label = markup.attribute(entry, "name")
        hidden = markup.attribute(entry, "state", "visible") != "visible"
        yield from making.text(label, Part.PROPERTY, label="sheet", hidden=hidden)
        kind, part = relations.get(_relation(entry), ("", ""))
        if kind == "worksheet" and part in archive:
            yield from package.part(part, Sheet(package, book, label, hidden).read, label)
    for entry in markup.inside(root, "definedNames")[:_NAMES_MOST]:
        for text in (markup.attribute(entry, "name"), entry.text or "", markup.attribute(entry, "comment")):
            yield from making.text(text, Part.FORMULA, label="definedName", hidden=True)
    for entry in root.iter("{*}fileSharing", "{*}customWorkbookView"):
        for key in ("userName", "name"):
            yield from making.text(markup.attribute(entry, key), Part.PROPERTY, label=key, hidden=True)


def _relation(entry: Any) -> str:
    """A sheet has a number of its own as well, without a namespace."""
    return next((str(value) for key, value in entry.attrib.items() if key.endswith("}id")), "")


def _left_over(book: Book, making: Making) -> Iterator[Piece]:
    """Texts no cell shows any more: some programs leave them behind when cells are emptied."""
    for number, text in enumerate(book.texts):
        if number >= len(book.used) or not book.used[number]:
            yield from making.text(text, Part.DELETED, label="sharedStrings", hidden=True)
