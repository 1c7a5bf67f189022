"""An index beside a folder of documents: a table with a row for each, which names its file and says what is known."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from mingtang.kernel.catalogue.grid import Grid
from mingtang.kernel.official.dates import read_date

COLUMNS: dict[str, tuple[str, ...]] = {
    "file": ("文件", "文件名", "正文", "正文文件", "文稿", "文件路径", "file"),
    "files": ("附件", "附件文件", "附件文件名"),
    "title": ("标题", "题名", "名称", "信息名称", "文件标题", "title"),
    "doc_no": ("文号", "发文字号", "发文号", "doc_no"),
    "issuer": ("发文机关", "发文单位", "制发机关", "issuer"),
    "index_no": ("索引号", "索引编号", "信息索引号", "index_no"),
    "theme": ("主题分类", "主题", "分类", "topic"),
    "genre": ("体裁", "体裁分类", "公文种类", "文种"),
    "doc_date": ("成文日期", "发文日期", "落款日期", "written"),
    "published_on": ("发布日期", "公开日期", "发布时间", "公开时间", "published"),
    "effective_on": ("施行日期", "生效日期", "实施日期"),
    "expires_on": ("有效期至", "失效日期", "废止日期"),
    "keywords": ("关键词", "主题词", "关键字"),
    "summary": ("内容概述", "摘要", "概述"),
    "source": ("信息来源", "来源"),
}
DATES = ("doc_date", "published_on", "effective_on", "expires_on")
NEEDED = ("file",)
_SPLIT = str.maketrans({"；": ";", "、": ";", "\n": ";", "|": ";"})


@dataclass
class IndexRow:
    """`number` is that of the row in the table; `values` what it says by field, dates as ISO."""

    number: int
    file: str
    files: tuple[str, ...] = ()
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Index:
    rows: tuple[IndexRow, ...]
    problems: tuple[str, ...]


def read_index(grids: Sequence[Grid]) -> Index | None:
    """None for tables that are no index: no column names the files. Problems say the row and the column."""
    for grid in grids:
        for n, row in enumerate(grid.rows[:10]):
            columns = {place: name for place, text in enumerate(row) if (name := _column(text))}
            if set(NEEDED) <= set(columns.values()) and len(columns) > 1:
                return _rows(grid, n + 1, columns)
    return None


def _rows(grid: Grid, begin: int, columns: dict[int, str]) -> Index:
    rows: list[IndexRow] = []
    problems: list[str] = []
    seen: dict[str, int] = {}
    for cells, number in zip(grid.rows[begin:], grid.numbers[begin:], strict=True):
        said = {name: cells[place].strip() for place, name in columns.items() if cells[place].strip()}
        if not said:
            continue
        file = said.pop("file", "")
        if not file:
            problems.append(_("索引第 %(row)s 行没有写文件名，这一行没有用。") % {"row": number})
            continue
        if file in seen:
            problems.append(
                _("索引第 %(row)s 行和第 %(first)s 行写的是同一个文件“%(file)s”，后一行没有用。")
                % {"row": number, "first": seen[file], "file": file}
            )
            continue
        seen[file] = number
        files = tuple(
            part.strip() for part in said.pop("files", "").translate(_SPLIT).split(";") if part.strip()
        )
        problems += _dates(said, number)
        rows.append(IndexRow(number, file, files, said))
    return Index(tuple(rows), tuple(problems))


def _dates(said: dict[str, str], number: int) -> list[str]:
    problems = []
    for name in DATES:
        if name not in said:
            continue
        day = read_date(said[name])
        if day is None:
            label: Any = COLUMNS[name][0]
            problems.append(
                _(
                    "索引第 %(row)s 行“%(column)s”写的“%(text)s”不是日期，没有用。请写成 2026-11-02 或 2026年11月2日。"
                )
                % {"row": number, "column": label, "text": said.pop(name)[:30]}
            )
        else:
            said[name] = day.isoformat()
    return problems


def _column(text: str) -> str:
    name = "".join(text.split()).strip("*：:（）()").lower()
    return next((key for key, names in COLUMNS.items() if name in names), "")
