"""Whoever tells events asks for a drain, and not for more of them than one."""

from typing import Any

import pytest
from django.db import transaction
from django_q.models import OrmQ
from django_q.tasks import async_task

from mingtang.foundation.events import outbox
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.events.outbox import CONSUMERS, Consumer
from mingtang.foundation.organisations.queries import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def consumers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CONSUMERS, "_entries", {})
    CONSUMERS.register("all", Consumer("all", lambda kind: True, lambda event: None))


def tell() -> None:
    append(NewEvent("unit.updated", SYSTEM, "unit", "7"))


def drains() -> int:
    return sum(row.func() == outbox.DRAIN for row in OrmQ.objects.all())


def test_a_drain_behind_many_other_tasks_is_not_asked_for_again() -> None:
    for number in range(30):
        async_task("builtins.abs", number)
    outbox._ask_for_drain()
    outbox._ask_for_drain()
    assert drains() == 1


def test_one_transaction_asks_once_however_much_it_tells(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True) as hooks, transaction.atomic():
        for _each in range(5):
            with transaction.atomic():
                tell()
    assert hooks == [outbox._ask_for_drain]
    assert drains() == 1


def test_it_asks_also_where_the_first_to_ask_was_rolled_back(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        with pytest.raises(RuntimeError), transaction.atomic():
            tell()
            raise RuntimeError
        tell()
    assert drains() == 1
