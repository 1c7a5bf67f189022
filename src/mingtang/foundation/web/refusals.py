"""Turns refusals of the rules into pages that help, with the right status. Nothing else catches them."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingtang.kernel.refusals import Forbidden, Invalid, NotVisible, Refusal, Stale, WrongState

UNTYPED = {"csrfmiddlewaretoken", "lock_version", "based_on", "seen", "version", "id", "next"}


class RefusalMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # No field may hold a NUL, and PostgreSQL refuses to be asked about one.
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return bad_request(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        if isinstance(exception, NotVisible):
            return render(request, "web/errors/404.html", status=404)
        if isinstance(exception, Forbidden):
            context = {
                "message": exception.message,
                "rule": exception.rule or exception.message,
                "typed": typed(request),
            }
            return render(request, "web/errors/403.html", context, status=403)
        if isinstance(exception, WrongState | Stale):
            context = {"message": exception.message, "url": _way_back(request), "typed": typed(request)}
            return render(request, "web/errors/409.html", context, status=409)
        context = {"message": exception.message, "typed": typed(request)}
        return render(request, "web/errors/400.html", context, status=exception.status)


def take_errors(form: BaseForm, refusal: Refusal) -> None:
    """Puts a refusal's messages beside their fields; what has no field stands on top. A form that has to know more of
    it has `take_refusal`.
    """
    if hasattr(form, "take_refusal"):
        form.take_refusal(refusal)
    if not isinstance(refusal, Invalid):
        form.add_error(None, str(refusal.message))
        return
    for name, found in refusal.fields.items():
        form.add_error(name if name in form.fields else None, [str(note) for note in found])


def in_words(refusal: Invalid) -> str:
    """A refusal with all its notes in one sentence, for a page that has no fields to put them beside."""
    return "；".join(
        [str(refusal.message), *(str(note) for notes in refusal.fields.values() for note in notes)]
    )


def stand_on(form: BaseForm, **stored: Any) -> None:
    """After a stale save the form goes on from what is stored now: compared with that, it can be sent again."""
    data: Any = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict, when a form was sent
    data.update({name: str(value) for name, value in stored.items()})
    form.data = data


def _way_back(request: HttpRequest) -> str:
    """The page of the thing itself: the address without the act at its end."""
    path = request.path
    return path.split("act/")[0] if "act/" in path else path


def typed(request: HttpRequest) -> list[str]:
    """What the person had written in the form that was refused, so that it can be copied from the page."""
    return [
        value
        for name, values in request.POST.lists()
        for value in values
        if name not in UNTYPED and "password" not in name and len(value.strip()) > 1
    ]


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was opened before signing in again, or comes from elsewhere."""
    return render(request, "web/errors/403.html", {"rule": "", "typed": typed(request)}, status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    return render(request, "web/errors/403.html", {"rule": ""}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/errors/404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    return render(request, "web/errors/500.html", status=500)
