"""The cookie of the reading settings, and the word to shared caches that pages differ by it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from mingtang.foundation.web.reading import Reading, parse, write

NAME = "reading"
ONE_YEAR = 365 * 24 * 3600


def reading_of(request: HttpRequest) -> Reading:
    return parse(request.COOKIES.get(NAME, ""))


def keep(response: HttpResponse, reading: Reading) -> None:
    text = write(reading)
    if text:
        response.set_cookie(
            NAME,
            text,
            max_age=ONE_YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    else:
        response.delete_cookie(NAME, samesite="Lax")


class ReadingMiddleware:
    """A page is written for one reader's settings and language, so no shared cache may hand it to another."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])
        return response
