"""Keeps a few processes running: `python -m mingtang.config.supervise NAME=COMMAND …`.

Imports nothing but the standard library, so that the one process that must never fail stays small. A child that
dies comes back after a pause that grows; SIGTERM, SIGINT and SIGHUP stop all of them, and all of what they started.
"""

import ctypes
import os
import shlex
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field

GRACE = 8.0
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
STEADY = 60.0
POLL = 0.5
PR_SET_PDEATHSIG = 1


def _die_with_parent() -> None:
    """In the child: ask the kernel for SIGTERM when this supervisor is gone, however it went."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _say(text: str) -> None:
    print(f"[mingtang] {text}", flush=True)


@dataclass
class Child:
    """One supervised command, in a process group of its own so that nothing it started outlives it."""

    name: str
    command: list[str]
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    pause: float = field(default=FIRST_PAUSE)

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=_die_with_parent
        )

    def signal(self, number: int) -> None:
        """To the command itself; it knows how to end its own children."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(number)

    def clear(self) -> None:
        """Ends whatever is left of the group."""
        if self.process:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            self.process.wait()

    def tend(self) -> None:
        """Starts the command when it is due to (re)start; `process` is None during a pause."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.started:
                self.start()
            return
        status = self.process.poll()
        if status is None:
            return
        self.clear()
        lived = now - self.started
        self.pause = FIRST_PAUSE if lived > STEADY else min(self.pause * 2, LONGEST_PAUSE)
        why = f"signal {-status}" if status < 0 else f"status {status}"
        _say(f"{self.name} ended ({why}); starting it again in {self.pause:.0f} s")
        self.process, self.started = None, now + self.pause


def supervise(children: list[Child]) -> int:
    """Runs the children until a signal asks to stop; returns 0 once all are gone."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    while not stop.is_set():
        for child in children:
            child.tend()
        stop.wait(POLL)
    _say("stopping")
    for child in children:
        child.signal(signal.SIGTERM)
    deadline = time.monotonic() + GRACE
    for child in children:
        if child.process:
            try:
                child.process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                _say(f"{child.name} did not stop in {GRACE:.0f} s; killed")
        child.clear()
    return 0


def main(arguments: list[str]) -> int:
    """Each argument is `name=command line`, quoted for a shell."""
    children = []
    for argument in arguments:
        name, _, line = argument.partition("=")
        children.append(Child(name, shlex.split(line)))
    return supervise(children)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
