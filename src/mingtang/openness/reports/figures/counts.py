"""Numbers by period, unit and area, summed up as a page needs them."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Q, QuerySet

from mingtang.foundation.organisations.models import Unit
from mingtang.kernel.clock.cycles import Period
from mingtang.openness.reports.asked import Asked

Numbers = Counter[str]


@dataclass
class Counts:
    """`cells` holds counters of measures by bucket (`this`, `before`, `year_ago`), unit and area."""

    cells: dict[tuple[str, int, int | None], Numbers] = field(default_factory=dict)
    totals: dict[str, Numbers] = field(default_factory=dict)

    def add(self, bucket: str, unit_id: int, area_id: int | None, name: str, number: int | None) -> None:
        if number:
            self.cells.setdefault((bucket, unit_id, area_id), Counter())[name] += number
            self.totals.setdefault(bucket, Counter())[name] += number

    def read(
        self,
        asked: Asked,
        code: str,
        rows: QuerySet[Any],
        within: Callable[[Period], Q],
        *,
        unit: str = "unit_id",
        area: str = "area_id",
    ) -> None:
        """Counts rows of the unit in all periods compared; `within` is the condition for one period. One query."""
        conditions = {name: within(period) for name, period in asked.buckets.items()}
        found = rows.filter(asked.q(unit), reduce(or_, conditions.values())).order_by()
        numbers = {name: Count("pk", filter=q) for name, q in conditions.items()}
        for row in found.values(unit, area).annotate(**numbers):
            for name in conditions:
                self.add(name, row[unit], row[area], code, row[name])

    def total(self, bucket: str = "this") -> Numbers:
        return self.totals.get(bucket, Counter())

    def by_row(self, rows: "UnitRows", bucket: str = "this") -> dict[int, Numbers]:
        """By the unit on whose row a unit stands."""
        found: dict[int, Numbers] = {}
        for (b, unit_id, _area), numbers in self.cells.items():
            if b == bucket:
                found.setdefault(rows.of(unit_id), Counter()).update(numbers)
        return found

    def by_area(self, bucket: str = "this") -> dict[int | None, Numbers]:
        found: dict[int | None, Numbers] = {}
        for (b, _unit, area_id), numbers in self.cells.items():
            if b == bucket:
                found.setdefault(area_id, Counter()).update(numbers)
        return found


class UnitRows:
    """The rows of a table by units: the unit itself, and each directly below it with all that is below that.

    A unit that lies elsewhere, because its business was taken over, has a row of its own.
    """

    def __init__(self, asked: Asked) -> None:
        self.unit = asked.unit
        self.units = {unit.pk: unit for unit in Unit.objects.order_by("path")}
        self._by_path = {unit.path: unit.pk for unit in self.units.values()}
        self._up: dict[int, list[int]] = {}
        self._row: dict[int, int] = {}

    def of(self, unit_id: int) -> int:
        """The row on which a unit stands."""
        if unit_id not in self._row:
            path, above = self.units[unit_id].path, self.unit.path
            beside = path == above or not path.startswith(above)
            below = above + path[len(above) :].split(".", 1)[0] + "."
            self._row[unit_id] = unit_id if beside else self._by_path[below]
        return self._row[unit_id]

    @property
    def alone(self) -> bool:
        """Whether the unit has none below it."""
        above = self.unit.path
        return not any(unit.path != above and unit.path.startswith(above) for unit in self.units.values())

    def below(self, unit_id: int) -> frozenset[int]:
        """The units that stand on a row: of the unit itself only that, of one below it all that is below."""
        return frozenset(pk for pk in self.units if self.of(pk) == unit_id)

    def up_from(self, unit_id: int) -> list[int]:
        """The unit and those above it."""
        if unit_id not in self._up:
            steps = self.units[unit_id].path.split(".")[:-1]
            paths = (".".join(steps[: n + 1]) + "." for n in range(len(steps)))
            self._up[unit_id] = [self._by_path[path] for path in paths if path in self._by_path]
        return self._up[unit_id]
