"""Lists of records as XLSX."""

import io

from django.db.models.query import QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from openpyxl import Workbook

from mingtang.foundation.web.sheets import text_cell
from mingtang.kernel.classification.genres import GENRES
from mingtang.openness.records import choices, paper, validity
from mingtang.openness.records.facts import day
from mingtang.openness.records.models import Record
from mingtang.openness.records.tags import theme_name

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 5_000


def workbook(records: QuerySet[Record]) -> bytes:
    """The newest records of a list, one a row; a last line says so where there are more than `MOST_ROWS`."""
    heads = (
        _("标题"),
        _("文号"),
        _("索引号"),
        _("发布机构"),
        _("主题分类"),
        _("体裁"),
        _("成文日期"),
        _("公开日期"),
        _("有效性"),
        _("永久网址"),
    )
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("列表"))
    sheet.append(heads)
    found = records.select_related("unit").order_by("-published_at", "-pk")[: MOST_ROWS + 1]
    for number, record in enumerate(found.iterator(chunk_size=500)):
        if number == MOST_ROWS:
            sheet.append([_("只列出最新的 %(n)s 条，其余请加上筛选条件再下载。") % {"n": MOST_ROWS}])
            break
        cells = (
            record.title,
            record.doc_no,
            record.index_no or "",
            record.unit.name,
            theme_name(record.theme),
            choices.label(GENRES, record.genre),
            day(record.doc_date),
            day(localtime(record.published_at)) if record.published_at else "",
            str(validity.badge_of(record).word),
            paper.address_of(record),
        )
        sheet.append([text_cell(sheet, text) for text in cells])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
