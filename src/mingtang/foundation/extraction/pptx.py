"""PPTX: slides in their order, also hidden ones, with notes, comments and what lies beside the slide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mingtang.foundation.containers.archive import Archive
from mingtang.foundation.containers.markup import attribute, child, children, name_of
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.extraction.grid_names import cell_name
from mingtang.foundation.extraction.items import Item
from mingtang.foundation.extraction.making import Making
from mingtang.foundation.extraction.package import Inner, Package
from mingtang.kernel.guard.pieces import Cell, Part, Piece

_SHAPES = ("sp", "pic", "graphicFrame", "cxnSp", "contentPart")
_DEEP = 50


def read(archive: Archive, data: bytes, making: Making, inner: Inner) -> Iterator[Item]:
    package = Package(archive, making)
    yield from package.doubts(data)
    main = archive.main_part()
    yield from package.part(main, lambda name: _show(package, name))
    yield from package.properties()
    yield from package.rest(inner)


def _show(package: Package, main: str) -> Iterator[Item]:
    root = package.archive.xml(main)
    relations = package.relations(main)
    size = child(root, "sldSz")
    wide, high = (0, 0) if size is None else (_number(size, "cx"), _number(size, "cy"))
    for page, entry in enumerate(root.iter("{*}sldId"), 1):
        _kind, name = relations.get(_relation(entry), ("", ""))
        slide = _Slide(package, page, wide, high)
        yield from package.part(name, slide.read, f"{page}")
        parts = package.parts(name)
        for below in parts.get("notesSlide", ()):
            yield from package.part(below, slide.notes, f"{page}")
        for kind in ("comments", "comment"):
            for below in parts.get(kind, ()):
                yield from package.words(below, Part.COMMENT, label="", hidden=False, page=page)
        for below in parts.get("image", ()):
            yield from package.picture(below, page)
        for kind in ("chart", "diagramData"):
            for below in parts.get(kind, ()):
                yield from package.words(below, Part.TEXT, label="", hidden=False, page=page)


class _Slide:
    def __init__(self, package: Package, page: int, wide: int, high: int) -> None:
        self._package = package
        self._making = package.making
        self._page = page
        self._size = wide, high

    def read(self, name: str) -> Iterator[Piece]:
        root = self._package.archive.xml(name)
        hidden = attribute(root, "show") in ("0", "false")
        tree = child(root, "cSld", "spTree")
        if tree is None:
            raise Refused("damaged")
        yield from self._shapes(tree, Part.TEXT, hidden, 0)

    def notes(self, name: str) -> Iterator[Piece]:
        tree = child(self._package.archive.xml(name), "cSld", "spTree")
        if tree is None:
            raise Refused("damaged")
        yield from self._shapes(tree, Part.NOTES, False, 0)

    def _shapes(self, tree: Any, part: Part, hidden: bool, deep: int) -> Iterator[Piece]:
        if deep > _DEEP:
            raise Refused("too-large")
        for shape in tree:
            name = name_of(shape)
            if name == "grpSp":
                yield from self._shapes(shape, part, hidden or self._is_hidden(shape), deep + 1)
            elif name == "AlternateContent":
                # Two renderings of the same: of the second only what the first does not say.
                said: set[str] = set()
                for rendering in shape:
                    found = list(self._shapes(rendering, part, hidden or bool(said), deep + 1))
                    yield from (piece for piece in found if piece.text not in said)
                    said.update(piece.text for piece in found)
            elif name in _SHAPES:
                beside = deep == 0 and part == Part.TEXT and self._is_beside(shape)
                yield from self._shape(shape, part, hidden or beside or self._is_hidden(shape))

    def _shape(self, shape: Any, part: Part, hidden: bool) -> Iterator[Piece]:
        for named in shape.iter("{*}cNvPr"):
            for key in ("descr", "title", "name"):
                yield from self._making.text(attribute(named, key), Part.ALT, page=self._page, hidden=True)
        for link in shape.iter("{*}hlinkClick", "{*}hlinkHover"):
            yield from self._making.text(attribute(link, "tooltip"), Part.ALT, page=self._page, hidden=True)
        for table in shape.iter("{*}tbl"):
            yield from self._table(table, part, hidden)
        for body in shape.iter("{*}txBody"):
            if name_of(body.getparent()) != "tc":
                for paragraph in children(body, "p"):
                    yield from self._making.text(_text(paragraph), part, page=self._page, hidden=hidden)

    def _table(self, table: Any, part: Part, hidden: bool) -> Iterator[Piece]:
        number = self._making.table()
        for row, line in enumerate(children(table, "tr")):
            for column, cell in enumerate(children(line, "tc")):
                text = "\n".join(_text(paragraph) for paragraph in cell.iter("{*}p"))
                yield from self._making.text(
                    text,
                    Part.CELL if part == Part.TEXT else part,
                    page=self._page,
                    cell=cell_name(row, column),
                    hidden=hidden,
                    at=Cell(number, row, column),
                )

    def _is_hidden(self, shape: Any) -> bool:
        for kind in shape:
            if name_of(kind).startswith("nv"):
                named = child(kind, "cNvPr")
                return named is not None and attribute(named, "hidden") in ("1", "true")
        return False

    def _is_beside(self, shape: Any) -> bool:
        """Whether it lies outside the slide. Places of shapes in groups have measures of their own."""
        wide, high = self._size
        frame = child(shape, "spPr", "xfrm")
        frame = child(shape, "xfrm") if frame is None else frame
        place = None if frame is None else child(frame, "off")
        extent = None if frame is None else child(frame, "ext")
        if place is None or extent is None or not wide or not high:
            return False
        left, top = _number(place, "x"), _number(place, "y")
        right, bottom = left + _number(extent, "cx"), top + _number(extent, "cy")
        return right <= 0 or bottom <= 0 or left >= wide or top >= high


def _text(paragraph: Any) -> str:
    pieces = []
    for part in paragraph.iter("{*}t", "{*}br"):
        pieces.append("\n" if name_of(part) == "br" else part.text or "")
    return "".join(pieces)


def _relation(entry: Any) -> str:
    """It has an id of its own as well, without a namespace."""
    return next((str(value) for key, value in entry.attrib.items() if key.endswith("}id")), "")


def _number(element: Any, name: str) -> int:
    try:
        return int(attribute(element, name))
    except ValueError:
        return 0
