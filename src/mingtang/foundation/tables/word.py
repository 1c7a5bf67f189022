"""Tables of a DOCX file, each with the paragraphs before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mingtang.foundation.containers.archive import Archive
from mingtang.foundation.containers.markup import attribute, child, name_of
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.tables import notes
from mingtang.foundation.tables.cells import clean
from mingtang.foundation.tables.grids import Budget, Merge, Sheet
from mingtang.foundation.tables.numbering import Numbering
from mingtang.foundation.tables.word_parts import count, merge_of, rows_of, within
from mingtang.foundation.tables.word_text import TextReader
from mingtang.kernel.catalogue.grid import Grid


def read(archive: Archive, budget: Budget) -> list[Grid]:
    main = archive.main_part()
    parts = {kind: target for kind, target in archive.relations(main).values() if target in archive}
    extra = {kind: archive.xml(parts[kind]) for kind in ("numbering", "styles") if kind in parts}
    body = child(archive.xml(main), "body")
    if body is None:
        raise Refused("damaged")
    return _Reader(Numbering(extra.get("numbering"), extra.get("styles")), budget).read(body)


@dataclass
class _Span:
    top: int
    left: int
    bottom: int
    right: int

    @property
    def merge(self) -> Merge:
        return self.top, self.left, self.bottom, self.right


class _Reader:
    def __init__(self, numbering: Numbering, budget: Budget) -> None:
        self._text = TextReader(numbering, budget.notes)
        self._budget = budget
        self._grids: list[Grid] = []
        self._before: list[str] = []

    def read(self, body: Any) -> list[Grid]:
        for block in within(body, ("p", "tbl")):
            if name_of(block) == "tbl":
                self._table(block)
                continue
            self._before += filter(None, (clean(line) for line in self._text.paragraph(block).split("\n")))
            # A table inside a text box stands where its paragraph stands.
            for box in block.iter("{*}txbxContent"):
                if not any(name_of(above) in ("Fallback", "txbxContent") for above in box.iterancestors()):
                    for table in within(box, ("tbl",)):
                        self._table(table)
        return self._grids

    def _table(self, table: Any) -> None:
        caption = child(table, "tblPr", "tblCaption")
        sheet = Sheet("" if caption is None else attribute(caption, "val"), self._budget, self._before)
        self._before = []
        spans: list[_Span] = []
        above: dict[int, _Span] = {}
        for number, row in enumerate(self._rows(table), 1):
            above = self._row(sheet, number, row, above, spans)
        sheet.merges = [span.merge for span in spans]
        self._grids.append(sheet.grid())

    def _rows(self, table: Any) -> Iterator[Any]:
        if any(
            child(row, "trPr", mark) is not None for row in within(table, ("tr",)) for mark in ("del", "ins")
        ):
            self._budget.notes.add(notes.TRACKED_CHANGES)
        return rows_of(table)

    def _row(
        self, sheet: Sheet, number: int, row: Any, above: dict[int, _Span], spans: list[_Span]
    ) -> dict[int, _Span]:
        """Fills the sheet, adds to the spans, and returns those that may go on in the next row by first column."""
        column = count(row, 0, "trPr", "gridBefore")
        going: dict[int, _Span] = {}
        span: _Span | None = None
        for cell in within(row, ("tc",)):
            width = min(count(cell, 1, "tcPr", "gridSpan"), self._budget.limits.columns) or 1
            downward = merge_of(cell, "vMerge")
            if span is not None and merge_of(cell, "hMerge") == "continue":
                span.right = column + width - 1
            elif downward == "continue" and column in above:
                span = going[column] = above.pop(column)
                span.bottom = number
            else:
                span = _Span(number, column, number, column + width - 1)
                spans.append(span)
                if downward:
                    going[column] = span
                sheet.put(number, column, self._cell(cell))
            column += width
        return going

    def _cell(self, cell: Any) -> str:
        return "\n".join(self._lines(cell))

    def _lines(self, parent: Any) -> Iterator[str]:
        """Paragraphs; a table inside gives a line for each of its rows."""
        for block in within(parent, ("p", "tbl")):
            if name_of(block) == "p":
                yield self._text.paragraph(block)
            else:
                for row in self._rows(block):
                    texts = (clean(self._cell(cell)) for cell in within(row, ("tc",)))
                    yield " ".join(filter(None, texts))
