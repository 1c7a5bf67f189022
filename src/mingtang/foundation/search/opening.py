"""Tells the counts of searches that a page was opened from the results."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from mingtang.foundation.search import learning
from mingtang.foundation.web.context import SEARCH_URL


class OpenedFromSearchMiddleware:
    """By the address the browser says it comes from: no link is led astray for it, and no cookie is set."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if (
            response.status_code == 200
            and request.method == "GET"
            and SEARCH_URL in request.headers.get("Referer", "")
            and not request.path.startswith(SEARCH_URL)
            and response.get("Content-Type", "").startswith("text/html")
        ):
            learning.opened(request)
        return response
