"""A report as XLSX: a sheet for the sentences, one for each table, with native charts beside their numbers."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mingtang.foundation.web.sheets import text_cell
from mingtang.openness.reports.document import (
    Cell,
    Chart,
    Form,
    Heading,
    Number,
    Report,
    Sentence,
    Shape,
    Table,
    text_of,
    url_of,
)

FORMATS = {Form.WHOLE: "#,##0", Form.SHARE: "0.0%", Form.DECIMAL: "0.0"}
_THIN = Side(style="thin", color="FF74828F")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_WRAP = Alignment(wrap_text=True, vertical="center")
_MIDDLE = Alignment(wrap_text=True, vertical="center", horizontal="center")
_LINK = Font(color="FF1F4E8C", underline="single")
_FORBIDDEN = r"[]:*?/\'"
FIRST_ROW = 3
"""Heads stand on the second row, below the title."""


def as_xlsx(report: Report) -> bytes:
    book = Workbook()
    book.remove(book.active)
    _text(book.create_sheet(_("正文")), report)
    for block in report.blocks:
        if isinstance(block, Chart):
            sheet = sheet_of(book, block.table, report.absolute)
            _draw(sheet, block)
        elif isinstance(block, Table):
            sheet_of(book, block, report.absolute)
    for annex in report.annexes:
        sheet_of(book, annex, report.absolute)
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def table_as_xlsx(tables: Iterable[Table], absolute: Any) -> bytes:
    """Tables alone, a sheet each."""
    book = Workbook()
    book.remove(book.active)
    for table in tables:
        sheet_of(book, table, absolute)
    return saved(book)


def _text(sheet: Worksheet, report: Report) -> None:
    sheet.column_dimensions["A"].width = 110
    for line in (f"{report.title}{report.subtitle}", *report.lines):
        sheet.append([text_cell(sheet, line)])
    sheet["A1"].font = Font(bold=True, size=16)
    for block in report.blocks:
        if isinstance(block, Heading):
            sheet.append([text_cell(sheet, block.text)])
            sheet.cell(sheet.max_row, 1).font = Font(bold=True)
        elif isinstance(block, Sentence):
            sheet.append([text_cell(sheet, block.text)])
    sheet.append([report.absolute(report.address)])
    sheet.cell(sheet.max_row, 1).hyperlink = report.absolute(report.address)
    for row in sheet.iter_rows():
        row[0].alignment = _WRAP


def sheet_of(book: Workbook, table: Table, absolute: Any) -> Worksheet:
    """A sheet with the table's title, heads and rows; numbers are numbers, links are links."""
    sheet = book.create_sheet(_sheet_name(table.name, book.sheetnames))
    sheet.append([text_cell(sheet, table.title or table.name)])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append([text_cell(sheet, head) for head in table.heads])
    for cell in sheet[2]:
        cell.font, cell.alignment, cell.border = Font(bold=True), _MIDDLE, _BORDER
    for number, row in enumerate(table.rows, FIRST_ROW):
        for column, value in enumerate(row, 1):
            _write(sheet, number, column, value, absolute)
    weights = table.weights or (1.0,) * len(table.heads)
    for n, weight in enumerate(weights, 1):
        sheet.column_dimensions[get_column_letter(n)].width = max(8.0, min(weight * 7.5, 60.0))
    if table.note:
        sheet.append([text_cell(sheet, table.note)])
    sheet.freeze_panes = f"A{FIRST_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "2:2"
    return sheet


def _write(sheet: Worksheet, row: int, column: int, value: Cell, absolute: Any) -> None:
    cell = sheet.cell(row, column)
    if isinstance(value, Number):
        # What cannot be told is an empty cell, which charts and sums pass over.
        cell.value, cell.number_format = value.value, FORMATS[value.form]
    else:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", text_of(value))
        cell.data_type = "s"
        cell.alignment = _WRAP
    cell.border = _BORDER
    if url_of(value):
        cell.hyperlink, cell.font = absolute(url_of(value)), _LINK


def _draw(sheet: Worksheet, chart: Chart) -> None:
    table = chart.table
    last = FIRST_ROW + len(table.rows) - 1
    if chart.shape == Shape.HEAT:
        place = f"B{FIRST_ROW}:{get_column_letter(len(table.heads))}{last}"
        low, high = ColorScaleRule, {"end_type": "num", "end_value": 1, "end_color": "FFFFFFFF"}
        rule = low(start_type="num", start_value=0, start_color="FFE07B73", **high)
        sheet.conditional_formatting.add(place, rule)
        return
    drawn: Any = LineChart() if chart.shape == Shape.LINE else BarChart()
    column = len(table.heads)
    drawn.add_data(Reference(sheet, min_col=column, min_row=2, max_row=last), titles_from_data=True)
    drawn.set_categories(Reference(sheet, min_col=1, min_row=FIRST_ROW, max_row=last))
    drawn.title, drawn.legend = chart.title, None
    drawn.height, drawn.width = 9, 20
    drawn.y_axis.number_format = "0%" if chart.form == Form.SHARE else "#,##0"
    drawn.y_axis.scaling.min = 0
    if chart.form == Form.SHARE:
        drawn.y_axis.scaling.max = 1
    # Newer Excel hides axes that do not say that they are there.
    drawn.x_axis.delete = drawn.y_axis.delete = False
    sheet.add_chart(drawn, f"{get_column_letter(len(table.heads) + 2)}2")


def _sheet_name(name: str, taken: list[str]) -> str:
    clean = "".join(c for c in name if c not in _FORBIDDEN)[:28] or _("表")
    return clean if clean not in taken else f"{clean[:25]}{len(taken) + 1}"
