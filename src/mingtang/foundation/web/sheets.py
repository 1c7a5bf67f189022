"""Cells of spreadsheets that are handed out."""

from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell


def text_cell(sheet: Any, text: str) -> Cell | str:
    """The text of a cell; what begins like a formula is marked as text, or a spreadsheet would compute it."""
    clean = ILLEGAL_CHARACTERS_RE.sub("", text)
    if not clean.startswith("="):
        return clean
    cell = Cell(sheet, row=1, column=1, value=clean)
    cell.data_type = "s"
    return cell
