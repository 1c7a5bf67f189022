"""Lists as spreadsheets and CSV files that are handed out."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula when it opens a CSV file."""


def text_cell(sheet: Any, text: str) -> Cell | str:
    """The text of a cell; what begins like a formula is marked as text, or a spreadsheet would compute it."""
    clean = ILLEGAL_CHARACTERS_RE.sub("", text)
    if not clean.startswith("="):
        return clean
    cell = Cell(sheet, row=1, column=1, value=clean)
    cell.data_type = "s"
    return cell


def xlsx_of(title: str, rows: Iterable[Sequence[str]]) -> bytes:
    """A workbook of one sheet; the heads, which are the first row, and the first column stay when it is scrolled."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    for row in rows:
        sheet.append([text_cell(sheet, text) for text in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_of(rows: Iterable[Sequence[str]]) -> bytes:
    """With the mark by which spreadsheets know UTF-8; what begins like a formula is kept as text."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([f"'{text}" if text.startswith(_FORMULA) else text for text in row])
    return out.getvalue().encode("utf-8-sig")
