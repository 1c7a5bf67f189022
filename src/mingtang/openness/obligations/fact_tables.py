"""Facts out of a table as offices keep it: columns in any order, names of columns as people write them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from mingtang.kernel.catalogue.grid import Grid
from mingtang.kernel.official.dates import read_date, squeezed

COLUMNS: dict[str, tuple[str, ...]] = {
    "matter": ("事项", "公开事项", "事项名称", "公开事项名称", "目录事项", "对应事项", "matter"),
    "title": ("名称", "文件名称", "文件名", "标题", "题名", "文件标题", "信息名称", "title"),
    "doc_no": ("文号", "发文字号", "文件编号", "发文号", "docno", "doc_no"),
    "occurred_on": (
        "日期", "形成日期", "成文日期", "发文日期", "印发日期", "发生日期", "签发日期", "时间", "形成时间",
        "occurred_on",
    ),
    "external_id": ("来源编号", "来源号", "编号", "收文编号", "流水号", "系统编号", "external_id"),
}  # fmt: skip
NEEDED = ("matter", "title", "occurred_on")
MOST = 500
"""Rows of one import."""
_HEADER_WITHIN = 15
_AGAIN = ("同上", "〃", "″", "''", '"')
_EPOCH = date(1899, 12, 30)


@dataclass
class Row:
    """One row as it stands in the file: `number` is its own there, `sheet` the table's name where there are several."""

    number: int
    sheet: str
    matter: str = ""
    title: str = ""
    doc_no: str = ""
    occurred_on: str = ""
    external_id: str = ""

    @property
    def place(self) -> str:
        row = _("第 %(n)s 行") % {"n": self.number}
        return f"{self.sheet} {row}" if self.sheet else row


@dataclass(frozen=True)
class Read:
    """`missing` are the labels of columns that no table has; then there are no rows."""

    rows: list[Row]
    missing: tuple[str, ...] = ()


def read_facts(grids: Sequence[Grid]) -> Read:
    """The rows below the head of each table that has one."""
    rows: list[Row] = []
    best: set[str] = set()
    headed = [(grid, *found) for grid in grids if (found := _head(grid, best))]
    for grid, begin, columns in headed:
        rows += _rows(grid, begin, columns, grid.name if len(headed) > 1 else "")
    if not headed:
        return Read([], tuple(COLUMNS[name][0] for name in NEEDED if name not in best))
    return Read(rows)


def day_of_cell(text: str) -> date | None:
    """The day that a cell names: 2026-3-5, 2026年3月5日, 二〇二六年三月五日, 20260305, or a number of a sheet."""
    found = read_date(text)
    if found:
        return found
    plain = squeezed(text)
    if not plain.isdecimal():
        return None
    try:
        if len(plain) == 8:
            return date(int(plain[:4]), int(plain[4:6]), int(plain[6:]))
    except ValueError:
        return None
    return _EPOCH + timedelta(int(plain)) if len(plain) == 5 and "36526" <= plain <= "73050" else None


def _head(grid: Grid, best: set[str]) -> tuple[int, dict[str, int]] | None:
    """The row after the head and the place of each column; `best` collects the columns of the likeliest head."""
    for n, cells in enumerate(grid.rows[:_HEADER_WITHIN]):
        columns = _columns(cells)
        if len(columns) > len(best):
            best.clear()
            best.update(columns)
        if set(NEEDED) <= columns.keys():
            return n + 1, columns
    return None


def _columns(cells: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, text in enumerate(cells):
        plain = squeezed(text).strip("*：:（）()").lower()
        name = next((name for name, known in COLUMNS.items() if plain in known), "")
        if name:
            found.setdefault(name, place)
    return found


def _rows(grid: Grid, begin: int, columns: dict[str, int], sheet: str) -> list[Row]:
    found: list[Row] = []
    for cells, number in zip(grid.rows[begin:], grid.numbers[begin:], strict=True):
        said = {name: " ".join(cells[place].split()) for name, place in columns.items()}
        # A head that is repeated on each printed page is no row.
        if not any(said.values()) or set(NEEDED) <= _columns(cells).keys():
            continue
        if said["matter"] in _AGAIN and found:
            said["matter"] = found[-1].matter
        found.append(Row(number, sheet, **said))
    return found
