"""Declarations for search engines."""

from datetime import datetime

from django.db.models.query import QuerySet

from mingtang.foundation.web.sitemaps import SiteMap
from mingtang.openness.obligations import queries
from mingtang.openness.obligations.models import Declaration


class DeclarationMap(SiteMap):
    def items(self) -> QuerySet[Declaration]:
        return queries.public_declarations()

    def location(self, item: Declaration) -> str:
        return queries.declaration_url(item)

    def lastmod(self, item: Declaration) -> datetime:
        return item.settled_at or item.signed_at
