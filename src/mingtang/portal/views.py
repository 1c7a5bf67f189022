"""The public home and site-wide pages: they arrange what sections registered, and know no section."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mingtang.foundation import clock
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import root_unit, units_on
from mingtang.foundation.web.doors import open_doors
from mingtang.foundation.web.leaving import target_of
from mingtang.foundation.web.slots import (
    HOME_FIGURES,
    HOME_PANELS,
    HOME_SERVICES,
    SITE_LINKS,
    Panel,
)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The five doors, the guides, what is new and what is due, and the county's own measure."""
    panels = sorted((show(request) for show in HOME_PANELS), key=lambda panel: panel.order)
    context = {
        "columns": _in_two_columns(panels),
        "opened": open_doors(),
        "services": [block for blocks in HOME_SERVICES for block in blocks()],
        "figures": [figure for figures in HOME_FIGURES for figure in figures()],
    }
    return render(request, "portal/home.html", context)


def _in_two_columns(panels: Sequence[Panel]) -> list[list[tuple[int, Panel]]]:
    """Numbered panels, each in the column that is shorter so far; a phone shows the left one first."""
    columns: list[list[tuple[int, Panel]]] = [[], []]
    lengths = [0, 0]
    for number, panel in enumerate(panels, start=1):
        shorter = int(lengths[1] < lengths[0])
        columns[shorter].append((number, panel))
        lengths[shorter] += len(panel.rows) + 2
    return columns


@require_safe
def door(request: HttpRequest, code: str) -> HttpResponse:
    """All that is behind one door."""
    found = next((one for one in open_doors() if one.door.code == code), None)
    if found is None:
        raise Http404
    context = {"opened": found, "crumbs": [(_("首页"), "/"), (found.door.hint, "")]}
    return render(request, "portal/door.html", context)


@require_safe
def contacts(request: HttpRequest) -> HttpResponse:
    """How to reach each unit: phone, address, hours."""
    context = {"groups": _grouped_units(), "crumbs": [(_("首页"), "/"), (_("电话和地址"), "")]}
    return render(request, "portal/contacts.html", context)


@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """依申请公开 of the county itself, from where each unit's own can be reached."""
    root = root_unit()
    if root is None:
        raise Http404
    return redirect("portal:unit_entry", root.slug, "requests")


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """网站地图: every way in on one page, for people."""
    parts = [part for links in SITE_LINKS if (part := links()).links]
    context = {"opened": open_doors(), "parts": parts, "crumbs": [(_("首页"), "/"), (_("网站地图"), "")]}
    return render(request, "portal/site_map.html", context)


@require_safe
def leaving(request: HttpRequest) -> HttpResponse:
    """Says that a link leads out of the government's sites; only links that this site made are followed."""
    target = target_of(request.GET.get("to", ""))
    if target is None:
        return render(
            request,
            "web/errors/400.html",
            {"message": _("这个链接不是从本网站点出来的，不能打开。")},
            status=400,
        )
    return render(request, "portal/leaving.html", {"target": target, "host": urlsplit(target).hostname})


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """All units that exist today, county first, villages under their township."""
    context = {"groups": _grouped_units(), "crumbs": [(_("首页"), "/"), (_("单位"), "")]}
    return render(request, "portal/units.html", context)


def _grouped_units() -> list[tuple[str, list[Unit]]]:
    found = list(units_on(clock.today()).order_by("path"))
    groups: list[tuple[str, list[Unit]]] = [
        (
            _("县级单位"),
            [u for u in found if u.kind in (Unit.Kind.GOVERNMENT, Unit.Kind.DEPARTMENT, Unit.Kind.PARK)],
        ),
        (_("乡镇和街道"), [u for u in found if u.kind in (Unit.Kind.TOWNSHIP, Unit.Kind.STREET)]),
        (_("村和社区"), [u for u in found if u.kind in (Unit.Kind.VILLAGE, Unit.Kind.COMMUNITY)]),
    ]
    return [group for group in groups if group[1]]
