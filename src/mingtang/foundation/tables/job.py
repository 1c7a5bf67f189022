"""What the child process does for tables: bytes → grids as plain values. No Django."""

from __future__ import annotations

from typing import Any

from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.sandbox.child import place_of
from mingtang.foundation.tables.limits import Limits
from mingtang.foundation.tables.parsing import parse


def answer(data: bytes, options: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
    try:
        parsed = parse(data, Limits(**options))
    except Refused as refused:
        cause = refused.__cause__
        return {"refused": refused.code, "cause": "" if cause is None else place_of(cause)}, []
    grids = [(grid.name, grid.rows, grid.numbers, sorted(grid.covered), grid.before) for grid in parsed.grids]
    return {"kind": parsed.kind, "notes": parsed.notes, "grids": grids}, []
