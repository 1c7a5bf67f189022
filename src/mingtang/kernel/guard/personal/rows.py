"""Cells of tables: what a cell holds by its head, and what the row makes of it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from mingtang.kernel.guard.hits import Hit, Severity
from mingtang.kernel.guard.passages import Passage
from mingtang.kernel.guard.personal import conditions
from mingtang.kernel.guard.personal.found import Found
from mingtang.kernel.guard.personal.headers import NAMES, Column
from mingtang.kernel.guard.personal.kinds import (
    ADDRESS,
    BANK_CARD,
    DISABILITY,
    HEALTH,
    ID_NUMBER,
    MINOR,
    MOBILE,
    NAME,
    PASSPORT,
    SOCIAL_CARD,
)
from mingtang.kernel.guard.personal.people import joined
from mingtang.kernel.guard.personal.row import Row, report
from mingtang.kernel.guard.personal.scan import Scan
from mingtang.kernel.guard.personal.tables import Head, Table, Tables

_SAYING = {
    Column.ID: "身份证号：",
    Column.PASSPORT: "护照号：",
    Column.OFFICER: "军官证号：",
    Column.BANK: "银行卡号：",
    Column.SOCIAL: "社保卡号：",
    Column.PHONE: "联系电话：",
    Column.OWN_PHONE: "手机：",
    Column.OFFICE_PHONE: "办公电话：",
    Column.HOME: "家庭住址：",
    Column.PLACE: "地址：",
    Column.OFFICE_PLACE: "办公地址：",
    Column.PLATE: "车牌号：",
    Column.EMAIL: "个人邮箱：",
    Column.CHAT: "微信号：",
    Column.OTHER: "编号：",
    Column.UNIT: "办公地点：",
}
"""A cell is read as if its head stood before it."""

_MASKED = re.compile(r"\*{2,}|某|×{2,}|X{3,}|■|●{2,}|（略）")
_SCHOOL = re.compile("小学|中学|初中|高中|幼儿园|学校|一中|二中|三中|实验")
_GROWN = re.compile("大学|学院|高校|职业技术|研究生|本科|专科")
_BIRTH = re.compile(r"(?P<year>(?:19|20)[0-9]{2})[年\-./]?(?P<month>[0-9]{1,2})?")
_SMALL = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4})?")
_HAN = re.compile("[\u4e00-\u9fff]")
_MOBILE = re.compile("1[3-9][0-9]{9}")
_SCIENTIFIC = re.compile(r"[1-9]\.[0-9]{1,15}[Ee]\+?(?:1[0-9]|2[0-3])")
_LETTERED = re.compile("[A-Z][0-9]{8}")
_PASSPORT = re.compile("[A-Z]{1,2}[0-9]{7,8}|[HM][0-9]{10}|[A-Z]{3}[0-9]{12}")
_TAIWAN = re.compile("[0-9]{8}(?:[0-9]{2})?")
_NUMBERED = {Column.ID: ID_NUMBER, Column.BANK: BANK_CARD, Column.SOCIAL: SOCIAL_CARD}
_CLUES = frozenset({Column.AGE, Column.BIRTH, Column.SCHOOL, Column.CLASS})
_CONDITIONS = {Column.ILLNESS: HEALTH, Column.DISABILITY: DISABILITY}
_OF_ANYBODY = frozenset({Column.BANK, Column.SOCIAL})
"""Units have accounts and numbers, too."""
_PLACES = frozenset({Column.PLACE, None})
_MASKED_NUMBER = re.compile(r"[0-9]{0,6}\*{4,}[0-9]{0,4}")
"""Neither its head nor its tail is anybody's number."""
_MASKED_LONGEST = 20
_CARD_SIZES = frozenset({16, 17, 19})
"""Without that of identity numbers, which stand in columns of cards, too."""
_QUICK = frozenset({None, Column.ID, Column.PHONE, Column.OWN_PHONE})

NOTHING_MOST = 50_000
"""Cells in which nothing stands are remembered: villages, amounts and kinds come again."""


