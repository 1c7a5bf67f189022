"""A unit's site: its home, and the fixed entries that sections registered, in one frame for every unit."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mingtang.foundation import clock
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import leaders_on, unit_by_slug, units_on
from mingtang.foundation.web.slots import UNIT_ENTRIES, UNIT_PANELS, UnitEntry


@require_safe
def unit(request: HttpRequest, slug: str) -> HttpResponse:
    """The home of a unit; the address of a former name leads to today's."""
    found, former = unit_by_slug(slug)
    if found is None:
        raise Http404
    if former:
        return _moved(request, found, "")
    today = clock.today()
    panels = [panel for show in UNIT_PANELS if (panel := show(request, found))]
    context = {
        **_frame(found),
        "functions": [line for line in found.functions.splitlines() if line.strip()],
        "leaders": leaders_on(found, today),
        "children": units_on(today).filter(parent=found).order_by("path"),
        "names": [name for name in found.names.all() if name.until_day],
        "panels": [panel for panel in panels if panel.rows or panel.empty],
        "crumbs": [(_("首页"), "/"), (_("单位"), "/units/"), (found.short_name, "")],
    }
    return render(request, "portal/unit.html", context)


@require_safe
def entry(request: HttpRequest, slug: str, entry: str, rest: str = "") -> HttpResponse:
    """A page of a fixed entry; the address of a former name leads to the same page of today's."""
    asked = next((each for each in UNIT_ENTRIES if each.slug == entry), None)
    found, former = unit_by_slug(slug)
    if found is None or asked is None:
        raise Http404
    if former:
        return _moved(request, found, f"{entry}/{rest}/" if rest else f"{entry}/")
    page = asked.page(request, found, rest)
    if page is None:
        raise Http404
    home = found.get_absolute_url()
    here = [(asked.label, f"{home}{asked.slug}/" if page.trail else ""), *page.trail]
    context = {
        **_frame(found, asked),
        "entry": asked,
        "entry_page": page,
        "crumbs": [(_("首页"), "/"), (_("单位"), "/units/"), (found.short_name, home), *here],
        **page.context,
    }
    listed = page.context.get("page")
    return render(request, "portal/unit_entry.html", context, status=listed.status if listed else 200)


def _frame(unit: Unit, current: UnitEntry | None = None) -> dict[str, Any]:
    """What every page of a unit's site has: its entries, and who took over when it ended."""
    home = unit.get_absolute_url()
    entries = [
        {"label": each.label, "url": f"{home}{each.slug}/", "current": each is current}
        for each in sorted(UNIT_ENTRIES, key=lambda e: e.order)
    ]
    successions = unit.successions.select_related("successor") if unit.ended_on else []
    # The site of the county itself is the whole platform.
    within = {"name": "unit", "value": unit.slug, "label": unit.short_name} if unit.parent_id else None
    return {"unit": unit, "entries": entries, "successions": successions, "search_within": within}


def _moved(request: HttpRequest, unit: Unit, below: str) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    return redirect(unit.get_absolute_url() + below + (f"?{query}" if query else ""), permanent=True)
