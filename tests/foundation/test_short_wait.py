"""A count is not worth a citizen's waiting: beside a writer that stays, it gives up at once and is kept."""

import sqlite3
import time
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.signals import request_finished
from django.db import OperationalError, connection, transaction

from mingtang.foundation.search.models import SynonymGroup
from mingtang.foundation.short_wait import once_answered, short_wait
from tests.timing import timed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def writer_that_stays() -> Iterator[None]:
    if connection.vendor != "sqlite":
        pytest.skip("SQLite alone has one writer")
    other = sqlite3.connect(settings.DATABASES["default"]["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


def _wait() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        return int(cursor.fetchone()[0])


def test_a_write_beside_a_long_one_gives_up_soon(writer_that_stays: None) -> None:
    with timed(time.monotonic) as spent, pytest.raises(OperationalError), short_wait(), transaction.atomic():
        SynonymGroup.objects.update(source="")
    assert spent.within(5)


def test_afterwards_writes_wait_as_long_as_ever(writer_that_stays: None) -> None:
    usual = _wait()
    with short_wait():
        assert _wait() < usual
    assert _wait() == usual >= 10_000


def test_what_a_page_need_not_wait_for_is_done_once_when_it_has_gone_out() -> None:
    done: list[str] = []
    once_answered(lambda: done.append("first"))
    once_answered(_busy)
    once_answered(lambda: done.append("last"))
    assert not done
    request_finished.send(None)
    request_finished.send(None)
    assert done == ["first", "last"]


def _busy() -> None:
    raise OperationalError("database is locked")
