"""The page of the reading settings. It works without script; the tools in the masthead send the same form."""

from dataclasses import asdict, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from mingtang.foundation.web.forms import ReadingForm
from mingtang.foundation.web.reading import Reading
from mingtang.foundation.web.reading_cookie import keep, reading_of
from mingtang.kernel.refusals import Forbidden

LONGEST_ADDRESS = 2000


# A token would tie every public page to one visitor. What is changed is how this browser shows pages, nothing more.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def reading_settings(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, ReadingForm(initial=asdict(reading_of(request))))
    if request.headers.get("Sec-Fetch-Site", "none") not in {"same-origin", "none"}:
        raise Forbidden(_("阅读设置只能在本网站上更改。"))
    form = ReadingForm(request.POST)
    if "reset" in request.POST:
        chosen = Reading()
    elif "set_mode" in request.POST:
        chosen = replace(reading_of(request), mode="elder" if request.POST["set_mode"] == "elder" else "")
    elif form.is_valid():
        chosen = form.chosen()
    else:
        return _page(request, form, status=400)
    response = redirect(way_back(request.POST.get("next", "")))
    keep(response, chosen)
    return response


def way_back(address: str) -> str:
    """The page the reader came from, if it is one of ours; else the home page."""
    ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if ours and len(address) <= LONGEST_ADDRESS and address.isprintable() else "/"


def _page(request: HttpRequest, form: ReadingForm, status: int = 200) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    context = {
        "form": form,
        "next": way_back(asked.get("next", "")),
        "crumbs": [(_("首页"), "/"), (_("阅读设置"), "")],
    }
    return render(request, "web/reading.html", context, status=status)
