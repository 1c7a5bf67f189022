"""The public home and the list of units: they arrange what sections registered, and know no section."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mingtang.foundation import clock
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import units_on
from mingtang.foundation.web.slots import DOORS, HOME_PANELS


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    panels = [panel(request) for panel in HOME_PANELS]
    doors = sorted(DOORS, key=lambda d: d.order)
    return render(request, "portal/home.html", {"panels": panels, "doors": doors})


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """All units that exist today, county first, villages under their township."""
    found = list(units_on(clock.today()).order_by("path"))
    groups: list[tuple[str, list[Unit]]] = [
        (
            _("县级单位"),
            [u for u in found if u.kind in (Unit.Kind.GOVERNMENT, Unit.Kind.DEPARTMENT, Unit.Kind.PARK)],
        ),
        (_("乡镇和街道"), [u for u in found if u.kind in (Unit.Kind.TOWNSHIP, Unit.Kind.STREET)]),
        (_("村和社区"), [u for u in found if u.kind in (Unit.Kind.VILLAGE, Unit.Kind.COMMUNITY)]),
    ]
    context = {"groups": [g for g in groups if g[1]], "crumbs": [(_("首页"), "/"), (_("单位"), "")]}
    return render(request, "portal/units.html", context)
