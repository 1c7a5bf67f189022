"""Tables out of an uploaded file: `read_tables`. The file is parsed in a child process, never in the service itself."""

from __future__ import annotations

import logging
import time
from dataclasses import asdict, dataclass, replace
from pathlib import PurePath
from typing import Any

from mingtang.foundation.containers.limits import MEGABYTE
from mingtang.foundation.sandbox.asking import Failed, ask
from mingtang.foundation.sandbox.confines import Confines
from mingtang.foundation.tables import messages
from mingtang.foundation.tables.limits import DEFAULT, Limits
from mingtang.kernel.catalogue.grid import Grid

_log = logging.getLogger(__name__)

_JOB = "mingtang.foundation.tables.job"


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
    # JSON writes a Chinese character as six letters.
    most = (limits.characters * 6 + limits.cells * 20) // MEGABYTE
    try:
        found = ask(_JOB, data, Confines(limits.seconds, limits.memory_mb, most), asdict(limits)).found
    except Failed as error:
        raise UnreadableTable(error.code) from error
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
