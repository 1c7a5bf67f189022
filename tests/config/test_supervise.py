"""The supervisor: a child that dies comes back, a stop reaches everything, nothing outlives it."""

import contextlib
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SOURCE = Path(__file__).resolve().parents[2] / "src"

# Writes its process id and that of a grandchild, then sleeps.
CHILD = """
import os, subprocess, sys, time
inner = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
open(sys.argv[1], "a").write(f"{os.getpid()} {inner.pid}\\n")
time.sleep(60)
"""


def alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "State:\tZ" not in status.read_text()


def wait_for(what: Callable[[], object], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.05)


class Supervised:
    def __init__(self, folder: Path) -> None:
        self.file = folder / "pids"
        child = shlex.join([sys.executable, "-c", CHILD, str(self.file)])
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mingtang.config.supervise", f"child={child}"],
            env=os.environ | {"PYTHONPATH": str(SOURCE)},
        )

    def starts(self) -> list[tuple[int, int]]:
        lines = self.file.read_text().splitlines() if self.file.exists() else []
        return [(int(a), int(b)) for a, b in (line.split() for line in lines)]


@pytest.fixture
def supervised(tmp_path: Path) -> Iterator[Supervised]:
    running = Supervised(tmp_path)
    wait_for(running.starts)
    yield running
    running.process.kill()
    for pids in running.starts():
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def test_a_killed_child_comes_back_and_its_own_children_go(supervised: Supervised) -> None:
    child, grandchild = supervised.starts()[0]
    os.kill(child, signal.SIGKILL)
    wait_for(lambda: len(supervised.starts()) == 2)
    wait_for(lambda: not alive(grandchild))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_reaches_everything(supervised: Supervised, number: int) -> None:
    supervised.process.send_signal(number)
    assert supervised.process.wait(15) == 0
    wait_for(lambda: not any(alive(pid) for pid in supervised.starts()[0]))


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's parent-death signal is Linux's")
def test_the_child_goes_when_the_supervisor_is_killed(supervised: Supervised) -> None:
    supervised.process.kill()
    wait_for(lambda: not alive(supervised.starts()[0][0]))
