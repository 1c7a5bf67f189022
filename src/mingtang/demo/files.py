"""The demo's attachments as real files: Word, Excel or PDF, as their names say."""

import io
from html import escape

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from mingtang.demo.writing.shapes import AttachmentSpec
from mingtang.foundation.documents.docx import as_docx
from mingtang.foundation.documents.paper import Paper
from mingtang.foundation.documents.pdf import as_pdf


def file_of(attachment: AttachmentSpec) -> bytes:
    kind = attachment.filename.rpartition(".")[2]
    if kind == "xlsx":
        return _workbook(attachment)
    rows = [line.split("\t") for line in attachment.lines]
    tables = any(len(row) > 1 for row in rows)
    paper = Paper(title=attachment.title, body=_table(rows) if tables else _paragraphs(rows), address="")
    return as_docx(paper) if kind == "docx" else as_pdf(paper)


def _workbook(attachment: AttachmentSpec) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = attachment.title[:28]
    rows = [line.split("\t") for line in attachment.lines]
    width = max(map(len, rows), default=1)
    sheet.append([attachment.title])
    if width > 1:
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A1"].alignment = Alignment(horizontal="center")
    for row in rows:
        sheet.append(
            [float(cell) if cell.replace(".", "", 1).isdecimal() and len(cell) < 12 else cell for cell in row]
        )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _table(rows: list[list[str]]) -> str:
    head, *rest = rows
    cells = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rest)
    return f"<table><tbody><tr>{cells}</tr>{body}</tbody></table>"


def _paragraphs(rows: list[list[str]]) -> str:
    return "".join(f"<p>{escape(row[0])}</p>" for row in rows)
