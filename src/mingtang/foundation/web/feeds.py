"""What all feeds share: how they are served, and what may stand in them."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

FRESH_SECONDS = 300


def served(made: Any) -> Callable[..., HttpResponse]:
    """A feed as a view. Caches keep it for all readers, so it is in the county's language for all of them."""

    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with override(settings.LANGUAGE_CODE):
            answer: HttpResponse = made(request, *args, **kwargs)
        return answer

    shared: Callable[..., HttpResponse] = require_safe(
        cache_control(public=True, max_age=FRESH_SECONDS)(view)
    )
    return shared


def printable(text: str) -> str:
    """Control characters have no place in XML."""
    return "".join(c if c.isprintable() or c in "\n\t" else " " for c in text)
