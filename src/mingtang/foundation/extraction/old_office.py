"""DOC, XLS and PPT: the text they hold, as far as it can be told without the program that wrote it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import python_calamine as calamine

from mingtang.foundation.containers.ole import CompoundFile
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.extraction.grid_names import cell_name
from mingtang.foundation.extraction.items import Item, Picture, Unread, careful
from mingtang.foundation.extraction.making import Making
from mingtang.foundation.extraction.numbers import Numbers
from mingtang.foundation.extraction.old_properties import properties
from mingtang.foundation.extraction.xls_records import Beside, beside
from mingtang.foundation.extraction.xlsx_styles import PLAIN, number_texts
from mingtang.foundation.inspection import compound, compound_text
from mingtang.foundation.tables import other_sheets
from mingtang.foundation.tables.biff import Overlay, overlays
from mingtang.foundation.tables.formats import show
from mingtang.kernel.guard.pieces import Cell, Part, Piece

_CHARACTERS_MOST = 40_000_000
_FIELD = re.compile("\x13([^\x13\x14\x15]{1,2000})[\x14\x15]")
_COMMENT_TEXT = 0x0FBA
_PICTURES = ("data", "pictures")
"""Streams in which DOC and PPT keep their pictures."""
_PICTURES_LEAST = 20_000


def read(data: bytes, kind: str, making: Making) -> Iterator[Item]:
    file = CompoundFile(data)
    try:
        compound.check(data, kind)
    except Refused as refused:
        yield Unread(making.place(), refused.code)
        if refused.code == "encrypted":
            return
    reader = {"doc": _doc, "xls": _xls, "ppt": _ppt}[kind]
    numbers = Numbers()
    for item in careful(reader(data, making), making.place()):
        if isinstance(item, Piece):
            numbers.add(item.text)
        yield item
    yield from careful(_properties(file, making), making.place(Part.PROPERTY))
    for number in numbers.new(data):
        yield from making.text(number, Part.DELETED, hidden=True)
    if any(
        name.lower() in _PICTURES and size > _PICTURES_LEAST for name, (_at, size) in file.streams.items()
    ):
        yield Picture(making.place(Part.PICTURE))


def _properties(file: CompoundFile, making: Making) -> Iterator[Piece]:
    for name, text in properties(file):
        yield from making.text(text, Part.PROPERTY, label=name, hidden=True)


def _doc(data: bytes, making: Making) -> Iterator[Item]:
    """All stories in a row: body, footnotes, headers, comments, text boxes. What was struck out is not told apart."""
    text = compound_text.doc_text_with_fields(data, _CHARACTERS_MOST + 1)
    if len(text) > _CHARACTERS_MOST:
        yield Unread(making.place(), "too-large")
    for found in _FIELD.finditer(text):
        yield from making.text(found[1].strip(), Part.LINK, label="field", hidden=True)
    for line in compound_text.clean(text).split("\n"):
        yield from making.text(line)


def _ppt(data: bytes, making: Making) -> Iterator[Piece]:
    show_ = compound.stream(CompoundFile(data), "powerpoint document")
    for number, page in enumerate(compound_text.slides_of(show_), 1):
        for text in page:
            for line in compound_text.clean(text).split("\n"):
                yield from making.text(line, page=number)
    # Names, addresses of links, comments and who wrote them.
    for record, body in compound.atoms(show_):
        if record == _COMMENT_TEXT:
            yield from making.text(body.decode("utf-16-le", "replace"), Part.PROPERTY, hidden=True)


def _xls(data: bytes, making: Making) -> Iterator[Item]:
    overlay = overlays(data)
    hidden = beside(data)
    try:
        with calamine.load_workbook(io.BytesIO(data)) as book:
            for number, entry in enumerate(book.sheets_metadata):
                unseen = entry.visible != calamine.SheetVisibleEnum.Visible
                yield from making.text(entry.name, Part.PROPERTY, label="sheet", hidden=unseen)
                if entry.typ == calamine.SheetTypeEnum.WorkSheet:
                    sheet = book.get_sheet_by_index(number)
                    yield from _sheet(
                        sheet, entry.name, unseen, overlay.get(number), hidden.get(number, Beside()), making
                    )
    except calamine.PasswordError as error:
        raise Refused("encrypted") from error
    except BaseException as error:
        # A panic of Rust is no Exception, so that nobody swallows it by accident; here it means a broken file.
        if isinstance(error, calamine.CalamineError) or type(error).__name__ == "PanicException":
            raise Refused("damaged") from error
        raise


def _sheet(
    source: Any, name: str, hidden: bool, overlay: Overlay | None, beside: Beside, making: Making
) -> Iterator[Piece]:
    table = making.table()
    if source.start is not None:
        left = source.start[1]
        for number, row in enumerate(source.iter_rows()):
            for column, value in enumerate(row, left):
                if value == "":
                    continue
                form = overlay.forms.get((number + 1, column)) if overlay else None
                shown, stored = _texts(value, form)
                at = Cell(table, number, column)
                cell = cell_name(number, column)
                unseen = hidden or number in beside.rows or column in beside.columns
                yield from making.text(stored, Part.CELL, label=name, cell=cell, hidden=True, at=at)
                yield from making.text(shown, Part.CELL, label=name, cell=cell, hidden=unseen, at=at)
    for text in beside.texts:
        yield from making.text(text, Part.COMMENT, label=name)
    for text in beside.headers:
        yield from making.text(text, Part.HEADER, label=name)


def _texts(value: Any, form: Any) -> tuple[str, str]:
    """What is shown, and what is stored where that says more."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if form is not None:
            shown = show(value, form)
            stored = other_sheets.text_of(value)
            lost = len(stored) > 7 and stored.partition(".")[0] not in shown
            return shown, stored if lost else ""
        return number_texts(repr(value), PLAIN, False)
    return other_sheets.text_of(value), ""
