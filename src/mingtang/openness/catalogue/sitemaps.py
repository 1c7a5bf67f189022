"""Catalogues and matters for search engines."""

from datetime import date

from django.db.models.query import QuerySet
from django.urls import reverse

from mingtang.foundation.web.sitemaps import SiteMap
from mingtang.openness.catalogue import overview, queries
from mingtang.openness.catalogue.models import Entry, Version


class AreaMap(SiteMap):
    def items(self) -> list[Version]:
        return overview.versions_in_force()

    def location(self, item: Version) -> str:
        return reverse("catalogue:area", args=[item.catalogue.area.code])

    def lastmod(self, item: Version) -> date:
        return item.effective_on


class MatterMap(SiteMap):
    def items(self) -> QuerySet[Entry]:
        return queries.in_force().order_by("matter_id").only("matter_id")

    def location(self, item: Entry) -> str:
        return reverse("catalogue:matter", args=[item.matter_id])
