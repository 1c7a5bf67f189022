"""The public face of searching."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mingtang.foundation.search import chips, learning
from mingtang.foundation.search.asked import FACETS, Asked, asked
from mingtang.foundation.search.notes import notes_of
from mingtang.foundation.search.paging import page_of
from mingtang.foundation.search.suggesting import suggestions
from mingtang.foundation.web import reading
from mingtang.foundation.web.paging import page_number


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The page of results; without anything to look for, how to search."""
    wanted = asked(request.GET)
    number = page_number(request.GET.get("page", ""))
    found, page = page_of(wanted, number, FACETS)
    if number == 1:
        learning.searched(request, wanted, found)
    words = found.reading.text
    context = {
        "asked": wanted,
        "q": words,
        "answer": found,
        "page": page,
        "notes": notes_of(found, wanted),
        "kinds": chips.kinds_of(wanted, found),
        "groups": chips.groups_of(wanted, found),
        "orders": _orders(wanted),
        "all_url": wanted.address_with(kind=""),
        "meant_url": wanted.address_with(q=found.meant),
        "bounds": _bounds(wanted),
        "feed_url": reverse("search:feed") + wanted.address,
        "wants_reading": words in reading.SEARCHED_FOR,
        "crumbs": [(_("首页"), "/"), (_("搜索"), "")],
    }
    return render(request, "search/search.html", context, status=page.status)


def _bounds(wanted: Asked) -> list[tuple[str, str]]:
    """The parts of the site that the search is bounded to, each with the address of the search without it."""
    return [(bounded.label, wanted.address_with(**{name: ""})) for name, bounded in wanted.bounds.items()]


def _orders(wanted: Asked) -> list[tuple[str, str, bool]]:
    """The orders to choose from: label, address, whether it is the one in use."""
    labels = {"": _("最相关"), "strict": _("最相关，不看日期"), "newest": _("最新")}
    return [
        (label, wanted.address_with(sort=code), wanted.query["sort"] == code)
        for code, label in labels.items()
    ]


@require_safe
@never_cache
def suggest(request: HttpRequest) -> HttpResponse:
    """What a search that is being typed may become: `{"suggestions": [{"text", "kind"}, …]}`. Kept by no cache, for
    what is withdrawn must not be suggested from one.
    """
    found = suggestions(request.GET.get("q", ""))
    return JsonResponse({"suggestions": [{"text": each.text, "kind": each.kind} for each in found]})
