"""What topic pages put into the pages of others."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.web.sitemaps import SITEMAPS, Pages
from mingtang.foundation.web.slots import (
    CHAPTERS,
    DOOR_LINKS,
    HOME_PANELS,
    SITE_LINKS,
    UNIT_PANELS,
    Chapter,
    DoorLink,
    Links,
    Panel,
    Row,
)
from mingtang.openness.topics import process, public_texts, queries, searching
from mingtang.openness.topics.sitemaps import TopicMap

SHOWN = 6


def register() -> None:
    searching.register()
    public_texts.register()
    HOME_PANELS.register("topics", lambda request: _open(request, None))
    UNIT_PANELS.register("topics", _open)
    DOOR_LINKS.register(
        "topics",
        DoorLink("look", _("专栏"), _("一件大事的信息放在一起"), lambda: reverse("topics:topics"), 30),
    )
    SITE_LINKS.register("topics", _links)
    SITEMAPS.register("topics_pages", Pages("topics:topics"))
    SITEMAPS.register("topics", TopicMap)
    CHAPTERS.register("topics", Chapter(_("专栏"), "topics_desk:list", 34, process.STAFF))


def _open(request: HttpRequest, unit: Unit | None) -> Panel:
    rows = [
        Row(
            topic.title,
            reverse("topics:topic", args=[topic.code]),
            "" if unit else topic.unit.short_name,
            topic.published_at,
        )
        for topic in queries.open_now(unit)[:SHOWN]
    ]
    empty = "" if unit else _("现在没有开着的专栏。")
    return Panel(_("专栏"), rows, empty, reverse("topics:topics") if rows else "", _("全部专栏"))


def _links() -> Links:
    found = queries.open_now()[:SHOWN]
    return Links(_("专栏"), [(topic.title, reverse("topics:topic", args=[topic.code])) for topic in found])
