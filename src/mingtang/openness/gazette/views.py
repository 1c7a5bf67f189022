"""The public face of the gazette and of the reading points."""

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mingtang.foundation.documents.paper import MissingFont
from mingtang.foundation.organisations.queries import unit_by_slug
from mingtang.foundation.web.filters import chip_group
from mingtang.foundation.web.paging import page_number, slice_page
from mingtang.openness.gazette import printing, queries
from mingtang.openness.gazette.models import Issue, ReadingPoint

POINTS_BESIDE = 6
PER_PAGE = 24


@require_safe
def issues(request: HttpRequest) -> HttpResponse:
    """All issues, newest first, by year."""
    query = {"year": request.GET.get("year", "").strip()[:10]}
    found = queries.public()
    counts = dict(found.order_by("-year").values_list("year").annotate(n=Count("pk")))
    if query["year"]:
        known = query["year"].isascii() and query["year"].isdigit() and int(query["year"]) in counts
        found = found.filter(year=int(query["year"])) if known else found.none()
    rows = found.annotate(pieces=Count("entries")).order_by("-year", "-number")
    page = slice_page(
        rows,
        found.count(),
        page_number(request.GET.get("page", "")),
        kept=[(name, value) for name, value in query.items() if value],
        per_page=PER_PAGE,
    )
    context = {
        "name": printing.gazette_name(),
        "page": page,
        "year": query["year"],
        "groups": [chip_group(_("年份"), "year", {year: year for year in counts}, counts, query)]
        if len(counts) > 1 or query["year"]
        else [],
        "points": queries.open_points()[:POINTS_BESIDE],
        "crumbs": [(_("首页"), "/"), (_("政府公报"), "")],
    }
    status = 404 if query["year"] and not page.total else page.status
    return render(request, "gazette/issues.html", context, status=status)


@require_safe
def issue(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """The contents of one issue; each text leads to its record."""
    found = _issue(year, number)
    lines = queries.lines_of(found)
    neighbours = queries.public().only("year", "number")
    context = {
        "name": printing.gazette_name(),
        "issue": found,
        "address": printing.address_of(found),
        "sections": queries.sections_of(lines),
        "total": len(lines),
        "earlier": neighbours.filter(serial__lt=found.serial).order_by("-serial").first(),
        "later": neighbours.filter(serial__gt=found.serial).order_by("serial").first(),
        "points": printing.places_of(found.unit)[:POINTS_BESIDE],
        "crumbs": [(_("首页"), "/"), (_("政府公报"), reverse("gazette:issues")), (str(found), "")],
    }
    return render(request, "gazette/issue.html", context)


@require_safe
def paper(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """The issue as PDF, with nothing in it that is not public now."""
    found = _issue(year, number)
    try:
        data, key = printing.pdf_of(found)
    except MissingFont as missing:
        return render(request, "records/no_font.html", {"missing": missing}, status=503)
    return pdf_response(request, found, data, key)


def pdf_response(request: HttpRequest, found: Issue, data: bytes, key: str = "") -> HttpResponse:
    headers = {
        "Content-Disposition": content_disposition_header(False, f"{printing.gazette_name()}{found}.pdf")
        or "",
        "X-Content-Type-Options": "nosniff",
        # A text that was withdrawn may not be shown from a cache that does not ask.
        "Cache-Control": "public, no-cache" if key else "private, no-store",
    }
    if key:
        headers["ETag"] = quote_etag(key)
        unchanged = get_conditional_response(request, etag=headers["ETag"])
        if unchanged is not None:
            return HttpResponse(status=unchanged.status_code, headers=headers)
    return HttpResponse(data, content_type="application/pdf", headers=headers)


@require_safe
def points(request: HttpRequest) -> HttpResponse:
    """Where published information can be read in person, county first, then township by township."""
    query = {
        "kind": request.GET.get("kind", "").strip()[:30],
        "unit": request.GET.get("unit", "").strip()[:60],
    }
    root = unit_by_slug(query["unit"])[0] if query["unit"] else None
    found = [] if query["unit"] and root is None else list(queries.open_points(root))
    counts: dict[str, int] = {}
    for point in found:
        counts[point.kind] = counts.get(point.kind, 0) + 1
    shown = [p for p in found if not query["kind"] or p.kind == query["kind"]]
    context = {
        "grouped": queries.grouped(shown),
        "total": len(shown),
        "chips": [chip_group(_("类别"), "kind", dict(ReadingPoint.Kind.choices), counts, query)],
        "root": root,
        "filtered": any(query.values()),
        "crumbs": [(_("首页"), "/"), (_("查阅点"), "")],
    }
    status = 404 if context["filtered"] and not shown else 200
    return render(request, "gazette/points.html", context, status=status)


def _issue(year: int, number: int) -> Issue:
    found = queries.public().select_related("unit").filter(year=year, number=number).first()
    if found is None:
        raise Http404
    return found
