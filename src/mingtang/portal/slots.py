"""What the portal itself has behind the doors and on the maps."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mingtang.foundation import clock
from mingtang.foundation.organisations.queries import units_on
from mingtang.foundation.web.sitemaps import SITEMAPS, Pages
from mingtang.foundation.web.slots import DOOR_LINKS, SITE_LINKS, DoorLink, Links
from mingtang.portal import searching
from mingtang.portal.sitemaps import DoorMap, UnitMap


def register() -> None:
    searching.register()
    DOOR_LINKS.register(
        "units",
        DoorLink("find", _("单位和职责"), _("各单位管什么、领导是谁"), lambda: reverse("portal:units"), 30),
    )
    DOOR_LINKS.register(
        "requests",
        DoorLink(
            "say", _("依申请公开"), _("网上没有的信息，怎样申请"), lambda: reverse("portal:requests"), 10
        ),
    )
    DOOR_LINKS.register(
        "contacts",
        DoorLink(
            "say", _("电话和地址"), _("各单位的电话、地址和办公时间"), lambda: reverse("portal:contacts"), 30
        ),
    )
    SITE_LINKS.register("units", _units)
    SITEMAPS.register("portal", Pages("portal:home", "portal:units", "portal:contacts", "portal:site_map"))
    SITEMAPS.register("doors", DoorMap)
    SITEMAPS.register("units", UnitMap)


def _units() -> Links:
    found = units_on(clock.today()).order_by("path")
    return Links(_("单位"), [(unit.short_name, unit.get_absolute_url()) for unit in found])
