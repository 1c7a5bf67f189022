"""Totals of tables that are not the sum of what they stand under or beside.

A table comes cell by cell and may be longer than memory: of each column only sums are kept. A claim is only made when
the structure shows itself: other columns, or other rows, come out right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.detectors import detector
from mingtang.kernel.guard.forms.amounts import BLANK, Amount, amount_of
from mingtang.kernel.guard.forms.sentence_sums import in_sentences
from mingtang.kernel.guard.forms.sum_columns import Column, Level, level_of
from mingtang.kernel.guard.forms.sum_rows import RowTotals
from mingtang.kernel.guard.forms.sum_words import SUM, Wrong, hit_of
from mingtang.kernel.guard.hits import Hit, Severity
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.passages import Passage

COLUMNS_MOST = 256
_HEADERS_MOST = 8
"""Rows; a table of words has no end of them."""
_UNIT = re.compile(r"单位\s?[:：]\s?([\u4e00-\u9fff、/]{1,8})")
_PART = re.compile(r"\s*(?:其中|含|包括|另)")
_STYLES = (
    re.compile("[一二三四五六七八九十]{1,3}(?:、|$)"),
    re.compile("[（(][一二三四五六七八九十]{1,3}[）)]"),
    re.compile(r"\d{1,3}(?:[.．、]|$)"),
    re.compile(r"[（(]\d{1,3}[）)]"),
    re.compile(r"\d{1,2}\.\d"),
)
_CODE = re.compile(r"\d{3,}")
_NEAR = (Decimal("0.7"), Decimal("1.4"))


@dataclass
class _Table:
    number: int
    unit: str
    headers: dict[int, str] = field(default_factory=dict)
    leaves: dict[int, str] = field(default_factory=dict)
    columns: dict[int, Column] = field(default_factory=dict)
    row: int = -1
    cells: dict[int, tuple[Passage, Amount | None]] = field(default_factory=dict)
    body: bool = False
    first_row: int = 0
    since_row: int = 0
    """The row behind the last total."""
    unclear: bool = False
    """Rows hold parts of others, so that adding them all would count twice."""
    style: str | None = None
    code: str = ""
    ahead: dict[int, tuple[Passage, Amount]] = field(default_factory=dict)
    """A total that stands before its rows."""
    across: RowTotals | None = None


class _Look:
    def __init__(self) -> None:
        self._table: _Table | None = None
        self._unit = ""
        self._unit_age = 0

    def see(self, passage: Passage) -> Iterable[Hit]:
        cell = passage.piece.cell
        if cell is None:
            hits = list(self._ended()) if self._table else []
            found = _UNIT.search(passage.text)
            self._unit, self._unit_age = (found[1], 0) if found else (self._unit, self._unit_age + 1)
            return [*hits, *in_sentences(passage)]
        hits = []
        table = self._table
        if table is None or table.number != cell.table:
            hits += self._ended()
            table = self._table = _Table(cell.table, self._unit if self._unit_age < 3 else "")
        if table.row != cell.row:
            hits += _row(table)
            table.row, table.cells = cell.row, {}
        if cell.column < COLUMNS_MOST and passage.whole:
            table.cells[cell.column] = (passage, amount_of(passage.text))
        return hits

    def end(self) -> Iterable[Hit]:
        return list(self._ended())

    def _ended(self) -> Iterator[Hit]:
        table, self._table = self._table, None
        if table is None:
            return
        yield from _row(table)
        if table.ahead and not table.unclear:
            yield from _judged(table, Level.GRAND, table.ahead, table.row)
        if table.across:
            yield from table.across.wrong()


def _row(table: _Table) -> list[Hit]:
    """The row that has just been read."""
    cells = table.cells
    if not cells:
        return []
    texts = {at: passage.text for at, (passage, amount) in cells.items() if amount is None or amount.unit}
    amounts = {at: (passage, amount) for at, (passage, amount) in cells.items() if amount is not None}
    filled = [amount for _, amount in amounts.values() if not amount.blank]
    if not table.body:
        if not filled or _numbers_columns(filled, texts):
            if table.row < _HEADERS_MOST:
                _header(table, cells)
            said = _UNIT.search(" ".join(passage.text for passage, _ in cells.values()))
            table.unit = said[1] if said else table.unit
            return []
        table.body, table.first_row, table.since_row = True, table.row, table.row
        table.across = RowTotals(table.leaves, table.headers)
    level: Level | None = None
    for text in texts.values():
        try:
            level = level or level_of(text)
        except ValueError:
            table.unclear = True
    if not filled:
        # The heading of a section.
        return []
    if table.across:
        table.across.take(amounts)
    if level is not None:
        return [] if table.unclear else _total(table, level, amounts)
    _nested(table, cells)
    for at, (_, amount) in cells.items():
        column = table.columns.get(at)
        if amount is None:
            if column is not None:
                column.spoiled = True
            continue
        if column is None:
            if amount.blank:
                continue
            column = table.columns[at] = Column(table.headers.get(at, ""), table.unit)
        column.take(amount)
    return []


def _header(table: _Table, cells: dict[int, tuple[Passage, Amount | None]]) -> None:
    last = ""
    for at in range(max(cells) + 1):
        own = cells[at][0].text.strip() if at in cells else ""
        # A cell over several columns is read at the first of them.
        last = own or (last if at not in cells else "")
        table.headers[at] = table.headers.get(at, "") + " " + last
        if own and _level_or_none(own) is not None:
            table.leaves[at] = own


def _level_or_none(text: str) -> Level | None:
    try:
        return level_of(text)
    except ValueError:
        return None


def _numbers_columns(filled: list[Amount], texts: dict[int, str]) -> bool:
    """A row that only numbers the columns."""
    named = all(text.strip() in ("栏次", "行次", "甲", "乙") for text in texts.values())
    return (
        named
        and len(texts) < 2
        and len(filled) > 2
        and [amount.value for amount in filled] == [filled[0].value + step for step in range(len(filled))]
    )


def _nested(table: _Table, cells: dict[int, tuple[Passage, Amount | None]]) -> None:
    """Whether rows are parts of other rows: 其中, deeper numbering, longer codes, indents."""
    first = min(cells)
    raw = cells[first][0].piece.text
    label = cells[first][0].text.strip()
    if any(_PART.match(passage.text) for passage, amount in cells.values() if amount is None):
        table.unclear = True
    style = str(next((n for n, one in enumerate(_STYLES) if one.match(label)), None))
    style += " indented" if raw[:1].isspace() and raw.strip() else ""
    if label and table.style is not None and style != table.style:
        table.unclear = True
    table.style = style if label else table.style
    if _CODE.fullmatch(label):
        if table.code and label != table.code and label.startswith(table.code):
            table.unclear = True
        table.code = label


def _total(table: _Table, level: Level, amounts: dict[int, tuple[Passage, Amount]]) -> list[Hit]:
    first = not table.columns
    if first and level != Level.SUB:
        table.ahead = {at: pair for at, pair in amounts.items() if not pair[1].blank}
        table.first_row = table.since_row = table.row + 1
        return []
    hits: list[Hit] = []
    if not (table.ahead and level == Level.SUB) and not first:
        filled = {at: pair for at, pair in amounts.items() if not pair[1].blank}
        hits = list(_judged(table, level, filled, table.row - 1))
    table.since_row = table.row + 1
    for at, column in table.columns.items():
        column.close(level, amounts.get(at, (None, BLANK))[1].value)
    return hits


def _judged(
    table: _Table, level: Level, totals: dict[int, tuple[Passage, Amount]], last: int
) -> Iterator[Hit]:
    """The totals of a row against their columns, which end with the row `last`."""
    right, wrong, shares = 0, [], []
    first = table.since_row if level == Level.SUB else table.first_row
    for at, (passage, found) in totals.items():
        column = table.columns.get(at)
        if column is None or (found.unit and column.units and found.unit not in column.units):
            continue
        if column.shares():
            shares += _share(
                column, Wrong(passage, found, column.sums.every, column.sums.count, first, last, share=True)
            )
            continue
        if not column.adds() or found.percent:
            continue
        may = [(value, count) for value, count in column.expected(level) if count > 1]
        if not may:
            continue
        # An amount that its own row shows to be wrong makes no second hit.
        off = table.across.off(at) if table.across else Decimal(0)
        if any(
            abs(value - found.value - spoilt) <= column.tolerance(count, found)
            for value, count in may
            for spoilt in {Decimal(0), off}
        ):
            right += 1
        else:
            value, count = may[0]
            wrong.append(Wrong(passage, found, value, count, first, last))
    yield from (hit_of(one, 0.9) for one in shares)
    if len(wrong) <= max(1, right):
        for one in wrong:
            if right:
                yield hit_of(one, 0.9)
            else:
                near = one.found.value and _NEAR[0] <= one.expected / one.found.value <= _NEAR[1]
                yield hit_of(one, 0.75 if near else 0.5, None if near else Severity.INFORM)


def _share(column: Column, wrong: Wrong) -> list[Wrong]:
    """Parts of a whole come to 100 %."""
    if wrong.found.value != 100 or wrong.count < 2 or column.sums.subs_count:
        return []
    allowed = column.tolerance(wrong.count, wrong.found) + Decimal(1).scaleb(-column.decimals)
    return [] if abs(wrong.expected - 100) <= allowed else [wrong]


def _begin(about: About, knowledge: Knowledge) -> _Look:
    return _Look()


detector("forms.sums", (SUM,), _begin)
