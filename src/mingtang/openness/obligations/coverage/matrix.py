"""The states laid out: units down, areas across, villages folded into their township; as heat map and as table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.web.filters import ChipGroup, chip_group
from mingtang.kernel.classification.areas import short_name
from mingtang.kernel.disclosure.coverage import WORST_FIRST, State, share
from mingtang.openness.obligations.coverage.queries import Row
from mingtang.openness.obligations.coverage.wording import LEVELS, LOOKS, Look, counts_in_words, percent

DESK, PUBLIC = "coverage_desk", "coverage"
"""The namespaces of the two faces; both have the pages home, unit, cell and download."""
UNCLAIMED = "unclaimed"
"""Stands for a unit in addresses of matters that nobody claimed."""
VILLAGES = (Unit.Kind.VILLAGE, Unit.Kind.COMMUNITY)
TOWNS = (Unit.Kind.TOWNSHIP, Unit.Kind.STREET)


@dataclass(slots=True)
class Cell:
    """Matters of one place by state, with the page that lists them."""

    counts: dict[State, int] = field(default_factory=dict)
    url: str = ""

    def add(self, state: State) -> None:
        self.counts[state] = self.counts.get(state, 0) + 1

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def worst(self) -> Look:
        return LOOKS[next(state for state in WORST_FIRST if self.counts.get(state))]

    @property
    def number(self) -> int:
        """How many matters are in the worst state."""
        return self.counts[self.worst.state]

    @property
    def words(self) -> str:
        return counts_in_words(self.counts)

    @property
    def share(self) -> float | None:
        return share(self.counts.get(State.COVERED, 0), self.total, self.counts.get(State.IDLE, 0))

    @property
    def share_words(self) -> str:
        return percent(self.share)

    @property
    def columns(self) -> list[int]:
        """The numbers in the order of the states."""
        return [self.counts.get(state, 0) for state in WORST_FIRST]


@dataclass
class Line:
    """One unit (or the unclaimed of a level, or all together) with a cell per area, None where it has no matter."""

    label: str
    level: str
    unit: Unit | None = None
    url: str = ""
    cells: list[Cell | None] = field(default_factory=list)
    total: Cell = field(default_factory=Cell)


@dataclass
class Matrix:
    """`head` are the columns as area and short name. `silent` are living units without any matter."""

    head: list[tuple[Area, str]]
    lines: list[Line]
    total: Line
    silent: list[Unit]


class Places:
    """All units with where their matters are shown."""

    def __init__(self) -> None:
        self.units = {unit.pk: unit for unit in Unit.objects.order_by("path")}
        self.by_slug = {unit.slug: unit for unit in self.units.values()}

    def shown(self, unit_id: int) -> Unit:
        """The unit itself, or the township above a village."""
        unit = self.units[unit_id]
        over = self.units.get(unit.parent_id or 0)
        return over if unit.kind in VILLAGES and over is not None and over.kind in TOWNS else unit

    def in_order(self) -> list[Unit]:
        """The county and its departments in the order of the tree, then townships, then what is left."""
        return sorted(
            self.units.values(), key=lambda unit: (unit.kind in TOWNS, unit.kind in VILLAGES, unit.path)
        )


def areas() -> list[Area]:
    return list(Area.objects.order_by("position", "code"))


def lay_out(found: Iterable[Row], places: Places, columns: list[Area], face: str) -> Matrix:
    """The matrix of some rows. Columns are the areas given, those without any row too."""
    at = {area.pk: n for n, area in enumerate(columns)}
    lines: dict[tuple[int, str], Line] = {}
    total = Line(_("合计"), "", cells=[None] * len(columns))
    for row in found:
        unit = places.shown(row.unit_id) if row.unit_id else None
        key = (unit.pk, "") if unit else (0, row.level)
        line = lines.get(key)
        if line is None:
            line = lines[key] = _line(unit, row.level, len(columns), face)
        n = at[row.area_id]
        for each in (line, total):
            cell = each.cells[n]
            if cell is None:
                cell = each.cells[n] = Cell()
                if each is line:
                    slug = unit.slug if unit else UNCLAIMED
                    cell.url = reverse(f"{face}:cell", args=[slug, columns[n].code])
            cell.add(row.state)
            each.total.add(row.state)
    order = [(0, level) for level in (*LEVELS, "")] + [(unit.pk, "") for unit in places.in_order()]
    silent = [
        unit
        for unit in places.in_order()
        if unit.ended_on is None and unit.kind not in VILLAGES and (unit.pk, "") not in lines
    ]
    return Matrix(
        [(area, short_name(area.code, area.name)) for area in columns],
        [lines[key] for key in order if key in lines],
        total,
        silent,
    )


def _line(unit: Unit | None, level: str, width: int, face: str) -> Line:
    if unit:
        url = reverse(f"{face}:unit", args=[unit.slug])
        return Line(unit.short_name, unit.level, unit, url, [None] * width)
    words = str(LEVELS.get(level, ""))
    label = _("没人认领（%(level)s）") % {"level": words} if words else _("没人认领")
    url = reverse(f"{face}:unit", args=[UNCLAIMED])
    return Line(label, words, None, url, [None] * width)


SORTS: Mapping[str, Any] = {
    "total": lambda line: -line.total.total,
    "share": lambda line: -1.0 if line.total.share is None else line.total.share,
    **{state.value: (lambda line, state=state: -line.total.counts.get(state, 0)) for state in WORST_FIRST},
}
"""The table's orders beside that of the tree: the most first, of shares the least."""


def table(matrix: Matrix, sort: str) -> list[Line]:
    key = SORTS.get(sort)
    return sorted(matrix.lines, key=key) if key else matrix.lines


def by_area(line: Line, head: list[tuple[Area, str]]) -> list[tuple[Area, Cell]]:
    """The areas of one unit in which it has any matter."""
    return [(area, cell) for (area, _short), cell in zip(head, line.cells, strict=True) if cell]


def groups(found: Iterable[Row], columns: Iterable[Area], query: Mapping[str, str]) -> list[ChipGroup]:
    """The filters of the matrix with how many matters are behind each."""
    by_level: dict[str, int] = {}
    by_code: dict[str, int] = {}
    codes = {area.pk: area for area in columns}
    for row in found:
        by_level[row.level] = by_level.get(row.level, 0) + 1
        code = codes[row.area_id].code
        by_code[code] = by_code.get(code, 0) + 1
    names = {area.code: area.name for area in codes.values()}
    return [
        chip_group(_("层级"), "level", LEVELS, by_level, query),
        chip_group(_("领域"), "area", names, by_code, query),
    ]


def links(query: Mapping[str, str], sort: str) -> dict[str, Any]:
    """Addresses of the two views and of the table's orders, with the filters kept."""
    kept = {name: value for name, value in query.items() if value and name in ("level", "area")}

    def url(**more: str) -> str:
        return "?" + urlencode(kept | more)

    return {
        "map_url": url(),
        "table_url": url(view="table"),
        "download_query": "?" + urlencode(kept) if kept else "",
        "sorts": {name: url(view="table", sort=name) for name in SORTS},
        "state_columns": [(look, url(view="table", sort=state.value)) for state, look in LOOKS.items()],
        "tree_url": url(view="table"),
        "sort": sort if sort in SORTS else "",
    }
