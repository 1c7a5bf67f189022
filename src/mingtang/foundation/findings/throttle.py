"""A brake on floods of reports."""

from django.http import HttpRequest

from mingtang.foundation.web import brakes

MOST = 10
SECONDS = 3600
_NAME = "findings.reports"


def allowed(request: HttpRequest) -> bool:
    """Whether this client may still send; asks without counting."""
    return brakes.counted(request, _NAME) < MOST


def count(request: HttpRequest) -> None:
    """Counts one report that was taken in."""
    brakes.count(request, _NAME, SECONDS)
