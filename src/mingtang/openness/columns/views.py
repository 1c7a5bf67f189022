"""The public face of columns."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.web.paging import page_number
from mingtang.openness.columns import listing, queries, searching


@require_safe
def column(request: HttpRequest, code: str) -> HttpResponse:
    """One column: what stands on top, then the newest first."""
    found = queries.public().filter(code=code).first()
    if found is None:
        raise Http404
    shown = listing.page_of(found, None, page_number(request.GET.get("page", "")))
    crumbs: list[tuple[Any, str]] = [(_("首页"), "/")]
    if found.unit.parent_id:
        crumbs.append((found.unit.short_name, found.unit.get_absolute_url()))
    context = {
        "column": found,
        "shown": shown,
        "page": shown.page,
        "search_within": {"name": searching.PARAMETER, "value": found.code, "label": found.name},
        "crumbs": [*crumbs, (found.name, "")],
    }
    return render(request, "columns/column.html", context, status=shown.page.status)


@require_safe
def columns(request: HttpRequest) -> HttpResponse:
    """All columns with a page, those of the county first, then by unit."""
    found = list(queries.public().order_by("unit__path", "position", "code"))
    groups: dict[Unit, list[Any]] = {}
    for row in found:
        groups.setdefault(row.unit, []).append(row)
    context = {"groups": list(groups.items()), "crumbs": [(_("首页"), "/"), (_("栏目"), "")]}
    return render(request, "columns/columns.html", context)
