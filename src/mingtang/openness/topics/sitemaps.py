"""Topic pages for search engines."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from mingtang.foundation.web.sitemaps import SiteMap
from mingtang.openness.topics import queries
from mingtang.openness.topics.models import Topic


class TopicMap(SiteMap):
    def items(self) -> QuerySet[Topic]:
        return queries.public().order_by("code")

    def location(self, item: Topic) -> str:
        return reverse("topics:topic", args=[item.code])

    def lastmod(self, item: Topic) -> datetime:
        return item.updated_at
