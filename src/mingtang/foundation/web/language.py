"""The language of the public pages: Chinese, unless the reader chose another; the desk is Chinese.

What the browser prefers is not asked: a phone set to English in the hands of a citizen still shows the county's pages
in the county's language, and one address is one page for caches and search engines.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

STAFF = ("/desk/", "/admin/")
KEPT_SECONDS = 365 * 24 * 3600


class LanguageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(chosen(request)):
            response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])
        return response


def chosen(request: HttpRequest) -> str:
    code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    known = code in dict(settings.LANGUAGES) and not request.path.startswith(STAFF)
    return code if known else settings.LANGUAGE_CODE


@require_safe
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """Keeps the language and goes back to the page. A link, so that it works without script on every page."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    target = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = "/"
    response = HttpResponseRedirect(target)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=KEPT_SECONDS,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
    )
    return response
