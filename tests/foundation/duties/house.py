"""Duties for tests, made as their makers make them."""

from datetime import date
from typing import Any
from uuid import UUID

from mingtang.foundation.duties.models import Duty, Mode
from mingtang.foundation.duties.reconciling import Changed, Owed, reconcile
from mingtang.foundation.ids import new_id
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


def fixed(county: County, day: date, key: str = "t:fixed") -> Duty:
    return made(county, key, mode=Mode.FIXED, due_on=day, n=None, time_unit="", kind="period")


def fresh(duty: Duty) -> Duty:
    return Duty.objects.get(pk=duty.pk)


def evidence() -> tuple[str, UUID]:
    return "record", new_id()
