"""Published issues for search engines."""

from datetime import datetime

from django.db.models.query import QuerySet
from django.urls import reverse

from mingtang.foundation.web.sitemaps import SiteMap
from mingtang.openness.gazette import queries
from mingtang.openness.gazette.models import Issue


class IssueMap(SiteMap):
    def items(self) -> QuerySet[Issue]:
        return queries.public().order_by("year", "number")

    def location(self, item: Issue) -> str:
        return reverse("gazette:issue", args=[item.year, item.number])

    def lastmod(self, item: Issue) -> datetime | None:
        return item.published_at
