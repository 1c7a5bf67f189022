"""Small tables written as text: a row a line, cells parted by |."""

from __future__ import annotations

from collections.abc import Iterable

from mingtang.kernel.catalogue.grid import Grid
from mingtang.kernel.catalogue.reading import Reading, RowReading

FULL = "序号|一级事项|二级事项|公开内容|公开依据|公开时限|公开主体|公开渠道|全社会|特定群体|主动|依申请|县级|乡级"


def grid(
    text: str,
    *,
    covered: Iterable[tuple[int, int]] = (),
    name: str = "社会救助",
    before: tuple[str, ...] = (),
) -> Grid:
    """A Grid; "\\\\n" in the text is a line end within a cell."""
    lines = text.strip("\n").split("\n")
    rows = [tuple(cell.strip().replace("\\n", "\n") for cell in line.split("|")) for line in lines]
    width = max(len(row) for row in rows)
    filled = [(number, row + ("",) * (width - len(row))) for number, row in enumerate(rows, 1)]
    kept = [(number, row) for number, row in filled if any(row)]
    return Grid(
        name, tuple(row for _, row in kept), tuple(number for number, _ in kept), frozenset(covered), before
    )


def codes(row: RowReading, field: str | None = None) -> set[str]:
    """The codes of a row's doubts, or of those of one field."""
    return {doubt.code for doubt in row.doubts if field is None or doubt.field == field}


def problems(reading: Reading) -> set[str]:
    return {doubt.code for doubt in reading.problems}


def row(**cells: str) -> str:
    """A row below FULL; what is not given is a plain value."""
    plain = {
        "序号": "1", "一级事项": "综合业务", "二级事项": "政策法规文件", "公开内容": "文件名称；文号", "公开依据": "《社会救助暂行办法》",
        "公开时限": "20个工作日", "公开主体": "县民政局", "公开渠道": "■政府网站", "全社会": "√", "主动": "√", "县级": "√",
    } | cells  # fmt: skip
    return "|".join(plain.get(head, "").replace("\n", "\\n") for head in FULL.split("|"))
