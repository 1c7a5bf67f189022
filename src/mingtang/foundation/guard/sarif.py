"""Hits as SARIF 2.1.0 (OASIS), which code hosts and editors read."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from mingtang.foundation.guard.outside import Result
from mingtang.foundation.guard.showing import Line
from mingtang.foundation.guard.wording import words_for
from mingtang.kernel.guard.hits import KINDS, Severity

_LEVELS = {Severity.BLOCK: "error", Severity.WARN: "warning", Severity.INFORM: "note"}


def sarif_of(looked: Iterable[tuple[str, Result | None]]) -> dict[str, Any]:
    """One run over all files. A file that could not be had is a notification of the run."""
    results: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    for name, result in looked:
        if result is None:
            notes.append({"level": "error", "message": {"text": f"{name}: could not be read"}})
            continue
        results += [_result(name, line) for line in result.lines]
    rules = [
        {
            "id": kind.code,
            "shortDescription": {"text": str(words_for(kind.code).label)},
            "defaultConfiguration": {"level": _LEVELS[kind.severity]},
        }
        for kind in KINDS
    ]
    run = {
        "tool": {"driver": {"name": "mingtang guard", "rules": rules}},
        "invocations": [{"executionSuccessful": not notes, "toolExecutionNotifications": notes}],
        "results": results,
    }
    return {"version": "2.1.0", "runs": [run]}


def _result(name: str, line: Line) -> dict[str, Any]:
    address = name if "://" in name else quote(Path(name).as_posix())
    place = {
        "physicalLocation": {"artifactLocation": {"uri": address}},
        "logicalLocations": [{"fullyQualifiedName": line.place}],
    }
    return {
        "ruleId": line.hit.kind,
        "level": _LEVELS[line.hit.severity],
        "message": {"text": f"{line.label} {line.excerpt}：{line.why} {line.todo}"},
        "locations": [place],
        "rank": round(line.hit.confidence * 100, 1),
        "properties": {"start": line.hit.start, "end": line.hit.end, "hidden": line.hit.place.hidden},
    }
