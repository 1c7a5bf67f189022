"""Duties as rows of a spreadsheet or of a CSV file."""

from collections.abc import Callable, Iterator
from datetime import date

from django.conf import settings
from django.db.models.query import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.foundation.duties import wording
from mingtang.foundation.duties.models import Duty
from mingtang.foundation.web.sheets import CSV, XLSX, csv_of, xlsx_of
from mingtang.foundation.workdays.queries import calendar

MOST_ROWS = 10_000


def workbook(rows: QuerySet[Duty]) -> bytes:
    """One duty a row, in the order of the list; a last line says so where there are more than `MOST_ROWS`."""
    return xlsx_of(_("任务"), _table(rows))


def csv_file(rows: QuerySet[Duty]) -> bytes:
    """The same as CSV."""
    return csv_of(_table(rows))


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
    "xlsx": (XLSX, workbook),
    "csv": (CSV, csv_file),
}
"""Ending of the file → its type and writer."""
