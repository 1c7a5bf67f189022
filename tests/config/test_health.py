"""`/healthz` says what is ill, with the status a monitor looks at, and never more than counts and codes."""

import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import RequestFactory
from django.utils import timezone
from django_q.models import OrmQ

from mingtang.config import health, heartbeat
from mingtang.foundation.search import indexer, indexes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def beating(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    heartbeat.beat()
    return tmp_path / "worker-heartbeat"


def ask(rf: RequestFactory) -> tuple[int, dict[str, Any]]:
    import json

    response = health.healthz(rf.get("/healthz"))
    assert "no-store" in response["Cache-Control"]
    return response.status_code, json.loads(response.content)


def silence(file: Path, seconds: int) -> None:
    then = time.time() - seconds
    os.utime(file, (then, then))


def test_all_well(rf: RequestFactory, indexed: Callable[[], None]) -> None:
    indexed()
    indexer.beat()
    status, body = ask(rf)
    assert status == 200, body
    assert body["ok"]
    assert all(body[name]["ok"] and body[name]["detail"] for name in health.CHECKS)


def test_a_silent_worker_is_ill(rf: RequestFactory, beating: Path) -> None:
    silence(beating, health.BEAT_LATE + 10)
    status, body = ask(rf)
    assert (status, body["worker"]["detail"]) == (503, "silent")
    beating.unlink()
    assert ask(rf)[1]["worker"]["detail"] == "never_seen"


def test_a_worker_on_a_long_task_is_not_ill_until_the_task_is_too_long(
    rf: RequestFactory, beating: Path
) -> None:
    OrmQ.objects.create(key="mingtang", payload="x", lock=timezone.now() + timedelta(minutes=1))
    silence(beating, health.BEAT_LATE + 10)
    assert ask(rf)[1]["worker"] == {"ok": True, "detail": "busy", "seconds": health.BEAT_LATE + 10}
    silence(beating, health.BEAT_LATE + health.LONGEST_TASK + 10)
    assert ask(rf)[0] == 503


def test_a_queue_that_nobody_takes_from_is_ill(rf: RequestFactory) -> None:
    OrmQ.objects.create(key="mingtang", payload="x", lock=timezone.now() - timedelta(minutes=10))
    status, body = ask(rf)
    assert status == 503
    assert body["queue"] == {"ok": False, "detail": "late", "oldest_seconds": 600, "waiting": 1, "taken": 0}


def test_a_broken_part_is_named_without_its_message(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> dict[str, Any]:
        raise DatabaseError("password=hunter2")

    monkeypatch.setitem(health.CHECKS, "database", broken)
    status, body = ask(rf)
    assert status == 503
    assert body["database"] == {"ok": False, "detail": "database_error"}


def test_a_silent_indexer_is_ill_and_one_that_builds_is_not(
    rf: RequestFactory, indexed: Callable[[], None]
) -> None:
    assert ask(rf)[1]["search"] == {"ok": False, "detail": "never_seen"}
    indexer.beat()
    assert ask(rf)[1]["search"] == {"ok": True, "detail": "building"}
    indexed()
    assert ask(rf)[1]["search"]["detail"] == "alive"
    silence(indexes.folder() / indexer.HEARTBEAT, health.BEAT_LATE + 10)
    assert ask(rf)[1]["search"] == {"ok": False, "detail": "silent"}
