"""DOCX: the running text, what stands around it, what was struck out or hidden, and every other part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from mingtang.foundation.containers import markup
from mingtang.foundation.containers.archive import Archive
from mingtang.foundation.containers.markup import attribute, child, name_of
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.extraction.docx_looks import UNKNOWN, Looks, fill_in
from mingtang.foundation.extraction.docx_paragraph import (
    BOX,
    ParagraphReader,
    State,
    choices,
    row_state,
)
from mingtang.foundation.extraction.grid_names import cell_name
from mingtang.foundation.extraction.items import Item
from mingtang.foundation.extraction.making import Making
from mingtang.foundation.extraction.package import Inner, Package
from mingtang.foundation.tables.word_parts import count, within
from mingtang.kernel.guard.pieces import Cell, Part, Piece

_TAGS = ("p", "tbl", "tr", "tc", "comment", "background", "sdtPr")
_CELL_MOST = 16_000
"""Characters after which the words of a cell are handed on: whole papers are laid out in one."""
_DEEP = 20
_PARTS = {"header": Part.HEADER, "footer": Part.HEADER, "footnotes": Part.FOOTNOTE, "endnotes": Part.FOOTNOTE}


def read(archive: Archive, data: bytes, making: Making, inner: Inner) -> Iterator[Item]:
    package = Package(archive, making)
    yield from package.doubts(data)
    main = archive.main_part()
    parts = package.parts(main)
    styles = None
    for name in parts.get("styles", ()):
        try:
            styles = archive.xml(name)
        except Refused:
            # `rest` comes to it, and says so.
            continue
    looks = Looks(styles)
    yield from package.part(main, lambda name: _Story(archive, making, looks, Part.TEXT).read(name))
    for kind, part in _PARTS.items():
        for name in parts.get(kind, ()):
            yield from package.part(name, _Story(archive, making, looks, part, label=kind).read, kind)
    for name in parts.get("comments", ()):
        yield from package.part(name, _Story(archive, making, looks, Part.COMMENT).read, "comments")
    yield from package.properties()
    yield from package.rest(inner)


@dataclass
class _Table:
    """A table while its cells come by. Rows and columns count from 0."""

    number: int
    behind: str = ""
    row: int = -1
    column: int = -1
    width: int = 1
    state: State = "shown"
    cell: Any = None
    fill: str | None = None
    lines: list[str] = field(default_factory=list)
    size: int = 0

    @property
    def at(self) -> Cell:
        return Cell(self.number, self.row, self.column)


class _Story:
    """A part made of paragraphs and tables, read as a stream."""

    def __init__(
        self, archive: Archive, making: Making, looks: Looks, part: Part, *, label: str = ""
    ) -> None:
        self._archive = archive
        self._making = making
        self._looks = looks
        self._part = part
        self._label = label
        self._tables: list[_Table] = []
        self._page = ""
        self._reader = ParagraphReader(looks)
        self._authors: set[str] = set()

    def read(self, name: str) -> Iterator[Piece]:
        inside = 0
        with self._archive.open(name) as source:
            for begins, element in markup.events(source, *_TAGS):
                tag = name_of(element)
                if tag == "p":
                    inside += 1 if begins else -1
                    if not begins and not inside:
                        yield from self._paragraph(element)
                        markup.drop(element)
                # What stands inside a paragraph is read with it: text boxes.
                elif not inside:
                    yield from self._begin(tag, element) if begins else self._end(tag, element)
        for text in self._reader.left_open():
            yield from self._making.text(text, Part.FORMULA, hidden=True)
        for author in sorted(self._authors | self._reader.authors):
            yield from self._making.text(author, Part.PROPERTY, label="author", hidden=True)

    def _begin(self, tag: str, element: Any) -> Iterator[Piece]:
        if tag == "background":
            self._page = UNKNOWN
        elif tag == "comment" and len(self._authors) < 1000:
            self._authors.update((attribute(element, "author"), attribute(element, "initials")))
        elif tag == "tbl":
            if self._tables:
                # What a cell says before a table inside it comes before that.
                yield from self._flush(self._tables[-1])
            if len(self._tables) >= _DEEP:
                raise Refused("too-large")
            self._tables.append(_Table(self._making.table()))
        elif tag == "tr" and self._tables:
            table = self._tables[-1]
            if table.row < 0:
                table.behind = self._behind_table(child(element.getparent(), "tblPr"))
            table.row += 1
            table.column, table.width = -1, 1
        elif tag == "tc" and self._tables:
            self._begin_cell(self._tables[-1], element)

    def _begin_cell(self, table: _Table, element: Any) -> None:
        if table.column < 0:
            properties = next((part for part in _row_of(element) if name_of(part) == "trPr"), None)
            table.state = row_state(properties)
            if properties is not None:
                table.column += min(count(properties, 0, "gridBefore"), 500)
        table.column += table.width
        table.width, table.cell, table.fill = 1, element, None

    def _end(self, tag: str, element: Any) -> Iterator[Piece]:
        if tag == "sdtPr":
            for text in choices(element):
                yield from self._making.text(text, Part.ALT, hidden=True)
        elif tag == "tc" and self._tables:
            table = self._tables[-1]
            self._look_at_cell(table)
            yield from self._flush(table)
            table.cell = None
            element.clear()
        elif tag == "tr":
            element.clear()
        elif tag == "tbl" and self._tables:
            yield from self._flush(self._tables[-1])
            self._tables.pop()
            if self._tables:
                element.clear()
            else:
                markup.drop(element)

    def _look_at_cell(self, table: _Table) -> None:
        """Its width and fill are known only once something of it was read."""
        if table.fill is None and table.cell is not None:
            properties = child(table.cell, "tcPr")
            table.fill = fill_in(properties) or table.behind
            table.width = max(min(count(table.cell, 1, "tcPr", "gridSpan"), 500), 1)

    def _behind_table(self, properties: Any | None) -> str:
        styled = None if properties is None else child(properties, "tblStyle")
        if styled is not None and attribute(styled, "val") in self._looks.patterned:
            return UNKNOWN
        return fill_in(properties) or self._page

    def _paragraph(self, paragraph: Any) -> Iterator[Piece]:
        if not self._tables:
            yield from self._say(paragraph, self._page, "shown", None)
            return
        table = self._tables[-1]
        self._look_at_cell(table)
        yield from self._say(paragraph, table.fill or "", table.state, table)
        if table.size > _CELL_MOST:
            yield from self._flush(table)

    def _flush(self, table: _Table) -> Iterator[Piece]:
        if table.lines:
            text = "\n".join(table.lines)
            table.lines.clear()
            table.size = 0
            part = Part.CELL if self._part == Part.TEXT else self._part
            name = cell_name(table.row, table.column)
            yield from self._making.text(text, part, label=self._label, cell=name, at=table.at)

    def _say(
        self, paragraph: Any, behind: str, state: State, table: _Table | None, *, seen: bool = True
    ) -> Iterator[Piece]:
        found = self._reader.read(paragraph, behind, state=state)
        at = None if table is None else table.at
        cell = "" if table is None else cell_name(table.row, table.column)
        making, label = self._making, self._label
        for text in found.hidden():
            yield from making.text(text, self._part, label=label, cell=cell, hidden=True, at=at)
        for text in found.deleted():
            yield from making.text(text, Part.DELETED, label=label, cell=cell, hidden=True, at=at)
        for sort, text in found.more:
            part = {"alt": Part.ALT, "link": Part.LINK}.get(sort, Part.FORMULA)
            yield from making.text(text, part, label=label, hidden=True)
        shown = found.shown()
        if shown.strip():
            if table is None or not seen:
                yield from making.text(shown, self._part, label=label, hidden=not seen)
            else:
                table.lines.append(shown)
                table.size += len(shown)
        for box, visible in found.boxes:
            yield from self._box(box, visible and seen, 0)

    def _box(self, box: Any, seen: bool, deep: int) -> Iterator[Piece]:
        """What stands in a text box; its tables have numbers of their own."""
        if deep > _DEEP:
            raise Refused("too-large")
        for block in within(box, ("p", "tbl")):
            if name_of(block) == "p":
                yield from self._say(block, BOX, "shown", None, seen=seen)
                continue
            table = _Table(self._making.table(), BOX)
            for row in within(block, ("tr",)):
                table.row, table.column = table.row + 1, -1
                table.state = row_state(child(row, "trPr"))
                for cell in within(row, ("tc",)):
                    table.column += 1
                    for inside in within(cell, ("p", "tbl")):
                        if name_of(inside) == "p":
                            yield from self._say(inside, BOX, table.state, table, seen=seen)
                        else:
                            yield from self._box([inside], seen, deep + 1)
                    yield from self._flush(table)


def _row_of(cell: Any) -> Any:
    """The row, also from inside content controls."""
    for above in cell.iterancestors():
        if name_of(above) == "tr":
            return above
    return ()
