"""The names of what can be counted of everything: units, areas, years, kinds of attachments."""

from collections.abc import Iterable, Mapping

from django.db import models
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.inspection.kinds import KINDS
from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.organisations.queries import unit_by_slug
from mingtang.foundation.organisations.tree import subtree_q
from mingtang.foundation.prepared import Prepared
from mingtang.foundation.search.engine.wanted import Value
from mingtang.foundation.search.searchable import FACET_LABELS, Labels, coded

_YEARS = (1949, 2999)
# All of them, for a county has some hundred, in one statement for units and areas: kind, key, place in the order, code
# and label.
_NAMES = Prepared(
    lambda: (
        Unit.objects.order_by()
        .values_list(models.Value("unit"), "pk", "path", "slug", "short_name")
        .union(
            Area.objects.order_by().values_list(
                models.Value("area"), "pk", Cast("position", models.CharField()), "code", "name"
            ),
            all=True,
        )
    )
)


def register() -> None:
    FACET_LABELS.register("unit", Labels(_("单位"), _units, _unit, _with_subordinates))
    FACET_LABELS.register("area", Labels(_("领域"), _areas, _area))
    FACET_LABELS.register("year", Labels(_("年度"), _years, _year))
    FACET_LABELS.register(
        "file_kind", coded(_("附件类型"), lambda: {code: kind.label for code, kind in KINDS.items()})
    )


def _units(values: Iterable[Value]) -> dict[Value, tuple[str, str]]:
    there = set(values)
    rows = sorted((path, pk, slug, name) for kind, pk, path, slug, name in _NAMES.rows() if kind == "unit")
    return {pk: (slug, name) for _path, pk, slug, name in rows if pk in there}


def _unit(code: str) -> tuple[Value, ...]:
    """A unit with all below it; the county alone, for with all below it it would be everything."""
    unit, _renamed = unit_by_slug(code)
    if unit is None or unit.parent_id is None:
        return (unit.pk,) if unit else ()
    return tuple(Unit.objects.filter(subtree_q(unit)).values_list("pk", flat=True))


def _with_subordinates(counts: Mapping[Value, int], chosen: str) -> dict[Value, int]:
    """What a unit and all below it have together: for the units right below the county, for the one that is chosen
    and for those right below that. The counts of others are in these.
    """
    units = {pk: (path, slug) for kind, pk, path, slug, _name in _NAMES.rows() if kind == "unit"}
    root = min((path for path, _slug in units.values()), key=len, default="")
    opened = {root, *(path for path, slug in units.values() if slug == chosen)}
    shown = {
        path: pk
        for pk, (path, slug) in units.items()
        if slug == chosen or _above(path) in opened or path == root
    }
    found: dict[Value, int] = {}
    for pk, number in counts.items():
        path = units[int(pk)][0] if pk in units else ""
        while path:
            # The county itself counts for its own only: with all below it, it would be everything.
            if path in shown and (path != root or path == units[int(pk)][0]):
                found[shown[path]] = found.get(shown[path], 0) + number
            path = _above(path)
    return found


def _above(path: str) -> str:
    """The path of the unit above; empty for the topmost."""
    above, _dot, _last = path.rstrip(".").rpartition(".")
    return f"{above}." if above else ""


def _areas(values: Iterable[Value]) -> dict[Value, tuple[str, str]]:
    there = set(values)
    rows = [(int(place), code, pk, name) for kind, pk, place, code, name in _NAMES.rows() if kind == "area"]
    return {pk: (code, name) for _place, code, pk, name in sorted(rows) if pk in there}


def _area(code: str) -> tuple[Value, ...]:
    return tuple(Area.objects.filter(code=code).values_list("pk", flat=True))


def _years(values: Iterable[Value]) -> dict[Value, tuple[str, str]]:
    return {year: (str(year), str(year)) for year in sorted(map(int, values), reverse=True)}


def _year(code: str) -> tuple[Value, ...]:
    year = int(code) if code.isascii() and code.isdigit() and len(code) == 4 else 0
    return (year,) if _YEARS[0] <= year <= _YEARS[1] else ()
