"""“XML spreadsheet 2003”, which many systems export under the name of .xls."""

from __future__ import annotations

from typing import Any

from mingtang.foundation.containers import markup
from mingtang.foundation.tables import notes
from mingtang.foundation.tables.formats import number_format, show
from mingtang.foundation.tables.grids import Budget, Sheet
from mingtang.kernel.catalogue.grid import Grid

_NAMED = {"Percent": "0.00%", "Fixed": "0.00", "Standard": "#,##0.00"}


def read(data: bytes, budget: Budget) -> list[Grid]:
    root = markup.parse(data)
    formats = {}
    for style in markup.inside(root, "Styles"):
        form = markup.child(style, "NumberFormat")
        code = "" if form is None else markup.attribute(form, "Format")
        formats[markup.attribute(style, "ID")] = _NAMED.get(code, code)
    grids = []
    for worksheet in markup.children(root, "Worksheet"):
        name = markup.attribute(worksheet, "Name")
        visible = markup.child(worksheet, "WorksheetOptions", "Visible")
        if visible is not None and (visible.text or "").strip() in ("SheetHidden", "SheetVeryHidden"):
            budget.notes.add(notes.HIDDEN_SHEETS, name)
        else:
            grids.append(_sheet(worksheet, name, formats, budget))
    return grids


def _sheet(worksheet: Any, name: str, formats: dict[str, str], budget: Budget) -> Grid:
    sheet = Sheet(name, budget)
    number = 0
    table = markup.child(worksheet, "Table")
    for row in () if table is None else markup.children(table, "Row"):
        number = int(markup.attribute(row, "Index") or number + 1)
        column = -1
        for cell in markup.children(row, "Cell"):
            index = markup.attribute(cell, "Index")
            column = int(index) - 1 if index else column + 1
            across = int(markup.attribute(cell, "MergeAcross") or 0)
            down = int(markup.attribute(cell, "MergeDown") or 0)
            if column < 0 or across < 0 or down < 0:
                raise ValueError("a place before the sheet")
            data = markup.child(cell, "Data")
            if data is not None:
                sheet.put(number, column, _text(data, formats.get(markup.attribute(cell, "StyleID"), "")))
            if across or down:
                sheet.merges.append((number, column, number + down, column + across))
            column += across
    return sheet.grid()


def _text(data: Any, code: str) -> str:
    text = "".join(data.itertext())
    kind = markup.attribute(data, "Type")
    if kind == "Number":
        try:
            return show(float(text), number_format(code))
        except ValueError:
            return text
    if kind == "Boolean":
        return "TRUE" if text.strip() == "1" else "FALSE"
    if kind == "DateTime":
        return text.partition(".")[0].removesuffix("T00:00:00").replace("T", " ").removesuffix(":00")
    return text
