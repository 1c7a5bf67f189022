"""Tables of an HTML page. Many systems export one under the name of .xls; browsers save one, also as MHTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from mingtang.foundation.containers.decoding import decode
from mingtang.foundation.containers.markup import name_of, reason, was_cut_off
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.tables import notes
from mingtang.foundation.tables.cells import clean
from mingtang.foundation.tables.grids import Budget, Sheet
from mingtang.foundation.tables.page_text import ends_line, is_hidden, text_of, words
from mingtang.kernel.catalogue.grid import Grid

_OTHER_ENCODING = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*(big5|shift_jis|euc-kr|windows-1252)", re.IGNORECASE
)
_GROUPS = {"thead": 0, "tbody": 1, "tfoot": 2}


def read(data: bytes, budget: Budget) -> list[Grid]:
    other = _OTHER_ENCODING.search(data[:4096])
    text, lost = (data.decode(other[1].decode(), "replace"), 0) if other else decode(data)
    if lost:
        budget.notes.add(notes.UNDECODABLE, str(lost))
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise Refused(reason(error)) from error
    if was_cut_off(parser):
        raise Refused("too-large")
    if root is None:
        return []
    reader = _Reader(budget)
    reader.walk(root)
    return reader.grids


class _Reader:
    def __init__(self, budget: Budget) -> None:
        self.grids: list[Grid] = []
        self._budget = budget
        self._before: list[str] = []
        self._line: list[str] = []

    def walk(self, element: Any) -> None:
        """In the order of the page: words become paragraphs, tables that hold data become grids."""
        name = name_of(element)
        if not name or is_hidden(element):
            return
        if name == "table" and not is_layout(element):
            self._end_line()
            self._table(element)
            return
        if name in ("input", "select", "textarea"):
            self._line.append(text_of(element))
            return
        if ends_line(name):
            self._end_line()
        self._line.append(words(element.text))
        for part in element:
            self.walk(part)
            self._line.append(words(part.tail))
        if ends_line(name):
            self._end_line()

    def _end_line(self) -> None:
        self._before += filter(None, map(clean, "".join(self._line).split("\n")))
        self._line = []

    def _table(self, table: Any) -> None:
        captions = [text_of(part) for part in table if name_of(part) == "caption"]
        sheet = Sheet(" ".join(captions), self._budget, self._before)
        self._before = []
        number = 0
        for rows in groups(table):
            number = self._rows(sheet, rows, number)
        self.grids.append(sheet.grid())

    def _rows(self, sheet: Sheet, rows: list[Any], number: int) -> int:
        """Places cells as browsers do: each takes the next column that no cell from above reaches into."""
        most = self._budget.limits.columns
        reaching: dict[int, int] = {}
        first, last = number + 1, number + len(rows)
        for number, row in enumerate(rows, first):
            column = 0
            for cell in row:
                if name_of(cell) not in ("td", "th") or is_hidden(cell):
                    continue
                while reaching.get(column, 0) >= number:
                    column += 1
                width = min(span(cell, "colspan") or 1, most)
                # 0 means: down to the end of the group.
                bottom = min(number + (span(cell, "rowspan") or len(rows)) - 1, last)
                sheet.put(number, column, text_of(cell))
                if width > 1 or bottom > number:
                    sheet.merges.append((number, column, bottom, column + width - 1))
                if bottom > number and column <= most:
                    reaching.update(dict.fromkeys(range(column, column + width), bottom))
                column += width
        return last


def groups(table: Any) -> list[list[Any]]:
    """Rows that are shown, as head, bodies, foot; spans do not reach from one into the next."""
    groups: list[tuple[int, list[Any]]] = []
    loose: list[Any] | None = None
    for part in table:
        name = name_of(part)
        if name == "tr":
            if loose is None:
                loose = []
                groups.append((1, loose))
            if not is_hidden(part):
                loose.append(part)
        elif name in _GROUPS and not is_hidden(part):
            loose = None
            rows = [row for row in part if name_of(row) == "tr" and not is_hidden(row)]
            groups.append((_GROUPS[name], rows))
    return [rows for _order, rows in sorted(groups, key=lambda group: group[0])]


def span(cell: Any, name: str) -> int:
    found = re.match(r"\s*(\d{1,6})", cell.get(name, "1"))
    return int(found[1]) if found else 1


def is_layout(table: Any) -> bool:
    """Whether it only arranges other tables: they look like data, hold most of its text, and it has few rows itself."""
    inner = [found for found in table.iter("table") if found is not table and _looks_like_data(found)]
    if not inner:
        return False
    outermost = [found for found in inner if not any(above in inner for above in _tables_above(found, table))]
    inside = sum(map(_length, outermost))
    own_rows = sum(
        sum(
            1
            for cell in row
            if name_of(cell) in ("td", "th") and cell.find(".//table") is None and _length(cell)
        )
        > 1
        for rows in groups(table)
        for row in rows
    )
    return inside * 2 >= _length(table) and own_rows < 3


def _tables_above(table: Any, top: Any) -> Iterator[Any]:
    for above in table.iterancestors("table"):
        if above is top:
            return
        yield above


def _looks_like_data(table: Any) -> bool:
    rows = [row for rows in groups(table) for row in rows]
    return len(rows) > 1 and max(sum(name_of(cell) in ("td", "th") for cell in row) for row in rows) > 1


def _length(element: Any) -> int:
    return sum(len(text.strip()) for text in element.itertext())
