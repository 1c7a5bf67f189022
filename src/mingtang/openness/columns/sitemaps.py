"""Columns and the fixed entries of every unit's site for search engines."""

from django.urls import reverse

from mingtang.foundation import clock
from mingtang.foundation.organisations.queries import units_on
from mingtang.foundation.web.sitemaps import SiteMap
from mingtang.foundation.web.slots import UNIT_ENTRIES
from mingtang.openness.columns import queries
from mingtang.openness.columns.models import Column


class ColumnMap(SiteMap):
    def items(self) -> list[Column]:
        return list(queries.public().order_by("code"))

    def location(self, item: Column) -> str:
        return reverse("columns:column", args=[item.code])


class EntryMap(SiteMap):
    def items(self) -> list[str]:
        entries = sorted(UNIT_ENTRIES, key=lambda entry: entry.order)
        return [
            f"{unit.get_absolute_url()}{entry.slug}/"
            for unit in units_on(clock.today()).order_by("path")
            for entry in entries
        ]

    def location(self, item: str) -> str:
        return item
