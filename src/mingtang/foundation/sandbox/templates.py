"""The templates of this process, by the module that warms them, each begun when it is first needed."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from threading import Lock

from mingtang.foundation.sandbox.confines import ENVIRONMENT
from mingtang.foundation.sandbox.template import TOLD

_lock = Lock()
_known: dict[str, _Template] = {}


class CopyAtWork:
    """A copy of a template at work. `answer` is where it writes."""

    def __init__(self, answer: int, ending: socket.socket) -> None:
        self.answer = answer
        self._ending = ending
        self._pid = 0
        self._code: int | None = None

    def code(self, seconds: float) -> int:
        """Its exit code. Raises TimeoutError."""
        until = time.monotonic() + seconds
        while self._code is None:
            self._hear(until - time.monotonic())
        return self._code

    def end(self) -> None:
        if self._code is None:
            with suppress(TimeoutError):
                # It may have begun only now; whoever waits for it tells its number first.
                while not self._pid and self._code is None:
                    self._hear(1.0)
            if self._pid and self._code is None:
                with suppress(ProcessLookupError):
                    os.kill(self._pid, signal.SIGKILL)
        self._ending.close()
        os.close(self.answer)

    def _hear(self, seconds: float) -> None:
        waiting = select.poll()
        waiting.register(self._ending, select.POLLIN)
        if seconds <= 0 or not waiting.poll(seconds * 1000):
            raise TimeoutError
        told = self._ending.recv(TOLD.size)
        if len(told) < TOLD.size:
            # Whoever waited for it is gone, and so is it, as far as anybody can tell.
            self._code = -signal.SIGKILL if self._pid else 1
        elif not self._pid:
            (self._pid,) = TOLD.unpack(told)
        else:
            (self._code,) = TOLD.unpack(told)


class _Template:
    def __init__(self, warm: str) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - fixed command
                [
                    sys.executable, "-P", "-m", "mingtang.foundation.sandbox.template", warm,
                    str(theirs.fileno()),
                ],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env=ENVIRONMENT,
                pass_fds=(theirs.fileno(),),
            )  # fmt: skip
        self._asking = ours
        self.of = os.getpid()

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, source: int, told: int) -> CopyAtWork:
        answer, writing = os.pipe()
        try:
            ending, telling = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            with telling:
                socket.send_fds(self._asking, [b"w"], [source, told, writing, telling.fileno()])
        except OSError:
            os.close(answer)
            raise
        finally:
            os.close(writing)
        return CopyAtWork(answer, ending)

    def close(self) -> None:
        """Ends it; copies at work go on."""
        self._asking.close()
        if self.of == os.getpid():
            self._process.kill()
            self._process.wait()


def worker(warm: str, source: int, told: int) -> CopyAtWork:
    """A copy of a template begins to work. Raises OSError where none can."""
    with _lock:
        template = _known.get(warm)
        # A process that was copied itself leaves the templates of its parent alone.
        if template is None or template.of != os.getpid() or not template.is_alive():
            if template is not None:
                template.close()
            template = _known[warm] = _Template(warm)
        try:
            return template.ask(source, told)
        except OSError:
            template.close()
            del _known[warm]
            raise
