"""What the gazette puts into the pages and mechanisms of others."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.files.owners import HELD
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.web.sitemaps import SITEMAPS, Pages
from mingtang.foundation.web.slots import CHAPTERS, DOOR_LINKS, UNIT_PANELS, Chapter, DoorLink, Panel, Row
from mingtang.openness.gazette import process, public_texts, queries, searching
from mingtang.openness.gazette.models import Issue
from mingtang.openness.gazette.sitemaps import IssueMap

SHOWN = 5


def register() -> None:
    searching.register()
    public_texts.register()
    DOOR_LINKS.register(
        "gazette",
        DoorLink("look", _("政府公报"), _("一期一期看，可以下载整本"), lambda: reverse("gazette:issues"), 40),
    )
    DOOR_LINKS.register(
        "reading_points",
        DoorLink("find", _("查阅点"), _("在哪里能当面查、当面看"), lambda: reverse("gazette:points"), 50),
    )
    SITEMAPS.register("gazette_pages", Pages("gazette:issues", "gazette:points"))
    SITEMAPS.register("gazette", IssueMap)
    UNIT_PANELS.register("reading_points", _of_unit)
    HELD.register("gazette", (Issue, "paper"))
    CHAPTERS.register("gazette", Chapter(_("政府公报"), "gazette_desk:list", 35, process.STAFF))
    CHAPTERS.register("reading_points", Chapter(_("查阅点"), "gazette_desk:points", 36, (process.EDIT,)))


def _of_unit(request: HttpRequest, unit: Unit) -> Panel | None:
    """Reading points of the unit and of those below it."""
    found = list(queries.open_points(unit)[: SHOWN + 1])
    page = reverse("gazette:points")
    rows = [
        Row(
            point.name,
            f"{page}#point-{point.pk}",
            unit="　".join(filter(None, (point.address, point.phone))),
        )
        for point in found[:SHOWN]
    ]
    if not rows:
        return None
    more = f"{page}?unit={unit.slug}" if len(found) > SHOWN else ""
    return Panel(_("查阅点"), rows, "", more, _("全部查阅点"), order=80)
