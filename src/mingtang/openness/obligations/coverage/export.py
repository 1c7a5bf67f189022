"""The coverage as XLSX: one sheet by unit, one by unit and area."""

import io

from django.http import HttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook

from mingtang.foundation import clock
from mingtang.foundation.web.sheets import XLSX, text_cell
from mingtang.openness.obligations.coverage.matrix import Line, Matrix, by_area
from mingtang.openness.obligations.coverage.wording import LOOKS


def workbook(matrix: Matrix) -> bytes:
    book = Workbook(write_only=True)
    states = [str(look.word) for look in LOOKS.values()]
    sheet = book.create_sheet(_("按单位"))
    sheet.append([_("单位"), _("层级"), _("事项"), *states, _("已公开占比")])
    for line in (*matrix.lines, matrix.total):
        share = line.total.share
        cells = [*line.total.columns, "" if share is None else round(share, 4)]
        sheet.append([*_name(sheet, line), line.total.total, *cells])
    sheet = book.create_sheet(_("按单位和领域"))
    sheet.append([_("单位"), _("层级"), _("领域"), _("最要紧的状态"), _("事项"), *states])
    for line in matrix.lines:
        for area, cell in by_area(line, matrix.head):
            sheet.append(
                [
                    *_name(sheet, line),
                    text_cell(sheet, area.name),
                    str(cell.worst.word),
                    cell.total,
                    *cell.columns,
                ]
            )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _name(sheet: object, line: Line) -> list[object]:
    return [text_cell(sheet, line.unit.name if line.unit else line.label), line.level]


def download(matrix: Matrix) -> HttpResponse:
    answer = HttpResponse(workbook(matrix), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="coverage-{clock.today().isoformat()}.xlsx"'
    return answer
