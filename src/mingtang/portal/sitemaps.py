"""The units of today for search engines."""

from django.db.models.query import QuerySet

from mingtang.foundation import clock
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import units_on
from mingtang.foundation.web.sitemaps import SiteMap


class UnitMap(SiteMap):
    def items(self) -> QuerySet[Unit]:
        return units_on(clock.today()).order_by("path")

    def location(self, item: Unit) -> str:
        return item.get_absolute_url()
