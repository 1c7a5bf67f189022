"""Has a child process work on a file: `ask`."""

from __future__ import annotations

import json
import logging
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from mingtang.foundation.sandbox import templates
from mingtang.foundation.sandbox.confines import ENVIRONMENT, MEGABYTE, NO_MEMORY, USUAL, Confines

_log = logging.getLogger(__name__)

_CHILD = (sys.executable, "-P", "-m", "mingtang.foundation.sandbox.child")
_PIECE = 1 << 20
_WHY = {
    NO_MEMORY: "too-large",
    -signal.SIGABRT: "too-large",  # how parsers not written in Python give up for want of memory
    -signal.SIGKILL: "too-large",  # by the system, for want of memory
    -signal.SIGXCPU: "time",
}
"""Exit code of the child → reason."""


class Failed(Exception):
    """The child gave no answer. `code`: “time”, “too-large” (memory), “busy” (no process) or “crashed”."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Answer:
    """What the job found: plain values, and pieces of bytes such as pictures. Both come from a process that a file may
    have taken over: whoever uses them checks their shape."""

    found: dict[str, Any]
    pieces: tuple[bytes, ...] = ()


def ask(
    job: str,
    data: bytes,
    confines: Confines = USUAL,
    options: Mapping[str, Any] | None = None,
    *,
    warm: str = "",
) -> Answer:
    """`job` names a module of ours with `answer(data, options) -> (plain values, pieces)`, which knows no Django.

    `warm` names a module of ours whose `warm()` loads what several jobs need: a process that has called it stays, and a
    copy of it works (`template`). Raises Failed. What the job itself refuses is part of its answer.
    """
    task = json.dumps({"job": job, "confines": asdict(confines), "options": dict(options or {})})
    try:
        # Both wait in memory, so that nothing has to be fed to the child while its answer is read; what a job has to
        # know may be too much for a command line.
        with _waiting("file", data) as source, _waiting("task", task.encode()) as told:
            worker: Worker = templates.worker(warm, source, told) if warm else _from_nothing(source, told)
    except OSError as error:
        _log.warning("no process for %s: %s", job, type(error).__name__)
        raise Failed("busy") from error
    try:
        return _read_answer(worker, job, confines)
    finally:
        # Also when the service is being stopped in the middle.
        worker.end()


class Worker(Protocol):
    """A child at work: `answer` is where it writes; `code` waits for its end, at most so many seconds, else raises
    TimeoutError."""

    answer: int

    def code(self, seconds: float) -> int: ...

    def end(self) -> None: ...


class _Child:
    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        self._process = process
        self.answer = process.stdout.fileno()

    def code(self, seconds: float) -> int:
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise TimeoutError from error

    def end(self) -> None:
        with self._process:
            self._process.kill()


def _from_nothing(source: int, told: int) -> Worker:
    return _Child(
        subprocess.Popen(  # noqa: S603 - fixed command
            [*_CHILD, str(told)],
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env=ENVIRONMENT,
            pass_fds=(told,),
        )
    )


@contextmanager
def _waiting(name: str, data: bytes) -> Iterator[int]:
    """A file in memory, to be read from its beginning."""
    number = os.memfd_create(name)
    try:
        with os.fdopen(number, "wb", closefd=False) as writing:
            writing.write(data)
        os.lseek(number, 0, os.SEEK_SET)
        yield number
    finally:
        os.close(number)


def _read_answer(worker: Worker, job: str, confines: Confines) -> Answer:
    until = time.monotonic() + confines.seconds
    pieces, size = [], 0
    waiting = select.poll()
    waiting.register(worker.answer, select.POLLIN)
    while True:
        left = until - time.monotonic()
        if left <= 0 or not waiting.poll(left * 1000):
            raise Failed("time")
        piece = os.read(worker.answer, _PIECE)
        if not piece:
            break
        pieces.append(piece)
        size += len(piece)
        if size > confines.answer_mb * MEGABYTE:
            raise Failed("crashed")
    try:
        code = worker.code(max(until - time.monotonic(), 1))
    except TimeoutError as error:
        raise Failed("time") from error
    if code == 0:
        answer = _taken_apart(b"".join(pieces))
        if answer is not None:
            return answer
    _log.warning("child for %s ended with %d", job, code)
    raise Failed(_WHY.get(code, "crashed"))


def _taken_apart(raw: bytes) -> Answer | None:
    begin = 8 + int.from_bytes(raw[:8], "big")
    try:
        found = json.loads(raw[8:begin])
    except ValueError:
        return None
    if not isinstance(found, dict):
        return None
    lengths = found.pop("pieces", None)
    if not isinstance(lengths, list) or not all(isinstance(n, int) and n >= 0 for n in lengths):
        return None
    if begin + sum(lengths) != len(raw):
        return None
    pieces = []
    for length in lengths:
        pieces.append(raw[begin : begin + length])
        begin += length
    return Answer(found, tuple(pieces))
