"""The house list as a table: columns in any order, as offices name them; what one exports can be imported again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mingtang.foundation.guard.models import HousePhrase, Level
from mingtang.foundation.web.sheets import xlsx_of
from mingtang.kernel.catalogue.grid import Grid
from mingtang.kernel.official.dates import squeezed

COLUMNS: dict[str, tuple[str, ...]] = {
    "text": ("不用的词", "禁用词", "错误用语", "不规范用语", "原词", "text"),
    "prefer": ("改用", "应为", "规范用语", "正确用语", "替换为", "prefer"),
    "level": ("级别", "等级", "严重程度", "level"),
    "source": ("依据", "来源", "出处", "source"),
    "note": ("说明", "备注", "note"),
}
NEEDED = ("text", "source")
MOST = 1000
"""Rows of one import."""
_HEADER_WITHIN = 10
_LEVELS = {
    Level.BLOCK: ("必须处理", "block", "禁止", "严重"),
    Level.WARN: ("提醒", "warn", "警告", "一般", ""),
    Level.INFORM: ("提示", "inform", "轻微"),
}


@dataclass(frozen=True)
class Row:
    """A row as it stands in the file; `number` is its own there."""

    number: int
    text: str = ""
    prefer: str = ""
    level: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True)
class Read:
    """`missing` are the names of columns that no table has; then there are no rows."""

    rows: list[Row]
    missing: tuple[str, ...] = ()


def read_phrases(grids: Sequence[Grid]) -> Read:
    """The rows of the first table with a head that names what is needed."""
    best: set[str] = set()
    for grid in grids:
        for n, cells in enumerate(grid.rows[:_HEADER_WITHIN]):
            columns = _columns(cells)
            if columns.keys() >= set(NEEDED):
                return Read(_rows(grid, n + 1, columns))
            best = max(best, set(columns), key=len)
    return Read([], tuple(COLUMNS[name][0] for name in NEEDED if name not in best))


def level_of(text: str) -> str:
    """The level that a cell names, “提醒” where it is empty; itself where it names none."""
    plain = squeezed(text).lower()
    return next((str(level) for level, names in _LEVELS.items() if plain in names), text)


def workbook(lines: Iterable[HousePhrase]) -> bytes:
    """The columns that are read again, and the unit behind them."""
    rows = [
        (line.text, line.prefer, str(line.get_level_display()), line.source, line.note, line.unit.short_name)
        for line in lines
    ]
    return xlsx_of(_("用语表"), [(*(names[0] for names in COLUMNS.values()), _("单位")), *rows])


def _columns(cells: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, text in enumerate(cells):
        plain = squeezed(text).strip("*：:（）()").lower()
        name = next((name for name, known in COLUMNS.items() if plain in known), "")
        if name:
            found.setdefault(name, place)
    return found


def _rows(grid: Grid, begin: int, columns: dict[str, int]) -> list[Row]:
    found = []
    for cells, number in zip(grid.rows[begin:], grid.numbers[begin:], strict=True):
        said = {name: " ".join(cells[place].split()) for name, place in columns.items()}
        if any(said.values()):
            found.append(Row(number, **said))
    return found
