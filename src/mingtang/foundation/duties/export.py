"""Duties as rows of a spreadsheet or of a CSV file."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date

from django.conf import settings
from django.db.models.query import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from openpyxl import Workbook

from mingtang.foundation.duties import wording
from mingtang.foundation.duties.models import Duty
from mingtang.foundation.web.sheets import text_cell
from mingtang.foundation.workdays.queries import calendar

MOST_ROWS = 10_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def workbook(rows: QuerySet[Duty]) -> bytes:
    """One duty a row, in the order of the list; a last line says so where there are more than `MOST_ROWS`."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("任务"))
    sheet.freeze_panes = "B2"
    for cells in _table(rows):
        sheet.append([text_cell(sheet, text) for text in cells])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_file(rows: QuerySet[Duty]) -> bytes:
    """The same as CSV with the mark by which spreadsheets know UTF-8; what begins like a formula is kept as text."""
    out = io.StringIO()
    for cells in _table(rows):
        csv.writer(out).writerow("'" + text if text.startswith(_FORMULA) else text for text in cells)
    return out.getvalue().encode("utf-8-sig")


def _table(rows: QuerySet[Duty]) -> Iterator[list[str]]:
    yield [
        _("事项"), _("类别"), _("要做什么"), _("单位"), _("岗位"), _("领域"), _("起算日"), _("期限"),
        _("情况"), _("完成日期"), _("结果"), _("依据"), _("条文"), _("说明"), _("网址"),
    ]  # fmt: skip
    days = calendar()
    for number, duty in enumerate(rows[: MOST_ROWS + 1].iterator(chunk_size=500)):
        if number == MOST_ROWS:
            yield [_("只列出前 %(n)s 条，其余请加上筛选条件再下载。") % {"n": MOST_ROWS}]
            return
        kind = wording.kind_of(duty)
        yield [
            duty.title,
            str(kind.label if kind else duty.kind),
            str(wording.todo(duty)),
            duty.unit.name,
            duty.post.title if duty.post else "",
            duty.area.name if duty.area else "",
            _day(duty.start_on),
            _day(duty.due_on),
            str(wording.badge(duty, days).word) if duty.is_open else _("已办结"),
            _day(duty.done_on),
            str(duty.get_outcome_display()),
            duty.source,
            duty.article,
            duty.note,
            settings.PUBLIC_URL + reverse("duties_desk:duty", args=[duty.pk]),
        ]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


FORMS: dict[str, tuple[str, Callable[[QuerySet[Duty]], bytes]]] = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook),
    "csv": ("text/csv; charset=utf-8", csv_file),
}
"""Ending of the file → its type and writer."""
