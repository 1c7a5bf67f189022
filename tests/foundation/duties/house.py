"""Duties for tests, made as their makers make them."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from mingtang.foundation.duties.actions.reconciling import Changed, Owed, reconcile
from mingtang.foundation.duties.models import Duty
from mingtang.foundation.ids import new_id
from mingtang.foundation.organisations.models import Grant
from tests.county import County

START = date(2026, 3, 2)
"""A Monday; the twentieth working day after it is 30 March, 清明节 comes later."""
DUE = date(2026, 3, 30)


def owed(county: County, key: str = "t:1", **changed: Any) -> Owed:
    """A duty of the civil affairs bureau's drafter: 20 working days from `START`."""
    values: dict[str, Any] = {
        "key": key,
        "kind": "disclose",
        "subject_kind": "test",
        "subject_id": new_id(),
        "title": "关于低保的通知",
        "unit_id": county.units["civil"].pk,
        "area_id": county.areas["assistance"].pk,
        "post_id": county.posts["civil-drafter"].pk,
        "start_on": START,
        "n": 20,
        "time_unit": "workday",
        "source": "《中华人民共和国政府信息公开条例》（国务院令第711号）",
        "article": "第二十六条",
    }
    return Owed(**values | changed)


def made(county: County, key: str = "t:1", **changed: Any) -> Duty:
    """One duty, stored."""
    reconcile([owed(county, key, **changed)], Duty.objects.filter(key=key), why_void="不再需要")
    return Duty.objects.get(key=key)


def again(each: Owed) -> Changed:
    """Says once more what is owed."""
    return reconcile([each], Duty.objects.filter(key=each.key), why_void="不再需要")


def fresh(duty: Duty) -> Duty:
    return Duty.objects.get(pk=duty.pk)


def evidence() -> tuple[str, UUID]:
    return "record", new_id()


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
