"""Lists of declarations under filters, for everybody and at the desk: unit, area, year of the period."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.web.filters import ChipGroup, chip_group
from mingtang.openness.obligations.models import Declaration

_COLUMNS = {"unit": "unit__slug", "area": "area__code", "year": "period_last__year"}
Counts = dict[str, dict[str, int]]


def filtered(
    rows: QuerySet[Declaration], query: Mapping[str, str], without: str = ""
) -> QuerySet[Declaration]:
    """Rows under the filters `unit` (a slug), `area` (a code), `year`; a value that nothing has finds nothing."""
    wanted = {name: query[name] for name in _COLUMNS if name != without and query.get(name)}
    year = wanted.get("year", "")
    if year and not (year.isascii() and year.isdecimal() and 1900 < int(year) < 3000):
        return rows.none()
    return rows.filter(Q(**{_COLUMNS[name]: value for name, value in wanted.items()}))


def counted(rows: QuerySet[Declaration], query: Mapping[str, str]) -> Counts:
    """Per filter how many rows each value has, under the other filters."""
    found: Counts = {}
    for name, column in _COLUMNS.items():
        others = filtered(rows, query, without=name).order_by()
        found[name] = {str(value): n for value, n in others.values_list(column).annotate(n=Count("pk"))}
    return found


def groups(counts: Counts, query: Mapping[str, str]) -> list[ChipGroup]:
    """The filters as chips, as far as there is something to choose."""
    units = Unit.objects.filter(slug__in=[*counts["unit"], query.get("unit", "")]).order_by("path")
    areas = Area.objects.filter(code__in=[*counts["area"], query.get("area", "")])
    years = sorted(counts["year"], reverse=True)
    options: tuple[tuple[Any, str, Mapping[Any, Any]], ...] = (
        (_("期间"), "year", {year: _("%(year)s年") % {"year": year} for year in years}),
        (_("领域"), "area", dict(areas.values_list("code", "name"))),
        (_("单位"), "unit", dict(units.values_list("slug", "short_name"))),
    )
    found = [chip_group(label, name, names, counts[name], query) for label, name, names in options]
    return [group for group in found if group.items]
