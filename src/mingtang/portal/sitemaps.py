"""The pages of the doors and the units of today for search engines."""

from django.db.models.query import QuerySet

from mingtang.foundation import clock
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import units_on
from mingtang.foundation.web.doors import open_doors
from mingtang.foundation.web.sitemaps import SiteMap


class DoorMap(SiteMap):
    """Doors with more than one thing behind them; the others lead straight to that."""

    def items(self) -> list[str]:
        return [opened.url for opened in open_doors() if len(opened.links) > 1]

    def location(self, item: str) -> str:
        return item


class UnitMap(SiteMap):
    def items(self) -> QuerySet[Unit]:
        return units_on(clock.today()).order_by("path")

    def location(self, item: Unit) -> str:
        return item.get_absolute_url()
