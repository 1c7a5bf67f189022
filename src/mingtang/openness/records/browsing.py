"""What the address of the public list asks for; the list, its feed and its machine tags read it alike."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import MAXYEAR
from typing import Any

from django.db.models import Q
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.organisations.queries import unit_by_slug
from mingtang.openness.records import choices, queries

PARAMETERS = ("q", "unit", "area", "theme", "genre", "year", "for")
LONGEST = 100


@dataclass(frozen=True)
class Browsing:
    """`query` holds the words of the address that were understood, `filters` what of them can be counted by."""

    query: dict[str, str]
    filters: dict[str, Any]
    unit: Unit | None
    area: Area | None
    unknown: list[str] = field(default_factory=list)

    @property
    def selection(self) -> queries.Selection:
        audience = (
            Q(live__audience__in=choices.AUDIENCE_GROUPS[self.query["for"]]) if self.query["for"] else Q()
        )
        return queries.public_selection(self.filters, self.query["q"], extra=audience)

    @property
    def is_filtered(self) -> bool:
        return bool(self.filters or self.query["q"] or self.query["for"])

    @property
    def title(self) -> str:
        if self.unit:
            return _("%(unit)s公开的信息") % {"unit": self.unit.short_name}
        if self.filters.get("genre") == choices.GUIDE:
            return _("办事指南")
        return _("政府信息公开")

    @property
    def full_title(self) -> str:
        """With the filters, for where the list is seen without its page."""
        return "，".join([self.title, *self._said()])

    def _said(self) -> Iterator[str]:
        if self.area:
            yield self.area.name
        for name, labels in (
            ("theme", choices.main_theme_labels()),
            ("genre", dict(choices.genres())),
            ("for", choices.audience_groups()),
        ):
            if self.query[name]:
                yield str(labels[self.query[name]])
        if self.query["year"]:
            yield _("%(year)s年") % {"year": self.query["year"]}
        if self.query["q"]:
            yield f"“{self.query['q']}”"

    @property
    def address(self) -> str:
        """The query of the address without what is empty and without the page, with its question mark."""
        query = urlencode({name: value for name, value in self.query.items() if value})
        return f"?{query}" if query else ""


def browse(given: Mapping[str, str]) -> Browsing:
    """Reads an address. What is not known is named in `unknown` and passed over; but an unknown unit or area
    finds nothing, rather than everything.
    """
    query = {name: given.get(name, "").strip()[:LONGEST] for name in PARAMETERS}
    filters: dict[str, Any] = {}
    unknown = []
    unit = unit_by_slug(query["unit"])[0] if query["unit"] else None
    area = Area.objects.filter(code=query["area"]).first() if query["area"] else None
    for name, found in (("unit", unit), ("area", area)):
        if query[name]:
            filters[f"{name}_id"] = found.pk if found else 0
            if found is None:
                unknown.append(query[name])
    if unit:
        query["unit"] = unit.slug
    known = {
        "theme": choices.main_theme_labels(),
        "genre": dict(choices.genres()),
        "for": choices.audience_groups(),
    }
    for name, values in known.items():
        if query[name] and query[name] not in values:
            unknown.append(query[name])
            query[name] = ""
    if query["theme"]:
        filters["theme_main"] = query["theme"]
    if query["genre"]:
        filters["genre"] = query["genre"]
    if query["year"]:
        if year := year_of(query["year"]):
            filters["year"] = year
        else:
            unknown.append(query["year"])
            query["year"] = ""
    return Browsing(query, filters, unit, area, unknown)


def year_of(text: str) -> int:
    """The year that a text names, 0 for none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 and int(text) <= MAXYEAR else 0
