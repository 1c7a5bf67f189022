"""The process that parses: a file on its input, one line of JSON on its output.

A parser that is led astray by a file can here take neither the memory nor the time of the service, open no file for
writing and start nothing. No Django: this starts in a tenth of a second.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

from mingtang.foundation.tables.limits import MEGABYTE, Limits
from mingtang.foundation.tables.parsing import parse
from mingtang.foundation.tables.refused import Refused

NO_MEMORY = 3
"""Exit code."""


def confine(limits: Limits) -> None:
    for what, value in (
        (resource.RLIMIT_AS, limits.memory_mb * MEGABYTE),
        (resource.RLIMIT_CPU, limits.seconds + 1),
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


def answer(data: bytes, limits: Limits) -> dict[str, Any]:
    try:
        parsed = parse(data, limits)
    except Refused as refused:
        cause = refused.__cause__
        # Where it broke, for whoever repairs the reader; not the words of the error, which may quote the file.
        return {"refused": refused.code, "cause": "" if cause is None else _place(cause)}
    return {
        "kind": parsed.kind,
        "notes": parsed.notes,
        "grids": [
            (grid.name, grid.rows, grid.numbers, sorted(grid.covered), grid.before) for grid in parsed.grids
        ],
    }


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = "" if trace is None else f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
    return type(error).__name__ + where


def main() -> None:
    limits = Limits(**json.loads(sys.argv[1]))
    # Libraries that print must not garble the answer.
    out = os.dup(1)
    os.dup2(2, 1)
    confine(limits)
    data = sys.stdin.buffer.read()
    try:
        found = answer(data, limits)
        del data
        text = json.dumps(found, separators=(",", ":")).encode("ascii")
    except MemoryError:
        os._exit(NO_MEMORY)
    with os.fdopen(out, "wb") as pipe:
        pipe.write(text)
    # Taking a large tree apart again takes time and serves nobody.
    os._exit(0)


if __name__ == "__main__":
    main()
