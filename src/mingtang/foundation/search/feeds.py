"""A search as an Atom feed: what is new of it comes to those who asked."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from mingtang.foundation.search.answering import answer
from mingtang.foundation.search.asked import Asked, asked
from mingtang.foundation.search.searchable import Hit
from mingtang.foundation.web.feeds import printable, served
from mingtang.kernel.search.marking import excerpt

ENTRIES = 50
SUMMARY_LONGEST = 200


class SearchFeed(Feed):  # type: ignore[type-arg]  # generic for mypy alone
    """What a search finds, newest first."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Asked:
        given = request.GET.dict()
        return asked({**given, "sort": "newest"})

    def title(self, obj: Asked) -> str:
        words = obj.words.strip()[:60]
        return printable(_("搜索“%(words)s”") % {"words": words} if words else _("搜索"))

    def link(self, obj: Asked) -> str:
        return settings.PUBLIC_URL + reverse("search:search") + obj.address

    def feed_url(self, obj: Asked) -> str:
        return settings.PUBLIC_URL + reverse("search:feed") + obj.address

    def items(self, obj: Asked) -> list[Hit]:
        return [hit for _kind, hit in answer(obj, 1, ENTRIES, ()).hits]

    def item_title(self, item: Hit) -> str:
        return printable(item.title)

    def item_description(self, item: Hit) -> str:
        return printable("".join(piece.text for piece in excerpt(item.text, (), SUMMARY_LONGEST)))

    def item_link(self, item: Hit) -> str:
        return settings.PUBLIC_URL + item.url

    def item_pubdate(self, item: Hit) -> datetime | None:
        return item.date if isinstance(item.date, datetime) else None

    def item_updateddate(self, item: Hit) -> datetime | None:
        return self.item_pubdate(item)

    def item_author_name(self, item: Hit) -> str:
        return item.unit


feed = served(SearchFeed())
