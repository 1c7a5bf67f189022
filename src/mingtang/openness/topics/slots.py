"""What topic pages put into the pages of others."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.web.slots import CHAPTERS, HOME_PANELS, UNIT_PANELS, Chapter, Panel, Row
from mingtang.openness.topics import process, queries

SHOWN = 6


def register() -> None:
    HOME_PANELS.register("topics", lambda request: _open(request, None))
    UNIT_PANELS.register("topics", _open)
    CHAPTERS.register("topics", Chapter(_("专栏"), "topics_desk:list", 34, process.STAFF))


def _open(request: HttpRequest, unit: Unit | None) -> Panel:
    rows = [
        Row(
            topic.title,
            reverse("topics:topic", args=[topic.code]),
            "" if unit else topic.unit.short_name,
            topic.published_at,
            note=topic.introduction,
        )
        for topic in queries.open_now(unit)[:SHOWN]
    ]
    empty = "" if unit else _("现在没有开着的专栏。")
    return Panel(_("专栏"), rows, empty, reverse("topics:topics") if rows else "", _("全部专栏"))
