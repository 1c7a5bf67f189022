"""规范性文件: the texts of general effect, each with its state on the day it is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q
from django.db.models.query import QuerySet
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import unit_by_slug
from mingtang.foundation.web.filters import ChipGroup, chip_group
from mingtang.openness.records import queries, validity
from mingtang.openness.records.browsing import LONGEST, year_of
from mingtang.openness.records.models import Record

PARAMETERS = ("q", "state", "unit", "year")


@dataclass(frozen=True)
class Asked:
    """What the address of the list asks for; what was not understood is in `unknown`."""

    query: dict[str, str]
    unit: Unit | None
    unknown: list[str] = field(default_factory=list)

    @property
    def is_filtered(self) -> bool:
        return any(self.query.values())

    @property
    def address(self) -> str:
        query = urlencode({name: value for name, value in self.query.items() if value})
        return f"?{query}" if query else ""

    def records(self, without: str = "") -> QuerySet[Record]:
        """Those that meet all filters, or all but one."""
        conditions: dict[str, Callable[[str], Q]] = {
            "state": lambda value: validity.state_q(value, clock.today()),
            "unit": lambda _value: Q(unit_id=self.unit.pk if self.unit else 0),
            "year": lambda value: Q(doc_date__year=int(value)),
        }
        found = queries.public().filter(is_normative=True)
        for name, condition in conditions.items():
            if self.query[name] and name != without:
                found = found.filter(condition(self.query[name]))
        for word in self.query["q"].split():
            found = found.filter(Q(title__icontains=word) | Q(doc_no__icontains=word))
        return found

    def groups(self) -> list[ChipGroup]:
        """The filters with their counts: three statements."""
        today = clock.today()
        states = self.records("state").aggregate(
            **{state: Count("pk", filter=validity.state_q(state, today)) for state in validity.labels()}
        )
        units = list(_counted(self.records("unit"), "unit__slug", "unit__short_name", order="unit__path"))
        years = [row for row in _counted(self.records("year"), "doc_date__year") if row[0]][::-1]
        found = [
            chip_group(_("效力"), "state", validity.labels(), states, self.query),
            chip_group(_("成文年份"), "year", {y: y for y, _n in years}, dict(years), self.query),
            chip_group(
                _("单位"),
                "unit",
                {slug: name for slug, name, _n in units},
                {slug: number for slug, _name, number in units},
                self.query,
            ),
        ]
        return [group for group in found if group.items]


def asked(given: Mapping[str, str]) -> Asked:
    query = {name: given.get(name, "").strip()[:LONGEST] for name in PARAMETERS}
    unknown = []
    unit = unit_by_slug(query["unit"])[0] if query["unit"] else None
    if query["unit"] and unit is None:
        unknown.append(query["unit"])
    if unit:
        query["unit"] = unit.slug
    for name, known in (
        ("state", query["state"] in validity.labels()),
        ("year", bool(year_of(query["year"]))),
    ):
        if query[name] and not known:
            unknown.append(query[name])
            query[name] = ""
    return Asked(query, unit, unknown)


def _counted(rows: QuerySet[Record], *names: str, order: str = "") -> Any:
    keyed = rows.order_by().values_list(*names).annotate(number=Count("pk"))
    return keyed.order_by(order or names[0])
