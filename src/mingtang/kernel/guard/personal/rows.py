"""Cells of tables: what a cell holds by its head, and what the row makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from mingtang.kernel.guard.hits import Hit, Severity
from mingtang.kernel.guard.passages import Passage
from mingtang.kernel.guard.personal import conditions, identity, minors
from mingtang.kernel.guard.personal.found import Found
from mingtang.kernel.guard.personal.headers import PRIVATE, Column
from mingtang.kernel.guard.personal.kinds import (
    ADDRESS,
    COLUMN,
    DISABILITY,
    HEALTH,
    ID_NUMBER,
    MINOR,
    NAME,
)
from mingtang.kernel.guard.personal.names import is_name, is_surely_name
from mingtang.kernel.guard.personal.people import joined
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
    Column.OTHER: "编号：",
    Column.UNIT: "位于：",
}
"""A cell is read as if its head stood before it."""

_MASKED = re.compile(r"\*{2,}|某|×{2,}|X{3,}|■|●{2,}|（略）")
_SCHOOL = re.compile("小学|中学|初中|高中|幼儿园|学校|一中|二中|三中|实验")
_GROWN = re.compile("大学|学院|高校|职业技术|研究生|本科|专科")
_BIRTH = re.compile(r"(?P<year>(?:19|20)[0-9]{2})[年\-./]?(?P<month>[0-9]{1,2})?")
_CHAT = re.compile(r"[A-Za-z][A-Za-z0-9_\-]{5,19}|[1-9][0-9]{4,11}")

WAITING_MOST = 256
"""What waits for the end of a row."""


class Rows:
    """Reads the cells of a paper in order."""

    def __init__(self, scan: Scan, today: date, citizen: bool) -> None:
        self._scan = scan
        self._today = today
        self._citizen = citizen
        self._tables = Tables()
        self._now: tuple[int, int] | None = None
        self._names: list[tuple[Passage, int, int, bool]] = []
        self._waiting: list[tuple[Passage, Found]] = []
        self._private = False
        self._minor = False

    def see(self, passage: Passage, names_wanted: bool) -> Iterator[Hit]:
        cell = passage.piece.cell
        assert cell is not None
        table = self._tables.of(cell.table)
        if self._now != (cell.table, cell.row):
            head, is_head = table.take(passage, cell)
            # A form is about one person as a whole, a list about one in each row.
            if table.headed or self._now is None or self._now[0] != cell.table:
                yield from self.end_row(names_wanted)
            self._now = (cell.table, cell.row)
        else:
            head, is_head = table.take(passage, cell)
        if is_head:
            return
        text = passage.text
        beneath = head is not None and head.row < cell.row
        if head is not None and head.column in {Column.NAME, Column.MINOR_NAME}:
            self._name(passage, head)
            return
        self._of_child(text, head)
        found = self._read(text, head, table, beneath)
        told = False
        for one in found:
            if one.needs_person:
                if not (table.of_units and one.kind == ADDRESS) and len(self._waiting) < WAITING_MOST:
                    self._waiting.append((passage, one))
            else:
                yield _hit(passage, one)
            told = told or not (one.office or one.needs_person)
            self._private = self._private or not (one.office or one.needs_person or one.kind == MINOR)
            if one.kind == ID_NUMBER and "born" in one.args:
                born = date.fromisoformat(one.args["born"])
                self._minor = self._minor or identity.age(born, self._today) < minors.ADULT
        family = head is not None and head.column == Column.FAMILY and table.of_people
        told = told or (family and bool(text.strip()) and not _MASKED.search(text))
        if told and beneath and head is not None:
            yield from self._of_column(head, table)

    def end_row(self, names_wanted: bool) -> Iterator[Hit]:
        """What could only be said when the whole row had been read."""
        person = self._private or bool(self._names)
        private = self._private
        for passage, one in self._waiting:
            if person:
                private = True
                yield _hit(passage, one)
        for passage, start, end, child in self._names:
            if child or self._minor:
                yield passage.hit(MINOR, start, end, confidence=0.9)
            elif private and names_wanted:
                yield passage.hit(NAME, start, end, confidence=0.9)
        self._names, self._waiting = [], []
        self._private = self._minor = False

    def _name(self, passage: Passage, head: Head) -> None:
        text = passage.text
        plain = text.strip()
        beneath = head.row < self._now[1] if self._now else False
        named = is_name(plain) if beneath else is_surely_name(plain)
        if len(plain) <= 20 and named and len(self._names) < WAITING_MOST:
            start = text.index(plain[0])
            child = head.column == Column.MINOR_NAME
            self._names.append((passage, start, start + len(plain), child))

    def _of_child(self, text: str, head: Head | None) -> None:
        column = None if head is None else head.column
        if column == Column.AGE:
            digits = text.strip().removesuffix("周岁").removesuffix("岁")
            self._minor = self._minor or (digits.isdecimal() and int(digits[:3]) < minors.ADULT)
        elif column == Column.BIRTH:
            found = _BIRTH.search(text)
            self._minor = self._minor or bool(found and self._today.year - int(found["year"]) < minors.ADULT)
        elif column == Column.SCHOOL:
            self._minor = self._minor or bool(_SCHOOL.search(text) and not _GROWN.search(text))
        elif column == Column.CLASS:
            self._minor = self._minor or bool(text.strip() and not _GROWN.search(text))

    def _read(self, text: str, head: Head | None, table: Table, beneath: bool) -> list[Found]:
        column = None if head is None else head.column
        if beneath and column in {Column.ILLNESS, Column.DISABILITY} and table.of_people:
            return _whole(text, HEALTH if column == Column.ILLNESS else DISABILITY)
        if column == Column.BANK and table.of_units and not table.of_people:
            column = Column.OTHER
        if column == Column.PHONE:
            if table.of_units:
                column = Column.OFFICE_PHONE
            elif table.of_people:
                column = Column.OWN_PHONE
        if column == Column.PLACE and table.of_people and not table.of_units:
            column = Column.HOME
        if column == Column.CHAT:
            saying = "微信号："
        else:
            saying = _SAYING.get(column, "") if column is not None else ""
        shift = len(saying)
        found = self._scan.find(saying + text) if shift else self._scan.find(text)
        found = [one for one in found if one.start >= shift]
        if found and (len(text) > 24 or not shift):
            found = list(
                joined(
                    saying + text if shift else text,
                    [one for one in found if not one.needs_person],
                    today=self._today,
                    citizen=self._citizen,
                    names_wanted=False,
                )
            ) + [one for one in found if one.needs_person]
        if shift:
            found = [replace(one, start=one.start - shift, end=one.end - shift) for one in found]
        return found

    def _of_column(self, head: Head, table: Table) -> Iterator[Hit]:
        column = head.column
        if column == Column.PHONE and table.of_people and not table.of_units:
            column = Column.OWN_PHONE
        if column == Column.PLACE and table.of_people and not table.of_units:
            column = Column.HOME
        if head.reported or column not in PRIVATE:
            return
        head.reported = True
        text = head.passage.text
        start = len(text) - len(text.lstrip())
        yield head.passage.hit(COLUMN, start, len(text.rstrip()), args={"column": column.value})


def _whole(text: str, kind: str) -> list[Found]:
    """A cell under 病种 or 残疾等级, unless it says that there is none."""
    plain = text.strip()
    if conditions.is_none(plain) or _MASKED.search(plain) or len(plain) > 120:
        return []
    start = text.index(plain[0])
    return [Found(kind, start, start + len(plain), 0.9)]


def _hit(passage: Passage, one: Found) -> Hit:
    severity: Severity | None = one.severity
    return passage.hit(
        one.kind, one.start, one.end, severity=severity, confidence=one.confidence, args=one.args
    )
