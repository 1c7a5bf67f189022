"""The coverage for everybody: the same count as at the desk, without titles of what is not public."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mingtang.foundation.organisations.queries import unit_by_slug
from mingtang.openness.obligations.coverage import export
from mingtang.openness.obligations.coverage.matrix import PUBLIC
from mingtang.openness.obligations.coverage.pages import Face

FACE = Face(PUBLIC)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    crumbs = [(_("首页"), "/"), (_("公开覆盖"), "")]
    context = FACE.home(request)
    context |= {"crumbs": crumbs, "download_url": reverse("coverage:download")}
    return render(request, "obligations/coverage/home.html", context)


@require_safe
def unit(request: HttpRequest, slug: str) -> HttpResponse:
    """One unit, area by area. A slug of the past leads to the one of today."""
    found, former = unit_by_slug(slug)
    if found and former:
        return redirect("coverage:unit", found.slug, permanent=True)
    context = FACE.unit(slug)
    crumbs = [(_("首页"), "/"), (_("公开覆盖"), reverse("coverage:home")), (context["name"], "")]
    return render(request, "obligations/coverage/unit.html", context | {"crumbs": crumbs})


@require_safe
def cell(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One unit in one area, matter by matter."""
    context = FACE.cell(request, slug, code)
    crumbs = [
        (_("首页"), "/"),
        (_("公开覆盖"), reverse("coverage:home")),
        (context["name"], reverse("coverage:unit", args=[slug])),
        (context["area"].name, ""),
    ]
    context |= {"crumbs": crumbs}
    return render(request, "obligations/coverage/cell.html", context, status=context["page"].status)


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    return export.download(FACE.download(request))
