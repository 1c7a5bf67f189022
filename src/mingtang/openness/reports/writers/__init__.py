"""One report, three files."""

from collections.abc import Callable

from mingtang.openness.reports.document import Report
from mingtang.openness.reports.writers.docx import as_docx
from mingtang.openness.reports.writers.pdf import as_pdf
from mingtang.openness.reports.writers.xlsx import as_xlsx

_OFFICE = "application/vnd.openxmlformats-officedocument."
WRITERS: dict[str, Callable[[Report], bytes]] = {"docx": as_docx, "pdf": as_pdf, "xlsx": as_xlsx}
CONTENT_TYPES = {
    "docx": f"{_OFFICE}wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
}
