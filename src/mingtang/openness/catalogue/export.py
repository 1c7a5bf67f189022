"""The catalogue as an XLSX file in the official order of columns; importing it again gives the same catalogue."""

import io
from collections.abc import Iterable, Sequence
from copy import copy
from urllib.parse import quote

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mingtang.foundation.web.sheets import text_cell
from mingtang.kernel.catalogue import channels
from mingtang.kernel.catalogue.headings import LOCAL_MARK
from mingtang.kernel.catalogue.item import Item
from mingtang.kernel.catalogue.theme_cells import theme_cell
from mingtang.openness.catalogue.models import Entry, Version

# The words are those of the official table and are what the import looks for: never translated.
_ITEM3 = ("公开事项", "三级事项", 14)
_HEAD: tuple[tuple[str, str, int], ...] = (
    ("序号", "", 6),
    ("公开事项", "一级事项", 14),
    ("公开事项", "二级事项", 18),
    ("公开内容（要素）", "", 36),
    ("公开依据", "", 32),
    ("公开时限", "", 20),
    ("公开主体", "", 18),
    ("公开渠道和载体", "", 30),
    ("公开对象", "全社会", 7),
    ("公开对象", "特定群体", 14),
    ("公开方式", "主动", 7),
    ("公开方式", "依申请", 7),
    ("公开层级", "县级", 7),
    ("公开层级", "乡级", 7),
    ("公开层级", "村级", 7),
    ("主题分类", "", 14),
    ("备注", "", 16),
)
_CITY = ("公开层级", "市（州）级", 7)
_THIN = Side(style="thin", color="FF74828F")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_WRAP = Alignment(wrap_text=True, vertical="top")
_MIDDLE = Alignment(wrap_text=True, vertical="center", horizontal="center")


def workbook(sheets: Iterable[tuple[Version, Sequence[Entry]]]) -> bytes:
    """One sheet for each version: title, two rows of headings, a row for each matter in order."""
    book = Workbook()
    book.remove(book.active)
    for version, entries in sheets:
        area = version.catalogue.area.name
        sheet = book.create_sheet(_sheet_name(area, book.sheetnames))
        _fill(sheet, f"{area}领域基层政务公开标准目录", [entry.text() for entry in entries])
    if not book.sheetnames:
        book.create_sheet(str(_("没有目录")))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Worksheet, title: str, items: Sequence[Item]) -> None:
    head = list(_HEAD)
    if any(item.item3 for item in items):
        head.insert(3, _ITEM3)
    if any("prefecture" in item.levels for item in items):
        head.insert([under for _over, under, _w in head].index("县级"), _CITY)
    sheet.append([title])
    sheet.append([over for over, _under, _width in head])
    sheet.append([under for _over, under, _width in head])
    for number, item in enumerate(items, start=1):
        names = [under or over for over, under, _w in head]
        sheet.append([text_cell(sheet, cell) for cell in _cells(item, number, names)])
    _style(sheet, head)


def _cells(item: Item, number: int, names: Sequence[str]) -> list[str]:
    known = {
        "序号": str(number),
        "一级事项": item.item1,
        "二级事项": item.item2,
        "三级事项": item.item3,
        "公开内容（要素）": "；".join(item.elements.splitlines()),
        "公开依据": item.basis,
        "公开时限": item.limit.raw,
        "公开主体": item.subject,
        "公开渠道和载体": "".join(f"■{channels.label(code)}" for code in item.channels),
        "全社会": _tick(item.everyone),
        "特定群体": item.specific,
        "主动": _tick(item.active),
        "依申请": _tick(item.on_request),
        "市（州）级": _tick("prefecture" in item.levels),
        "县级": _tick("county" in item.levels),
        "乡级": _tick("township" in item.levels),
        "村级": _tick("village" in item.levels),
        "主题分类": theme_cell(item.theme),
        "备注": _remark(item),
    }
    return [known[name] for name in names]


def _remark(item: Item) -> str:
    """A local item says so before its remarks, where the import finds it again."""
    if not item.local:
        return item.remark
    return f"{LOCAL_MARK}；{item.remark}" if item.remark else LOCAL_MARK


def _tick(on: bool) -> str:
    return "√" if on else ""


def _style(sheet: Worksheet, head: Sequence[tuple[str, str, int]]) -> None:
    last = len(head)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=last)
    column = 1
    while column <= last:
        over, under, _width = head[column - 1]
        if not under:
            sheet.merge_cells(start_row=2, end_row=3, start_column=column, end_column=column)
            column += 1
            continue
        end = column
        while end < last and head[end][0] == over:
            end += 1
        sheet.merge_cells(start_row=2, end_row=2, start_column=column, end_column=end)
        column = end + 1
    for index, (_over, _under, width) in enumerate(head, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet["A1"].font = Font(bold=True, size=16)
    for row in sheet.iter_rows(min_row=1, max_row=3):
        for cell in row:
            cell.alignment = _MIDDLE
    for row in sheet.iter_rows(min_row=2, max_row=3, max_col=last):
        for cell in row:
            cell.border = _BORDER
    first = sheet.cell(4, 1)
    first.border, first.alignment = _BORDER, _WRAP
    for row in sheet.iter_rows(min_row=4, max_row=sheet.max_row, max_col=last):
        for cell in row:
            # Setting border and alignment of each cell takes twenty times as long as everything else.
            cell._style = copy(first._style)
    sheet.freeze_panes = "D4"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "2:3"


def _sheet_name(area: str, taken: Sequence[str]) -> str:
    name = "".join(c for c in area if c not in r"[]:*?/\'")[:28] or "目录"
    return name if name not in taken else f"{name[:25]}{len(taken) + 1}"


def disposition(name: str) -> str:
    """The header that offers a download under a Chinese name."""
    return f"attachment; filename=\"catalogue.xlsx\"; filename*=UTF-8''{quote(name)}"
