"""Makes catalogue files of any size: all 26 areas, a sheet each, the official columns below two rows of header.

Everything follows from the row's number, so that the second version differs from the first in known rows.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.worksheet.cell_range import CellRange

from mingtang.kernel.catalogue.theme_cells import theme_cell
from mingtang.kernel.classification.areas import PILOT_AREAS

HEAD = (
    ("序号", ""), ("公开事项", "一级事项"), ("公开事项", "二级事项"), ("公开事项", "三级事项"),
    ("公开内容（要素）", ""), ("公开依据", ""), ("公开时限", ""), ("公开主体", ""),
    ("公开渠道和载体（“■”表示必选项，“□”表示可选项）", ""), ("公开对象", "全社会"),
    ("公开对象", "特定群体（请写明）"), ("公开方式", "主动"), ("公开方式", "依申请公开"),
    ("公开层级", "县级"), ("公开层级", "乡级"), ("公开层级", "村级"), ("主题分类", ""),
)  # fmt: skip
TRADES = (
    "政策文件", "行政许可", "行政处罚", "行政检查", "行政强制", "资金发放", "项目审批", "招标投标",
    "办事服务", "监督检查", "规划计划", "统计数据", "应急处置", "质量抽检", "人员招聘", "信用管理",
    "设施管理", "投诉举报", "宣传培训", "评估认定",
)  # fmt: skip
KINDS = ("事项", "管理", "公开", "服务", "监管", "备案", "公告", "结果", "进展", "标准")
PARTS = (
    "法规文件", "办事指南", "办理进度", "审核信息", "审批结果", "名单公示", "年度计划", "执行情况", "监督方式",
    "收费标准", "解读材料", "常见问题",
)  # fmt: skip
LAWS = (
    "《中华人民共和国政府信息公开条例》", "《社会救助暂行办法》（国务院令第649号）",
    "《中华人民共和国行政许可法》", "《中华人民共和国土地管理法》",
    "《关于全面推进政务公开工作的意见》（中办发〔2016〕8号）", "《中华人民共和国安全生产法》",
    "《中华人民共和国预算法》",
)  # fmt: skip
LIMITS = (
    "信息形成或者变更之日起20个工作日内予以公开", "自该政府信息形成或者变更之日起20个工作日内",
    "20个工作日", "制定或获取信息之日起10个工作日内", "信息形成 （变更）20个 工作日内",
    "行政处罚决定作出之日起7个工作日内", "实时公开", "长期公开（动态调整）", "及时公开",
    "每季度公开1次", "制定或获取信息之日起10个工作日内，公示7个工作日",
    "信息形成或者变更之日起20个工作日内；征求意见期限不得少于30日", "听证会召开7日前",
    "收到申请之日起20个工作日内公开", "现状调查结束后5个工作日内", "每年1月31日前",
    "1.政策类：长期公开；2.名单类：20个工作日内",
    "信息形成或者变更之日起20个工作日内。法律、法规另有规定的，从其规定。",
    "经本级财政部门批复后20日内", "按进展情况及时公开", "审核通过后公示7天",
    "本级人民代表大会或其常务委员会批准后20日内",
)  # fmt: skip
UNCLEAR = "视情况而定"
CHANNELS = (
    "政府网站", "政府公报", "两微一端", "发布会/听证会", "广播电视", "纸质媒体", "公开查阅点",
    "政务服务中心", "便民服务站", "入户/现场", "社区/企事业单位/村公示栏（电子屏）", "精准推送",
)  # fmt: skip
SUBJECTS = (
    "县民政局、各乡镇人民政府（街道办事处）", "县财政局", "县人力资源和社会保障局", "县教育局",
    "县自然资源局", "县卫生健康局", "县应急管理局", "乡镇人民政府（街道办事处）", "县农业农村局",
    "县市场监督管理局",
)  # fmt: skip
HEADER = 3
STRANGER = "县水务二局"
CHANGED, GONE = (3, 23, 43, 63, 83), 50
"""Last two digits of the numbers of rows that the second version changes, and drops."""


class Row(NamedTuple):
    """The cells of a row in the order of the columns, without 序号."""

    item1: str
    item2: str
    item3: str
    elements: str
    basis: str
    limit: str
    subject: str
    channels: str
    everyone: str
    specific: str
    active: str
    on_request: str
    county: str
    township: str
    village: str
    theme: str


@dataclass
class Sheets:
    """The rows of each area by its label, and how many of all were changed, are new, are gone."""

    areas: dict[str, list[Row]]
    rows: int = 0
    changed: int = 0
    new: int = 0
    gone: int = 0


def first(rows: int) -> Sheets:
    """The first version."""
    return Sheets(
        {label: [row for _number, row in numbered] for label, numbered in _areas(rows).items()}, rows
    )


def second(rows: int) -> Sheets:
    """5 % of the rows changed, one in five of them by name; 1 % gone; 1 % new."""
    found = Sheets({})
    for label, numbered in _areas(rows).items():
        kept = []
        for number, row in numbered:
            if number % 100 == GONE:
                found.gone += 1
            elif number % 100 in CHANGED:
                found.changed += 1
                kept.append(_changed(number, row))
            else:
                kept.append(row)
        fresh = [_new(number, row) for number, row in numbered if number % 100 == GONE]
        found.new += len(fresh)
        found.areas[label] = kept + fresh
    found.rows = rows - found.gone + found.new
    return found


def _areas(rows: int) -> dict[str, list[tuple[int, Row]]]:
    """Numbered rows by area, alike many in each."""
    count = len(PILOT_AREAS)
    return {
        area.label: [
            (number, _row(number, place, theme_cell(area.theme)))
            for place, number in enumerate(range(rows * n // count, rows * (n + 1) // count))
        ]
        for n, area in enumerate(PILOT_AREAS)
    }


def _row(number: int, place: int, theme: str) -> Row:
    """`place` is that in its area: twelve rows share a first name, and every other twelve have a third one."""
    group, part = divmod(place, len(PARTS))
    if group % 2:
        names = PARTS[part // 3 * 3], f"{PARTS[part]}（三级）"
    else:
        names = PARTS[part], ""
    boxes = number * 7 % 4000 | 1 << number % 12
    marked = [(bool(boxes >> n & 1), name) for n, name in enumerate(CHANNELS)]
    limit = UNCLEAR if number % 60 == 7 else LIMITS[number % len(LIMITS)]
    marks = ("√", "√" if number % 3 == 0 else "", "√" if number % 9 == 0 else "")
    return Row(
        f"{TRADES[group % len(TRADES)]}{KINDS[group // len(TRADES) % len(KINDS)]}",
        *names,
        f"{PARTS[part]}的名称；适用范围；办理条件；第{number + 1}项的具体内容；咨询和监督电话",
        LAWS[0] + LAWS[1 + group % 6],
        limit,
        STRANGER if number % 40 == 11 else SUBJECTS[number % len(SUBJECTS)],
        " ".join(f"{'■' if yes else '□'}{name}" for yes, name in marked if yes or number % 2),
        "" if number % 8 == 2 else "√",
        "申请人" if number % 8 == 2 else "",
        "√",
        "√" if number % 35 == 5 else "",
        *marks,
        theme,
    )


def _changed(number: int, row: Row) -> Row:
    way = CHANGED.index(number % 100)
    if way == 0:
        return row._replace(item2=f"{row.item2}（修订）")
    if way == 1:
        return row._replace(limit=LIMITS[11] if row.limit != LIMITS[11] else LIMITS[12])
    if way == 2:
        return row._replace(channels=_other_channels(row.channels))
    if way == 3:
        return row._replace(elements=f"{row.elements}；办理时限")
    return row._replace(subject="县审计局")


def _other_channels(text: str) -> str:
    last = CHANNELS[-1]
    if f"■{last}" in text:
        return text.replace(f"■{last}", f"□{last}")
    return f"{text.replace(f' □{last}', '')} ■{last}"


def _new(number: int, row: Row) -> Row:
    return row._replace(
        item1="新增民生实事",
        item2=f"第{number}号工程",
        item3="",
        elements=f"工程概况；第{number}号工程的投资和工期",
    )


def workbook(sheets: Sheets) -> bytes:
    """An XLSX file; in each area the first row stands there a second time, as copying leaves it behind."""
    book = Workbook(write_only=True)
    for label, rows in sheets.areas.items():
        page = book.create_sheet(label[:30])
        table = [
            (f"明堂县{label}领域基层政务公开标准目录", *[""] * (len(HEAD) - 1)),
            tuple(over for over, _under in HEAD),
            tuple(under for _over, under in HEAD),
            *((str(number), *row) for number, row in enumerate([*rows, rows[0]], start=1)),
        ]
        merged = [*_of_header(), *_of_rows(table)]
        hidden = {place for cells in merged for place in list(cells.cells)[1:]}
        for n, line in enumerate(table, start=1):
            page.append(
                [text if text and (n, m) not in hidden else None for m, text in enumerate(line, start=1)]
            )
        for cells in merged:
            page.merged_cells.add(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _of_header() -> Iterator[CellRange]:
    yield _cells(1, 1, 1, len(HEAD))
    for _over, columns in groupby(enumerate(HEAD, start=1), lambda column: column[1][0]):
        places = [place for place, _names in columns]
        if len(places) > 1:
            yield _cells(2, 2, places[0], places[-1])
        else:
            yield _cells(2, 3, places[0], places[0])


def _of_rows(table: list[tuple[str, ...]]) -> Iterator[CellRange]:
    """Names and basis stand once for all the rows below the same first name."""
    for column in (1, 2, 5):
        line = HEADER
        for _same, run in groupby(table[HEADER:], itemgetter(1, column)):
            last = line + len(list(run))
            if last > line + 1:
                yield _cells(line + 1, last, column + 1, column + 1)
            line = last


def _cells(top: int, bottom: int, left: int, right: int) -> CellRange:
    return CellRange(min_row=top, max_row=bottom, min_col=left, max_col=right)
