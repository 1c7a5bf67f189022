"""Lists as Atom feeds, for readers, mirrors and those who want to be told of what is new."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models.query import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import Truncator

from mingtang.foundation.web.feeds import printable, served
from mingtang.kernel.classification.genres import GENRES
from mingtang.openness.records import body, choices, paper
from mingtang.openness.records.browsing import Browsing, browse
from mingtang.openness.records.models import Record
from mingtang.openness.records.tags import theme_name

ENTRIES = 50
SUMMARY_LONGEST = 200


class NewestFeed(Feed):  # type: ignore[type-arg]  # generic for mypy alone
    """How records stand in a feed; which ones, and under what title and address, says who stands on it."""

    feed_type = Atom1Feed

    def item_title(self, item: Record) -> str:
        return printable(item.title)

    def item_description(self, item: Record) -> str:
        assert item.live is not None
        said = item.live.summary or body.text_of(item.live.body)
        return printable(Truncator(said.strip()).chars(SUMMARY_LONGEST))

    def item_link(self, item: Record) -> str:
        return paper.address_of(item)

    def item_guid(self, item: Record) -> str:
        return item.pk.urn

    def item_pubdate(self, item: Record) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Record) -> datetime | None:
        """That of the last correction."""
        assert item.live is not None
        return item.live.published_at or item.published_at

    def item_author_name(self, item: Record) -> str:
        return item.unit.name

    def item_categories(self, item: Record) -> list[str]:
        names = (theme_name(item.theme), choices.label(GENRES, item.genre))
        return [name for name in names if name]


class RecordFeed(NewestFeed):
    """The list of records under its filters, in the words of its own address."""

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Browsing:
        return browse(request.GET)

    def title(self, obj: Browsing) -> str:
        return printable(obj.full_title)

    def link(self, obj: Browsing) -> str:
        return settings.PUBLIC_URL + reverse("records:list") + obj.address

    def feed_url(self, obj: Browsing) -> str:
        return settings.PUBLIC_URL + reverse("records:feed") + obj.address

    def items(self, obj: Browsing) -> list[Record]:
        return newest(obj.selection.records())


def newest(found: QuerySet[Record]) -> list[Record]:
    return list(found.select_related("unit", "live").order_by("-published_at", "-pk")[:ENTRIES])


feed = served(RecordFeed())
