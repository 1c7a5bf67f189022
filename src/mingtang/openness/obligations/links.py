"""Addresses of pages that other parts of the house serve."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from mingtang.foundation.findings.process import RAISE
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Authority


def duty_url(duty_id: Any) -> str:
    """The page of a duty at the desk."""
    return reverse("duties_desk:duty", args=[duty_id])


def declarations_url(unit: Unit | None = None) -> str:
    """The public list of declarations, of one unit where one is named."""
    return reverse("obligations:declarations") + (f"?unit={unit.slug}" if unit else "")


def problem_url(unit: Unit, title: str, text: str) -> str:
    """The form by which a problem is registered, filled in."""
    query = urlencode({"unit": unit.slug, "title": title, "text": text})
    return f"{reverse('findings_desk:problem_new')}?{query}"


def may_raise(who: Authority) -> bool:
    """Whether the person may register problems anywhere."""
    return RAISE in who.actions
