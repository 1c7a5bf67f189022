"""Turns refusals of the rules into pages that help, with the right status. Nothing else catches them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingtang.kernel.refusals import Forbidden, Invalid, NotVisible, Refusal, Stale, WrongState


class RefusalMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        if isinstance(exception, NotVisible):
            return render(request, "web/errors/404.html", status=404)
        if isinstance(exception, Forbidden):
            context = {"message": exception.message, "rule": exception.rule or exception.message}
            return render(request, "web/errors/403.html", context, status=403)
        if isinstance(exception, WrongState | Stale):
            context = {"message": exception.message, "url": _way_back(request)}
            return render(request, "web/errors/409.html", context, status=409)
        if isinstance(exception, Invalid):
            return render(
                request, "web/errors/400.html", {"message": exception.message}, status=exception.status
            )
        return render(request, "web/errors/400.html", {"message": exception.message}, status=exception.status)


def _way_back(request: HttpRequest) -> str:
    """The page of the thing itself: the address without the act at its end."""
    path = request.path
    return path.split("act/")[0] if "act/" in path else path


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    return render(request, "web/errors/403.html", {"rule": ""}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/errors/404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    return render(request, "web/errors/500.html", status=500)
