"""Tables out of an uploaded file: `read_tables`. The file is parsed in a child process, never in the service itself."""

from __future__ import annotations

import json
import logging
import os
import select
import signal
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePath
from typing import Any

import mingtang
from mingtang.foundation.tables import messages
from mingtang.foundation.tables.limits import DEFAULT, MEGABYTE, Limits
from mingtang.kernel.catalogue.grid import Grid

_log = logging.getLogger(__name__)

_CHILD = (sys.executable, "-P", "-m", "mingtang.foundation.tables.child")
_SOURCES = str(Path(mingtang.__file__).resolve().parents[1])
_PIECE = 1 << 20
_WHY = {
    3: "too-large",  # `child.NO_MEMORY`
    -signal.SIGABRT: "too-large",  # how parsers not written in Python give up for want of memory
    -signal.SIGKILL: "too-large",  # by the system, for want of memory
    -signal.SIGXCPU: "time",
}
"""Exit code of the child → reason."""


class UnreadableTable(Exception):
    """`code` is a key of `messages.REASONS`; `message` says what the file is, why it is not read and what to do."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code if code in messages.REASONS else "crashed"
        self.message = messages.reason(code)


@dataclass(frozen=True)
class Note:
    """A reservation: `details` are names of sheets or a count, `message` the sentence for the person."""

    code: str
    details: tuple[str, ...] = ()

    @property
    def message(self) -> Any:
        return messages.note(self.code, self.details)


@dataclass(frozen=True)
class ReadResult:
    """`kind` is what the file really is (`kinds`): “xlsx”, “xls”, “html”, “text” … Tables are in the order of the file,
    also those that are empty or of one row; hidden sheets are not among them."""

    kind: str
    grids: tuple[Grid, ...]
    notes: tuple[Note, ...] = ()


def read_tables(data: bytes, *, name: str = "", limits: Limits = DEFAULT) -> ReadResult:
    """Raises UnreadableTable. `name`, the file's, becomes that of the one table of a text file; it decides nothing."""
    if len(data) > limits.upload_mb * MEGABYTE:
        raise UnreadableTable("too-large")
    started = time.monotonic()
    found = _ask_child(data, limits)
    if "refused" in found:
        took = time.monotonic() - started
        code, cause = str(found["refused"]), str(found.get("cause", ""))[:200]
        _log.info("table not read: %s %s, %d bytes, %.1f s", code, cause, len(data), took)
        raise UnreadableTable(code)
    try:
        return _result(found, name)
    except (KeyError, TypeError, ValueError) as error:
        _log.warning("child that reads tables gave an answer that is none: %s", type(error).__name__)
        raise UnreadableTable("crashed") from error


def _result(found: dict[str, Any], name: str) -> ReadResult:
    kind = found["kind"]
    grids = [_grid(*grid) for grid in found["grids"]]
    if kind == "text":
        grids = [replace(grid, name=PurePath(name).stem) for grid in grids]
    noted = tuple(Note(code, tuple(details)) for code, details in found["notes"] if code in messages.NOTES)
    return ReadResult(kind, tuple(grids), noted)


def _grid(name: str, rows: list[Any], numbers: list[int], covered: list[Any], before: list[str]) -> Grid:
    """Not even a child that a file has taken over hands anything else than text in equal rows to the service."""
    if not all(isinstance(text, str) for texts in ([name], before, *rows) for text in texts):
        raise TypeError("a text is none")
    if len(rows) != len(numbers) or len(set(map(len, rows))) > 1:
        raise ValueError("rows are not equal")
    places = frozenset((int(row), int(column)) for row, column in covered)
    return Grid(name, tuple(map(tuple, rows)), tuple(map(int, numbers)), places, tuple(before))


def _ask_child(data: bytes, limits: Limits) -> dict[str, Any]:
    # The file waits in memory, so that nothing has to be fed to the child while its answer is read.
    source = os.memfd_create("table")
    try:
        with open(source, "wb", closefd=False) as writing:
            writing.write(data)
        os.lseek(source, 0, os.SEEK_SET)
        process = subprocess.Popen(  # noqa: S603 - fixed command
            [*_CHILD, json.dumps(asdict(limits))],
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={"PYTHONPATH": _SOURCES, "LC_ALL": "C.UTF-8"},
        )
    except OSError as error:
        _log.warning("no process to read a table: %s", type(error).__name__)
        raise UnreadableTable("busy") from error
    finally:
        os.close(source)
    with process:
        try:
            answer = _read_answer(process, limits)
        finally:
            # Also when the service is being stopped in the middle.
            process.kill()
    return answer


def _read_answer(process: subprocess.Popen[bytes], limits: Limits) -> dict[str, Any]:
    assert process.stdout is not None
    until = time.monotonic() + limits.seconds
    # JSON writes a Chinese character as six letters.
    most = limits.characters * 6 + limits.cells * 20
    pieces, size = [], 0
    waiting = select.poll()
    waiting.register(process.stdout, select.POLLIN)
    while True:
        left = until - time.monotonic()
        if left <= 0 or not waiting.poll(left * 1000):
            raise UnreadableTable("time")
        piece = os.read(process.stdout.fileno(), _PIECE)
        if not piece:
            break
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise UnreadableTable("crashed")
    try:
        code = process.wait(max(until - time.monotonic(), 1))
    except subprocess.TimeoutExpired as error:
        raise UnreadableTable("time") from error
    if code == 0:
        try:
            found = json.loads(b"".join(pieces))
        except ValueError:
            found = None
        if isinstance(found, dict):
            return found
    _log.warning("child that reads tables ended with %d", code)
    raise UnreadableTable(_WHY.get(code, "crashed"))
