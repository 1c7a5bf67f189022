"""Duties of the small county, made as their makers make them."""

from datetime import date
from typing import Any
from uuid import uuid4

from mingtang.foundation.duties.models import Duty
from mingtang.foundation.duties.reconciling import Owed, reconcile
from mingtang.foundation.organisations.models import Grant
from tests.county import County

START = date(2026, 3, 2)
"""A Monday without holidays near: twenty working days from here end on 30 March."""


def owe(county: County, unit: str = "civil", *, title: str = "城乡低保对象名单", **fields: Any) -> Duty:
    """One duty of a unit, twenty working days from `START`, of the unit's drafter unless `post_id` says otherwise."""
    key = f"test:{uuid4()}"
    post = county.posts.get(f"{unit}-drafter") or county.posts.get(f"{unit}-liaison")
    given: dict[str, Any] = {
        "kind": "disclose",
        "subject_kind": "catalogue_matter",
        "subject_id": uuid4(),
        "unit_id": county.units[unit].pk,
        "area_id": county.areas["assistance"].pk,
        "post_id": post.pk if post else None,
        "start_on": START,
        "n": 20,
        "time_unit": "workday",
        "source": "《中华人民共和国政府信息公开条例》",
        "article": "第二十六条",
    }
    reconcile([Owed(key=key, title=title, **given | fields)], Duty.objects.none(), why_void="")
    return Duty.objects.get(key=key)


def fixed(county: County, due: date | None, unit: str = "civil", **fields: Any) -> Duty:
    """A duty with a fixed date; without one, a duty whose start nobody knows yet."""
    if due is None:
        return owe(county, unit, start_on=None, **fields)
    return owe(county, unit, mode="fixed", due_on=due, n=None, time_unit="", start_on=None, **fields)


def allow(county: County, username: str, *actions: str, unit: str = "") -> None:
    """Grants to the person's post, on its own unit or another."""
    post = county.posts[username]
    reach = county.units[unit] if unit else post.unit
    Grant.objects.bulk_create(Grant(post=post, action=action, unit=reach) for action in actions)
