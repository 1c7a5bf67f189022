"""Lists of web pages in which a label is one piece of text and its value the next: 姓名 / 王某 / 手机 / 138…."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mingtang.kernel.guard.hits import Hit, Severity
from mingtang.kernel.guard.passages import Passage
from mingtang.kernel.guard.personal.found import Found
from mingtang.kernel.guard.personal.headers import NAMES, Column, column_of
from mingtang.kernel.guard.personal.kinds import MINOR, NAME
from mingtang.kernel.guard.personal.name_cells import is_surely_name
from mingtang.kernel.guard.personal.rows import Rows

_LABEL_LONGEST = 14
_SENTENCE = re.compile("[。！？；][^。！？；]")
_VALUE_LONGEST = 80
_REACH = 24
"""Pieces behind a name that may still be about that person."""
_OF_PERSON = {Column.PLACE: Column.HOME, Column.PHONE: Column.OWN_PHONE}
_ANYBODYS = frozenset({Column.EMAIL, Column.BANK, Column.SOCIAL})
_READ = frozenset(
    {Column.ID, Column.PASSPORT, Column.OFFICER, Column.OWN_PHONE, Column.HOME, Column.PLATE, Column.CHAT}
)
_OF_OFFICE = frozenset({Column.UNIT, Column.POST, Column.OFFICE_PHONE, Column.OFFICE_PLACE})


@dataclass
class _Named:
    passage: Passage
    start: int
    end: int
    minor: bool
    reported: bool = False


class Captions:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._label: tuple[int, Column] | None = None
        self._named: _Named | None = None

    def see(self, passage: Passage, names_wanted: bool) -> tuple[list[Found], list[Hit]]:
        """What is in a value, by the label before it; and the name it belongs to, once."""
        text = passage.text
        label, self._label = self._label, None
        # “我家房子漏雨” over a letter is no label, and sentences are no value.
        if len(text) > _VALUE_LONGEST or not passage.whole or not text.strip() or _SENTENCE.search(text):
            return [], []
        if label is None or passage.number - label[0] != 1:
            self._take(passage)
            return [], []
        column = label[1]
        if column in NAMES and is_surely_name(text.strip()):
            start = len(text) - len(text.lstrip())
            minor = column == Column.MINOR_NAME
            self._named = _Named(passage, start, start + len(text.strip()), minor)
            return [], []
        if column_of(text, exactly=True) is not None:
            self._take(passage)
            return [], []
        named = self._named
        if named is not None and passage.number - named.passage.number > _REACH:
            named = self._named = None
        if named is not None:
            column = _OF_PERSON.get(column, column)
        if column not in _READ and not (named is not None and column in _ANYBODYS):
            return [], []
        found = [
            one
            for one in self._rows.found_under(text, column, names_wanted)
            if named is not None or not one.needs_person
        ]
        telling = any(not one.office and one.kind not in (NAME, MINOR) for one in found)
        return found, list(self._name(named, names_wanted)) if named is not None and telling else []

    def _take(self, passage: Passage) -> None:
        column = column_of(passage.text) if len(passage.text) <= _LABEL_LONGEST else None
        if column is not None:
            self._label = (passage.number, column)
        if column in _OF_OFFICE:
            self._named = None

    def _name(self, named: _Named, names_wanted: bool) -> Iterator[Hit]:
        if named.reported:
            return
        named.reported = True
        kind = MINOR if named.minor else NAME
        severity = None if names_wanted or named.minor else Severity.INFORM
        yield named.passage.hit(kind, named.start, named.end, severity=severity, confidence=0.85)