class Rows:
    """Reads the cells of a paper in order."""

    def __init__(self, scan: Scan, today: date, citizen: bool) -> None:
        self._scan = scan
        self._today = today
        self._citizen = citizen
        self._tables = Tables()
        self._hidden = False
        self._at: tuple[int, int] = (-1, -1)
        self._table = Table()
        self._row = Row(today)
        self._nothing: set[tuple[Column | None, str]] = set()

    def see(self, passage: Passage, names_wanted: bool) -> list[Hit]:
        cell = passage.piece.cell
        assert cell is not None
        hits: list[Hit] = []
        number, row = self._at
        if number == cell.table and row == cell.row:
            table = self._table
            head, is_head = table.take(passage, cell)
        else:
            table = self._table if number == cell.table else self._tables.of(cell.table)
            head, is_head = table.take(passage, cell)
            # A form is about one person as a whole, a list about one in each row.
            hidden = passage.piece.place.hidden
            # What a hidden row says is no reason to mark those that are seen.
            if table.headed or number != cell.table or not table.heads or hidden != self._hidden:
                hits += self.end_row(names_wanted)
            self._hidden = hidden
            self._table, self._at = table, (cell.table, cell.row)
        if not is_head:
            self._value(passage, head, names_wanted, hits)
        return hits

    def end_row(self, names_wanted: bool) -> list[Hit]:
        """What could only be said when the whole row had been read."""
        if self._row.empty:
            return []
        row, self._row = self._row, Row(self._today)
        return list(row.ended(self._table, names_wanted))

    def _value(self, passage: Passage, head: Head | None, names_wanted: bool, hits: list[Hit]) -> None:
        text = passage.text
        if not text or text.isspace():
            return
        row, table = self._row, self._table
        column = None if head is None else head.column
        if head is not None and column in NAMES and len(text) <= 40:
            row.name(passage, head)
            if len(text) <= 4:
                return
        if column in _CLUES:
            self._clue(text, head)
        if column == Column.FAMILY and head is not None and not _MASKED.search(text):
            row.fill(head)
        cell = passage.piece.cell
        assert cell is not None
        beneath = head is not None and head.row < cell.row
        if column is None and cell.column in table.ids:
            column = Column.ID
        found = self._read(text, column, beneath, names_wanted)
        if not found:
            if column == Column.ID and head is not None and _TAIWAN.fullmatch(text.strip()):
                row.permit(passage, head)
            row.words(passage, head is None)
            return
        for one in found:
            # 家庭住址 is somebody's; 地址 is when the row speaks of a person, and also of buildings and shops.
            placed = one.kind == ADDRESS and column in _PLACES
            if one.needs_person or placed or (one.office and table.of_people):
                row.wait(passage, one, head if beneath else None)
                continue
            hits.append(_hit(passage, one))
            if one.kind in (NAME, MINOR):
                continue
            row.found(one, head)
            if head is None and one.kind == ID_NUMBER and len(table.ids) < 8:
                table.ids.add(cell.column)
            if beneath and head is not None and not head.reported and not one.office:
                hits += report(head, table)

    def _clue(self, text: str, head: Head | None) -> None:
        column = None if head is None else head.column
        row = self._row
        if column == Column.AGE:
            digits = text.strip().removesuffix("周岁").removesuffix("岁")
            if digits.isdecimal():
                row.aged(int(digits[:3]))
        elif column == Column.BIRTH:
            if found := _BIRTH.search(text):
                row.aged(self._today.year - int(found["year"]))
        elif _GROWN.search(text) or self._table.of_units:
            return
        elif column == Column.CLASS or _SCHOOL.search(text):
            row.schooled()

    def _read(self, text: str, column: Column | None, beneath: bool, names_wanted: bool) -> list[Found]:
        table = self._table
        if beneath and column in _CONDITIONS:
            return _whole(text, _CONDITIONS[column]) if table.of_people else []
        of_unit = (table.of_units or self._row.of_unit) and not table.of_people
        if column in _OF_ANYBODY and (of_unit or self._row.of_payee):
            column = Column.OTHER
        elif column == Column.PHONE:
            if table.of_offices or self._row.of_unit:
                column = Column.OFFICE_PHONE
            elif table.of_people:
                column = Column.OWN_PHONE
        elif column == Column.EMAIL and (table.of_units or self._row.of_unit):
            column = None
        elif column == Column.PLACE and table.of_people and not table.of_units and not self._row.of_unit:
            column = Column.HOME
        key = (column, text)
        if key in self._nothing:
            return []
        if (quick := self._quick(text, column)) is not None:
            return quick
        found = [] if _SMALL.fullmatch(text) else self.found_under(text, column, names_wanted)
        if not found and len(self._nothing) < NOTHING_MOST and len(text) <= 40:
            self._nothing.add(key)
        return found

    def _quick(self, text: str, column: Column | None) -> list[Found] | None:
        """The usual cells of lists; None: to be read in full."""
        size = len(text)
        if "*" in text and size <= _MASKED_LONGEST and _MASKED_NUMBER.fullmatch(text):
            return []
        if column == Column.BANK and size in _CARD_SIZES and text.isascii() and text.isdecimal():
            return [Found(BANK_CARD, 0, size, 0.9)]
        if column not in _QUICK:
            return None
        if size == 18:
            one = self._scan.identity_number(text, column == Column.ID)
            return None if one is None else [one]
        if size == 11 and column != Column.ID and _MOBILE.fullmatch(text):
            return [] if self._scan.is_known_phone(text) else [Found(MOBILE, 0, 11, 0.95)]
        return None

    def found_under(self, text: str, column: Column | None, names_wanted: bool) -> list[Found]:
        """What stands in a text whose head or label says what it is."""
        saying = _SAYING.get(column, "") if column is not None else ""
        shift = len(saying)
        said = saying + text if shift else text
        found = [one for one in self._scan.find(said) if one.start >= shift]
        if not found:
            found = _by_column(text, column)
            shift = 0
        elif _HAN.search(text):
            found = list(
                joined(
                    said,
                    [one for one in found if not one.needs_person],
                    today=self._today,
                    citizen=self._citizen,
                    names_wanted=names_wanted,
                )
            ) + [one for one in found if one.needs_person]
            # An address has names of its own in it, of places.
            if all(one.kind in (ADDRESS, NAME) for one in found):
                found = [one for one in found if one.kind != NAME]
            found = [one for one in found if one.start >= shift]
        if shift:
            found = [replace(one, start=one.start - shift, end=one.end - shift) for one in found]
        return found


