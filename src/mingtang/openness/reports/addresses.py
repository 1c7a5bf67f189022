"""Addresses of reports and of the lists behind their numbers."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode

from mingtang.openness.reports.asked import Asked

NO_AREA = "-"


def report(asked: Asked) -> str:
    return reverse("reports_desk:report", args=[asked.unit.slug, asked.code])


def listing(asked: Asked, code: str, **narrowed: Any) -> str:
    """The list of a measure, narrowed by `row` (slug of a unit), `area` (code, or NO_AREA), `theme` or `genre`."""
    path = reverse("reports_desk:list", args=[asked.unit.slug, asked.code, code])
    given = {name: value for name, value in narrowed.items() if value}
    return f"{path}?{urlencode(given)}" if given else path


def report_of(slug: str, period: str) -> str:
    return reverse("reports_desk:report", args=[slug, period])


def record(pk: UUID) -> str:
    """The public page."""
    return reverse("records:record", args=[pk])
