"""Addresses of pages that other parts of the house serve."""

from typing import Any
from urllib.parse import urlencode

from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Authority

RAISE = "finding.raise"
"""The grant to register problems."""


def duty_url(duty_id: Any) -> str:
    """The page of a duty at the desk."""
    return f"/desk/duties/{duty_id}/"


def declarations_url(unit: Unit | None = None) -> str:
    """The public list of declarations, of one unit where one is named."""
    return "/declarations/" + (f"?unit={unit.slug}" if unit else "")


def problem_url(unit: Unit, title: str, text: str) -> str:
    """The form by which a problem is registered, filled in."""
    return "/desk/problems/new/?" + urlencode({"unit": unit.slug, "title": title, "text": text})


def may_raise(who: Authority) -> bool:
    """Whether the person may register problems anywhere."""
    return RAISE in who.actions
