"""The public face of the catalogue: all areas, one area as its table, one matter, versions and what they changed."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mingtang.foundation import clock
from mingtang.foundation.organisations.models import Area
from mingtang.foundation.web.paging import page_number, paginate
from mingtang.foundation.web.slots import SUBJECT_PANELS
from mingtang.openness.catalogue import changes, export, facts, listing, overview, queries
from mingtang.openness.catalogue.actions.claiming import SUBJECT
from mingtang.openness.catalogue.browsing import PARAMETERS, Selection
from mingtang.openness.catalogue.limits import sentence
from mingtang.openness.catalogue.models import Version
from mingtang.openness.records.rows import row_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TABLE_ROWS = 300
PUBLIC_PARAMETERS = tuple(name for name in PARAMETERS if name not in ("state", "manner"))


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """All areas; under filters or words the list of matters instead."""
    query = {name: request.GET.get(name, "").strip()[:100] for name in PUBLIC_PARAMETERS}
    units = listing.unit_names()
    if query["unit"] and query["unit"] not in units:
        query["unit"] = overview.slug_of_today(query["unit"])
    filtered = any(query.values())
    selection = Selection(query, units)
    counts = selection.counts("level", "audience")
    context: dict[str, Any] = {
        "q": query["q"],
        "kept": listing.pairs_of(query, without="q"),
        "groups": listing.groups_of(counts, query, units, areas=filtered),
        "filtered": filtered,
        "crumbs": [(_("首页"), "/"), (_("公开目录"), "")],
    }
    if filtered:
        page = listing.page_of(selection, page_number(request.GET.get("page", "")), counts.total)
        context |= {"page": page, "rows": listing.rows_of(page.rows)}
        return render(request, "catalogue/list.html", context, status=page.status)
    cards = overview.cards()
    total = sum(card.matters for card in cards)
    return render(request, "catalogue/home.html", context | {"cards": cards, "total": total})


@require_safe
def area(request: HttpRequest, code: str, number: int = 0) -> HttpResponse:
    """One area's catalogue as the official table: the version in force, or the one of a number."""
    version = _version(code, number)
    page = listing.table_page(version, page_number(request.GET.get("page", "")), _per_page(request))
    versions = list(queries.versions_of(version.catalogue.area)[:100])
    pairs = list(zip(versions, [*versions[1:], None], strict=True))
    name = version.catalogue.area.name
    return render(
        request,
        "catalogue/area.html",
        {
            "version": version,
            "area": version.catalogue.area,
            "current": version.in_force_on(clock.today()),
            "page": page,
            "rows": listing.rows_of(page.rows),
            "has_item3": any(entry.item3 for entry in page.rows),
            "versions": pairs,
            "all_on_one_page": page.last == 1,
            "crumbs": [(_("首页"), "/"), (_("公开目录"), reverse("catalogue:home")), (name, "")],
        },
        status=page.status,
    )


@require_safe
def matter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One matter: what, by when, who answers, the records that fulfil it, and how it came to be so."""
    entry = queries.entry_of_matter(pk)
    if entry is None:
        raise Http404
    found = queries.public_records(pk)
    total = found.count()
    page = paginate(
        found,
        total,
        page_number(request.GET.get("page", "")),
        order="published_at",
        kept={},
        related=("unit",),
    )
    area_ = entry.version.catalogue.area
    return render(
        request,
        "catalogue/matter.html",
        {
            "entry": entry,
            "when": sentence(entry.parsed_limit),
            "facts": facts.rows_of(entry),
            "claims": queries.claims_of([pk]).get(pk, []),
            "in_force": entry.version.in_force_on(clock.today()),
            "page": page,
            "records": [row_of(record) for record in page],
            "history": overview.history(pk),
            "panels": [panel for show in SUBJECT_PANELS if (panel := show(SUBJECT, pk))],
            "crumbs": [
                (_("首页"), "/"),
                (_("公开目录"), reverse("catalogue:home")),
                (area_.name, reverse("catalogue:area", args=[area_.code])),
                (entry.name, ""),
            ],
        },
    )


@require_safe
def compare(request: HttpRequest, code: str, old: int, new: int) -> HttpResponse:
    """What changed from one version to another, by matter and by cell."""
    before, after = _version(code, old), _version(code, new)
    area_ = after.catalogue.area
    return render(
        request,
        "catalogue/compare.html",
        {
            "area": area_,
            "before": before,
            "after": after,
            "found": changes.between(before, after),
            "crumbs": [
                (_("首页"), "/"),
                (_("公开目录"), reverse("catalogue:home")),
                (area_.name, reverse("catalogue:area", args=[area_.code])),
                (_("两版对比"), ""),
            ],
        },
    )


@require_safe
def download(request: HttpRequest, code: str = "", number: int = 0) -> HttpResponse:
    """XLSX in the official order of columns: one area, or all of them with a sheet each."""
    if code:
        versions = [_version(code, number)]
        name = f"{versions[0].catalogue.area.name}领域公开目录"
    else:
        versions = overview.versions_in_force()
        name = "公开目录"
    sheets = overview.with_entries(versions)
    response = HttpResponse(export.workbook(sheets), content_type=XLSX)
    response["Content-Disposition"] = export.disposition(f"{name}.xlsx")
    return response


def _version(code: str, number: int) -> Version:
    found = Area.objects.filter(code=code).first()
    if found is None:
        raise Http404
    versions = queries.versions_of(found)
    version = versions.filter(number=number).first() if number else queries.version_in_force(found)
    version = version or (None if number else versions.first())
    if version is None:
        raise Http404
    return version


def _per_page(request: HttpRequest) -> int:
    """All rows on one page where somebody prints; else as many as a screen bears."""
    return 5000 if request.GET.get("all") == "1" else TABLE_ROWS
