"""All public records for search engines."""

from datetime import datetime
from typing import Any

from django.db.models import Max
from django.db.models.query import QuerySet
from django.urls import reverse

from mingtang.foundation.web.sitemaps import SiteMap
from mingtang.openness.records import queries
from mingtang.openness.records.models import Record


class RecordMap(SiteMap):
    def items(self) -> QuerySet[Record]:
        """Oldest first, so that a new record changes the last page alone."""
        found = queries.public().order_by("published_at", "pk").select_related("live")
        return found.only("published_at", "live__published_at")

    def location(self, item: Record) -> str:
        return reverse("records:record", args=[item.pk])

    def lastmod(self, item: Record) -> datetime | None:
        """That of the last correction."""
        assert item.live is not None
        return item.live.published_at or item.published_at

    def get_latest_lastmod(self) -> Any:
        return queries.public().aggregate(last=Max("live__published_at"))["last"]
