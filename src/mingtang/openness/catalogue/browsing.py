"""What a list of matters shows: entries in force under filters, with counts that leave out their own filter."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Count, Q, QuerySet

from mingtang.foundation.organisations.models import Unit
from mingtang.kernel.catalogue.item import LEVELS
from mingtang.openness.catalogue.models import Entry
from mingtang.openness.catalogue.queries import in_force, open_claims

PARAMETERS = ("q", "area", "unit", "level", "theme", "audience", "manner", "state")
SEARCHED = ("item1", "item2", "item3", "elements", "basis", "subject")
NOTHING = Q(pk__in=[])


def _claimed(**filters: Any) -> Q:
    return Q(matter__in=open_claims().filter(**filters).values("matter_id"))


# Filters with a handful of values each, which one statement can count together.
FLAGS: dict[str, dict[str, Callable[[], Q]]] = {
    "level": {level: (lambda level=level: Q(**{level: True})) for level in LEVELS},  # type: ignore[misc]
    "audience": {"everyone": lambda: Q(everyone=True), "specific": lambda: ~Q(specific="")},
    "manner": {"active": lambda: Q(active=True), "on_request": lambda: Q(on_request=True)},
    "state": {"claimed": _claimed, "unclaimed": lambda: ~_claimed()},
}


@dataclass
class Counts:
    """The total, and how many entries each value of each filter has under all the other filters."""

    total: int
    by: dict[str, dict[str, int]]
    areas: dict[str, str]


@dataclass
class Selection:
    """Entries in force under the filters of an address; a value that nothing has finds nothing.

    `units` resolves the slugs of units. `state` is claimed or unclaimed.
    """

    query: Mapping[str, str]
    units: Mapping[str, Unit] = field(default_factory=dict)

    def entries(self, without: Iterable[str] = ()) -> QuerySet[Entry]:
        found = in_force()
        for name in PARAMETERS:
            if name not in without and self.query.get(name):
                found = found.filter(self._condition(name))
        return found

    def _condition(self, name: str) -> Q:
        value = self.query.get(name, "")
        if not value:
            return Q()
        if name == "q":
            return reduce(and_, (_word(word) for word in value.split()), Q())
        if name == "area":
            return Q(version__catalogue__area__code=value)
        if name == "theme":
            return Q(theme__startswith=value)
        if name == "unit":
            unit = self.units.get(value)
            return _claimed(unit_id=unit.pk) if unit else NOTHING
        made = FLAGS[name].get(value)
        return made() if made else NOTHING

    def counts(self, *flags: str) -> Counts:
        """Areas, themes, units and the named flags: three statements."""
        total, by = self._flags(flags)
        areas, names, themes = self._areas_and_themes()
        return Counts(total, by | {"area": areas, "theme": themes, "unit": self._by_unit()}, names)

    def _flags(self, names: tuple[str, ...]) -> tuple[int, dict[str, dict[str, int]]]:
        chosen = {name: self._condition(name) for name in names}
        asked = {"total": reduce(and_, chosen.values(), Q())}
        for name in names:
            others = reduce(and_, (q for other, q in chosen.items() if other != name), Q())
            asked |= {f"{name}_{value}": made() & others for value, made in FLAGS[name].items()}
        # An empty condition counts every row.
        counted: dict[str, Any] = {
            key: Count("pk", filter=condition) if condition else Count("pk")
            for key, condition in asked.items()
        }
        sums = self.entries(without=names).order_by().aggregate(**counted)
        return sums["total"], {
            name: {value: sums[f"{name}_{value}"] for value in FLAGS[name]} for name in names
        }

    def _areas_and_themes(self) -> tuple[dict[str, int], dict[str, str], dict[str, int]]:
        area, theme = self.query.get("area", ""), self.query.get("theme", "")
        code, name = "version__catalogue__area__code", "version__catalogue__area__name"
        rows = self.entries(without=("area", "theme")).order_by().values_list(code, name, "theme")
        areas: dict[str, int] = {}
        names: dict[str, str] = {}
        themes: dict[str, int] = {}
        for row_area, label, row_theme, n in rows.annotate(n=Count("pk")):
            names[row_area] = label
            if row_theme.startswith(theme):
                areas[row_area] = areas.get(row_area, 0) + n
            if row_theme and area in ("", row_area):
                themes[row_theme[:2]] = themes.get(row_theme[:2], 0) + n
        return areas, names, themes

    def _by_unit(self) -> dict[str, int]:
        matters = self.entries(without=("unit",)).order_by().values("matter_id")
        rows = open_claims().filter(matter_id__in=matters).order_by()
        return dict(rows.values_list("unit__slug").annotate(n=Count("pk")))


def _word(word: str) -> Q:
    return reduce(or_, (Q(**{f"{name}__icontains": word}) for name in SEARCHED))
