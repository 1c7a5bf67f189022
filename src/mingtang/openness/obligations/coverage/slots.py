"""What the measure of coverage puts into the pages of others."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.duties.kinds import MANAGE, VIEW
from mingtang.foundation.web.sitemaps import SITEMAPS, Pages
from mingtang.foundation.web.slots import CHAPTERS, DOOR_LINKS, Chapter, DoorLink
from mingtang.openness.obligations.coverage.sitemaps import CoverageMap


def register() -> None:
    CHAPTERS.register("coverage", Chapter(_("公开覆盖"), "coverage_desk:home", 32, (VIEW, MANAGE)))
    DOOR_LINKS.register(
        "coverage",
        DoorLink(
            "look",
            _("公开覆盖"),
            _("该公开的，各单位公开得怎么样"),
            lambda: reverse("coverage:home"),
            30,
        ),
    )
    SITEMAPS.register("coverage", Pages("coverage:home"))
    SITEMAPS.register("coverage_units", CoverageMap)
