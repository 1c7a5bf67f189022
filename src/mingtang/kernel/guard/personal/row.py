"""A row of a table, or a form as a whole: what can only be said when all of it was read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from mingtang.kernel.guard.hits import Hit, Severity
from mingtang.kernel.guard.passages import Passage
from mingtang.kernel.guard.personal import identity, minors
from mingtang.kernel.guard.personal.found import Found
from mingtang.kernel.guard.personal.headers import PRIVATE, Column
from mingtang.kernel.guard.personal.kinds import ADDRESS, COLUMN, ID_NUMBER, MINOR, MOBILE, NAME, PASSPORT
from mingtang.kernel.guard.personal.name_cells import is_common_name, names_in_cell
from mingtang.kernel.guard.personal.people import FIRMLY
from mingtang.kernel.guard.personal.tables import Head, Table

WAITING_MOST = 256
"""What waits for the end of a row."""
_ORGANISATION = re.compile(
    "(?:公司|集团|事务所|服务所|合作社|联合社|农场|中心|学校|小学|中学|幼儿园|医院|卫生院|卫生室|诊所|门诊部|药房|药店|大药房|超市|商行|商店|经营部|"
    "饭店|酒店|宾馆|旅馆|餐厅|饭馆|厂|[^大]局|委员会|办公室|支行|分行|银行|信用社|协会|学会|商会|基金会|派出所|法院|检察院|服务站|工作站|福利院|"
    "敬老院|养老院|图书馆|文化馆|博物馆|门市部|加油站|[\u4e00-\u9fff]{2,}[所店馆站院])(?:[（(][^（()）]{1,12}[）)])?$"
)
_PERMIT = re.compile("台胞证|来往大陆|通行证|旅行证")
_NAME_LONGEST = 32
_DIGITS = re.compile("[0-9]{0,14}[0-9Xx]")
_BOXES_LEAST = 2
_PARTS_MOST = 4


class Row:
    def __init__(self, today: date) -> None:
        self._today = today
        self._names: list[tuple[Passage, Head]] = []
        self._maybe: list[Passage] = []
        self._waiting: list[tuple[Passage, Found, Head | None]] = []
        self._filled: list[Head] = []
        self._digits: list[Passage] = []
        self._private = self._firmly = self._child = self._grown = self._of_unit = False
        self._permits: list[tuple[Passage, Head]] = []
        self._of_permit = False
        self.of_payee = False
        """An organisation stands where most rows have somebody's name."""
        self.empty = True

    # While it is read

    def name(self, passage: Passage, head: Head) -> None:
        """A cell under or beside a head that asks for a name."""
        self.empty = False
        if len(passage.text) > 4 and _ORGANISATION.search(passage.text.rstrip()[-_NAME_LONGEST:]):
            self._of_unit = self.of_payee = True
        elif len(self._names) < WAITING_MOST:
            self._names.append((passage, head))

    def words(self, passage: Passage, headless: bool) -> None:
        """A cell in which nothing was found."""
        text = passage.text
        self._of_permit = self._of_permit or ("证" in text and bool(_PERMIT.search(text)))
        if _DIGITS.fullmatch(text):
            self._digit(passage)
            return
        if self._digits and len(self._digits) < _BOXES_LEAST:
            self._digits.clear()
        if len(text) > 3 and not self._of_unit and _ORGANISATION.search(text.rstrip()[-_NAME_LONGEST:]):
            self._of_unit = True
            self.empty = False
        elif headless and 2 <= len(text) <= 4 and len(self._maybe) < WAITING_MOST:
            self._maybe.append(passage)
            self.empty = False

    def _digit(self, passage: Passage) -> None:
        cell = passage.piece.cell
        last = self._digits[-1].piece.cell if self._digits else None
        if last is not None and cell is not None and cell.column > last.column + 1:
            self._digits.clear()
        if len(self._digits) < WAITING_MOST:
            self._digits.append(passage)
        self.empty = False

    def permit(self, passage: Passage, head: Head) -> None:
        """Digits under 证件号码 that are a permit if the row says so: 台胞证."""
        self.empty = False
        if len(self._permits) < WAITING_MOST:
            self._permits.append((passage, head))

    @property
    def of_unit(self) -> bool:
        """So far it speaks of an organisation, and of nobody."""
        return self._of_unit and not self._names

    def wait(self, passage: Passage, one: Found, head: Head | None) -> None:
        self.empty = False
        if len(self._waiting) < WAITING_MOST:
            self._waiting.append((passage, one, head))

    def fill(self, head: Head) -> None:
        """The column has a value that is nobody's business, when the row is about a person."""
        self.empty = False
        if not head.reported:
            self._filled.append(head)

    def found(self, one: Found, head: Head | None) -> None:
        """A hit for certain."""
        self.empty = False
        if not one.office and one.kind != MINOR:
            self._private = True
            self._firmly = self._firmly or one.kind in FIRMLY
        if one.kind == ID_NUMBER and "born" in one.args and not (head is not None and head.of_adult):
            self.aged(identity.age(date.fromisoformat(one.args["born"]), self._today))

    def aged(self, years: int) -> None:
        self.empty = False
        if years < minors.ADULT:
            self._child = True
        else:
            self._grown = True

    def schooled(self) -> None:
        """It names a school or a class: of a child, if nothing says that it is grown up."""
        self.empty = False
        self._child = True

    # At its end

    def ended(self, table: Table, names_wanted: bool) -> Iterator[Hit]:
        """`names_wanted` is false in papers that must name people: there a name beside private data only informs."""
        yield from self._boxes()
        named = [
            (passage, start, end, head)
            for passage, head in self._names
            for start, end in names_in_cell(passage.text, head.row < _row_of(passage))
        ]
        for passage, called in self._permits if self._of_permit else ():
            self._private = self._firmly = True
            yield passage.hit(PASSPORT, *_trimmed(passage.text), confidence=0.85)
            yield from report(called, table)
        person = self._private or bool(named)
        private = self._private
        for passage, one, head in self._waiting:
            if not person and not one.office:
                continue
            if one.kind == ADDRESS and (table.of_units or (self._of_unit and not named)):
                continue
            private = private or not one.office
            yield self._hit(passage, one)
            if head is not None and not one.office:
                yield from report(head, table)
        for head in self._filled if person else ():
            private = True
            yield from report(head, table)
        if private and not named and not table.named:
            # A list without heads, or without the one that says 姓名.
            for passage in self._maybe:
                if is_common_name(passage.text.strip()):
                    yield _named(passage, NAME, *_trimmed(passage.text), names_wanted, 0.7)
        child = self._child and not self._grown
        for passage, start, end, head in named:
            of_child = head.column == Column.MINOR_NAME or (
                child and not table.of_children and head.column != Column.GUARDIAN_NAME
            )
            if of_child:
                yield passage.hit(MINOR, start, end, confidence=0.9)
            elif private:
                yield _named(
                    passage, NAME, start, end, names_wanted or head.column == Column.VICTIM_NAME, 0.9
                )

    def _hit(self, passage: Passage, one: Found) -> Hit:
        severity = one.severity
        if one.office and one.kind == MOBILE and self._firmly:
            # Beside somebody's number it is that person's telephone, whatever the column is called.
            severity = None
        return passage.hit(
            one.kind, one.start, one.end, severity=severity, confidence=one.confidence, args=one.args
        )

    def _boxes(self) -> Iterator[Hit]:
        """An identity number whose digits have a cell each, or stand in a few cells."""
        if len(self._digits) < _BOXES_LEAST:
            return
        texts = [passage.text for passage in self._digits]
        number = "".join(texts)
        whole = len(number) == 18 and (
            (len(texts) <= _PARTS_MOST and min(map(len, texts)) > 1) or max(map(len, texts)) == 1
        )
        if not whole or identity.born(number, self._today) is None:
            return
        self._private = self._firmly = True
        for passage in self._digits:
            yield passage.hit(ID_NUMBER, 0, len(passage.text), confidence=0.9)


def report(head: Head, table: Table) -> Iterator[Hit]:
    """The head of a column that must not be published, once."""
    column = head.column
    if table.of_people and not table.of_offices:
        column = _OF_PEOPLE.get(column, column)
    if head.reported or column not in PRIVATE:
        return
    head.reported = True
    start, end = _trimmed(head.passage.text)
    yield head.passage.hit(COLUMN, start, end, args={"column": column.value})


_OF_PEOPLE = {Column.PHONE: Column.OWN_PHONE, Column.PLACE: Column.HOME}


def _trimmed(text: str) -> tuple[int, int]:
    return len(text) - len(text.lstrip()), len(text.rstrip())


def _row_of(passage: Passage) -> int:
    assert passage.piece.cell is not None
    return passage.piece.cell.row


def _named(passage: Passage, kind: str, start: int, end: int, loud: bool, confidence: float) -> Hit:
    return passage.hit(kind, start, end, severity=None if loud else Severity.INFORM, confidence=confidence)
