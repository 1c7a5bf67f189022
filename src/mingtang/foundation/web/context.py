"""What every page needs of the site."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from mingtang.foundation.web.reading_cookie import reading_of
from mingtang.foundation.web.slots import DOORS, PAGE_LINKS


def site(request: HttpRequest) -> dict[str, Any]:
    """Name, marks and doors of the site, from the settings and the registered doors; how the reader reads."""
    o = settings.OPTIONS
    path = getattr(request, "path", "/")
    doors = [
        {"label": d.label, "hint": d.hint, "url": reverse(d.url_name), "current": path == reverse(d.url_name)}
        for d in sorted(DOORS, key=lambda d: d.order)
    ]
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
            "staff_url": reverse(settings.LOGIN_URL),
            "error_report_url": PAGE_LINKS["error_report"](request) if "error_report" in PAGE_LINKS else "",
            "records_url": next((d["url"] for d in doors if str(d["url"]).startswith("/records/")), ""),
        },
    }
