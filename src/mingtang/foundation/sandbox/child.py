"""The process that works on a file: the file on its input, an answer on its output, nothing else to reach. What to do
stands in a file in memory, whose number is its only argument.

A parser that is led astray by a file can here take neither the memory nor the time of the service, open no file for
writing and start nothing. No Django: this starts in a tenth of a second.

An answer is the length of a JSON object in eight bytes, the object, and the pieces of bytes whose lengths it lists.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import sys
from pathlib import Path
from typing import Any, NoReturn

from mingtang.foundation.sandbox.confines import MEGABYTE, NO_MEMORY, Confines


def confine(confines: Confines) -> None:
    for what, value in (
        (resource.RLIMIT_AS, confines.memory_mb * MEGABYTE),
        (resource.RLIMIT_CPU, confines.seconds + 1),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 32),
    ):
        _soft, hard = resource.getrlimit(what)
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        # Of the processor's time a second more, so that the end tells its reason: the hard limit is a plain kill.
        soft = value - 1 if what == resource.RLIMIT_CPU else value
        resource.setrlimit(what, (soft, value))


def place_of(error: BaseException) -> str:
    """Where it broke, for whoever repairs the reader; not the words of the error, which may quote the file."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = "" if trace is None else f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
    return type(error).__name__ + where


def framed(found: dict[str, Any], pieces: list[bytes]) -> list[bytes]:
    text = json.dumps({**found, "pieces": [len(piece) for piece in pieces]}, separators=(",", ":"))
    return [len(text).to_bytes(8, "big"), text.encode("ascii"), *pieces]


def main() -> None:
    # Libraries that print must not garble the answer.
    out = os.dup(1)
    os.dup2(2, 1)
    work(0, int(sys.argv[1]), out)


def work(source: int, told: int, out: int) -> NoReturn:
    """Does the task that stands in the file `told` on the file `source`, writes the answer to `out`, and ends."""
    with os.fdopen(told, "rb") as given:
        task = json.load(given)
    job = importlib.import_module(task["job"])
    confine(Confines(**task["confines"]))
    with os.fdopen(source, "rb") as content:
        data = content.read()
    try:
        found, pieces = job.answer(data, task["options"])
        del data
        parts = framed(found, pieces)
    except MemoryError:
        os._exit(NO_MEMORY)
    with os.fdopen(out, "wb") as pipe:
        for part in parts:
            pipe.write(part)
    # Taking a large tree apart again takes time and serves nobody.
    os._exit(0)


if __name__ == "__main__":
    main()
