"""What every page needs of the site."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from mingtang.foundation.web.doors import door_of, open_doors
from mingtang.foundation.web.language import STAFF
from mingtang.foundation.web.reading_cookie import reading_of
from mingtang.foundation.web.slots import PAGE_LINKS

# Settled addresses, which apps above serve.
MAP_URL = "/site-map/"
SEARCH_URL = "/search/"
DESK_SEARCH_URL = "/desk/search/"


def site(request: HttpRequest) -> dict[str, Any]:
    """Name, marks and doors of the site, from the settings and the registered doors; how the reader reads."""
    o = settings.OPTIONS
    path = getattr(request, "path", "/")
    opened = open_doors()
    current = door_of(opened, request.get_full_path())
    doors = [
        {"label": d.door.verb, "hint": d.door.hint, "url": d.url, "current": d is current} for d in opened
    ]
    addresses = [link.url for d in opened for link in d.links]
    return {
        "reading": reading_of(request),
        "site": {
            "name": o.site_name,
            "domain": o.site_domain or urlsplit(settings.PUBLIC_URL).hostname,
            "site_code": o.site_code,
            "host_unit": o.host_unit,
            "contact": o.contact,
            "icp": o.icp,
            "police_icp": o.police_icp,
            "doors": doors,
            "languages": _languages(path),
            "map_url": MAP_URL,
            "search_url": SEARCH_URL,
            "desk_search_url": DESK_SEARCH_URL,
            "staff_url": reverse(settings.LOGIN_URL),
            "error_report_url": PAGE_LINKS["error_report"](request) if "error_report" in PAGE_LINKS else "",
            "records_url": next((url for url in addresses if url.startswith("/records/")), ""),
        },
    }


def _languages(path: str) -> list[tuple[str, str]]:
    """The others to choose from; none for staff."""
    if path.startswith(STAFF):
        return []
    return [(code, name) for code, name in settings.LANGUAGES if code != get_language()]
