"""The language of the public pages: Chinese, unless the reader chose another; the desk is Chinese.

What the browser prefers is not asked: a phone set to English in the hands of a citizen still shows the county's pages
in the county's language, and one address is one page for caches and search engines.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.views.decorators.http import require_safe

from mingtang.foundation.web.views import way_back

STAFF = ("/desk/", "/admin/")
KEPT_SECONDS = 365 * 24 * 3600


class LanguageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(chosen(request)):
            return self.get_response(request)


def chosen(request: HttpRequest) -> str:
    code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    known = code in dict(settings.LANGUAGES) and not request.path.startswith(STAFF)
    return code if known else settings.LANGUAGE_CODE


@require_safe
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """Keeps the language and goes back to the page. A link, so that it works without script on every page."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    response = redirect(way_back(request.GET.get("next", "")))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=KEPT_SECONDS,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
    )
    return response
