"""What robots read first: robots.txt and the index of site maps."""

from typing import Any

from django.conf import settings
from django.contrib.sitemaps import views as sitemaps
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from mingtang.foundation.web.sitemaps import SITEMAPS

# Not for robots: the desk, forms, personal trackers, the endless combinations of filters and what is made for each,
# and the addresses that stand on every page with the way back to it.
CLOSED = (
    "/desk/",
    "/admin/",
    "/error-reports/",
    "/leaving/",
    "/language/",
    "/reading/",
    "/*?*q=",
    "/*?*in=",
    "/*?*code=",
    "/*.xlsx",
)
OPEN = ("/error-reports/$",)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in CLOSED),
        *(f"Allow: {path}" for path in OPEN),
        f"Sitemap: {settings.PUBLIC_URL}{reverse('portal:sitemap_index')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponseBase:
    return sitemaps.index(request, _maps(), sitemap_url_name="portal:sitemap")


@require_safe
def sitemap(request: HttpRequest, section: str) -> HttpResponseBase:
    return sitemaps.sitemap(request, _maps(), section=section)


def _maps() -> dict[str, Any]:
    return dict(SITEMAPS.items())