def _by_column(text: str, column: Column | None) -> list[Found]:
    """What only the head of its column tells."""
    plain = text.strip()
    start = text.index(plain[0])
    kind = _NUMBERED.get(column) if column is not None else None
    if kind is None:
        return []
    if _SCIENTIFIC.fullmatch(plain):
        # What a spreadsheet made of a long number: its first digits, and the rest may lie in the file.
        return [Found(kind, start, start + len(plain), 0.6, Severity.WARN)]
    if _LETTERED.fullmatch(plain):
        return [Found(PASSPORT if column == Column.ID else SOCIAL_CARD, start, start + len(plain), 0.8)]
    if column == Column.ID and _PASSPORT.fullmatch(plain):
        return [Found(PASSPORT, start, start + len(plain), 0.8)]
    return []


def _whole(text: str, kind: str) -> list[Found]:
    """A cell under 病种 or 残疾等级, unless it says that there is none."""
    plain = text.strip()
    if conditions.is_none(plain) or _MASKED.search(plain) or len(plain) > 120:
        return []
    start = text.index(plain[0])
    return [Found(kind, start, start + len(plain), 0.9, needs_person=True)]


def _hit(passage: Passage, one: Found) -> Hit:
    return passage.hit(
        one.kind, one.start, one.end, severity=one.severity, confidence=one.confidence, args=one.args
    )
