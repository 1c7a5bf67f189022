"""Children that are copies of a process that has loaded everything: as confined as those that begin from nothing."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mingtang.foundation.sandbox import templates
from mingtang.foundation.sandbox.asking import Answer, Failed, ask
from mingtang.foundation.sandbox.confines import ENVIRONMENT, Confines
from tests.timing import timed

ROOT = Path(__file__).parents[3]
JOB = "tests.foundation.sandbox.jobs"


@pytest.fixture(autouse=True)
def own_templates(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(ENVIRONMENT, "PYTHONPATH", f"{ENVIRONMENT['PYTHONPATH']}:{ROOT}")
    monkeypatch.setattr(templates, "_known", {})
    yield
    for template in templates._known.values():
        template.close()


USUAL = Confines(20, 1500, 10)


def asked(do: str, data: bytes = b"", confines: Confines = USUAL, **options: Any) -> Answer:
    return ask(JOB, data, confines, {"do": do, **options}, warm=JOB)


def test_what_was_loaded_once_is_there_in_every_copy() -> None:
    answers = [asked("say", bytes([n])) for n in range(3)]
    assert [answer.pieces for answer in answers] == [(b"\x00",), (b"\x01",), (b"\x02",)]
    assert {(one.found["loaded"], one.found["copied"]) for one in answers} == {(1, True)}
    assert len({one.found["pid"] for one in answers}) == 3


@pytest.mark.parametrize(
    ("do", "code"), [("die", "crashed"), ("eat", "too-large"), ("fork", "crashed"), ("lie", "crashed")]
)
def test_a_copy_that_fails_is_told_and_the_next_one_works(do: str, code: str) -> None:
    with pytest.raises(Failed) as failed:
        asked(do)
    assert failed.value.code == code
    assert asked("say", b"x").pieces == (b"x",)


def test_a_copy_writes_no_file(tmp_path: Path) -> None:
    path = tmp_path / "written"
    with pytest.raises(Failed):
        asked("write", path=str(path))
    assert not path.exists() or path.stat().st_size == 0


@pytest.mark.parametrize("do", ["sleep", "spin"])
def test_a_copy_that_takes_too_long_is_ended(do: str) -> None:
    template = asked("template").found["pid"]
    with timed(time.monotonic) as spent:
        with pytest.raises(Failed) as failed:
            asked(do, confines=Confines(1, 1500, 10))
        assert failed.value.code == "time"
    assert spent.within(5)
    assert asked("template").found["pid"] == template
    for _wait in range(100):
        if not _children_of(template):
            break
        time.sleep(0.05)
    assert not _children_of(template)


def test_after_its_death_another_template_is_begun() -> None:
    first = asked("template").found["pid"]
    os.kill(first, signal.SIGKILL)
    templates._known[JOB]._process.wait()
    second = asked("template").found["pid"]
    assert second != first


def test_a_template_that_cannot_be_loaded_is_told() -> None:
    with pytest.raises(Failed) as failed:
        ask(JOB, b"", Confines(5, 1500, 10), {"do": "say"}, warm="tests.foundation.sandbox.nowhere")
    assert failed.value.code in ("crashed", "busy", "too-large")


def test_several_threads_ask_at_once() -> None:
    said: dict[int, bytes] = {}

    def one(n: int) -> None:
        (said[n],) = asked("say", bytes([n])).pieces

    threads = [threading.Thread(target=one, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == {n: bytes([n]) for n in range(8)}


def _children_of(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
