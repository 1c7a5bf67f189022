"""`mingtang guard FILE|URL…`: the measure of the house for whatever lies on the disk or the web."""

import argparse
import json
import os
import sys
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from mingtang.foundation.guard import outside
from mingtang.foundation.guard.outside import Result
from mingtang.foundation.guard.sarif import sarif_of
from mingtang.kernel.guard.hits import RANK, Severity

CLEAN, FOUND, FAILED = 0, 1, 2
"""Exit codes: nothing at or above the level; something; a file or address that could not be had."""
SECONDS = 30
MOST_MB = 400


@dataclass(frozen=True)
class Looked:
    """A file or address with what was found, or why it could not be had."""

    name: str
    result: Result | None
    problem: str = ""


def run(wanted: argparse.Namespace) -> int:
    looked = [_look(name) for name in _all_of(wanted.what)]
    level = Severity(wanted.level)
    if wanted.format == "sarif":
        print(json.dumps(sarif_of((one.name, one.result) for one in looked), ensure_ascii=False, indent=2))
    elif wanted.format == "json":
        print(json.dumps([_as_data(one) for one in looked], ensure_ascii=False, indent=2))
    else:
        _say(looked)
    for one in looked:
        if one.problem:
            print(f"{one.name}: {one.problem}", file=sys.stderr)
    if any(one.problem for one in looked):
        return FAILED
    lines = [line for one in looked if one.result for line in one.result.lines]
    return FOUND if any(RANK[line.hit.severity] >= RANK[level] for line in lines) else CLEAN


def _all_of(names: list[str]) -> list[str]:
    """Folders stand for the files in them."""
    found: list[str] = []
    for name in names:
        if not _is_address(name) and Path(name).is_dir():
            found += sorted(str(path) for path in Path(name).rglob("*") if path.is_file())
        else:
            found.append(name)
    return found


def _look(name: str) -> Looked:
    try:
        data, file_name = _fetched(name) if _is_address(name) else _read(name)
    except (OSError, ValueError, HTTPException) as error:
        return Looked(_shown(name), None, str(getattr(error, "strerror", None) or error))
    return Looked(_shown(name), outside.result_of(outside.report_on_file(data, file_name)))


def _shown(name: str) -> str:
    """Names of files may hold bytes that are no letters, which no terminal and no JSON takes."""
    return os.fsencode(name).decode("utf-8", "replace")


def _is_address(name: str) -> bool:
    return name.startswith(("http://", "https://"))


def _read(name: str) -> tuple[bytes, str]:
    path = Path(name)
    if not path.is_file():
        raise ValueError("no file" if path.exists() else "not found")
    if path.stat().st_size > MOST_MB << 20:
        raise ValueError(f"larger than {MOST_MB} MB")
    return path.read_bytes(), path.name


def _fetched(address: str) -> tuple[bytes, str]:
    """What an address answers with; a page counts as a file called like the end of its path."""
    request = urllib.request.Request(address, headers={"User-Agent": "mingtang-guard"})  # noqa: S310 - http(s)
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
        data = answer.read((MOST_MB << 20) + 1)
        kind = answer.headers.get_content_type()
        missing = len(data) <= MOST_MB << 20 and answer.length
    if len(data) > MOST_MB << 20:
        raise ValueError(f"larger than {MOST_MB} MB")
    if missing:
        raise ValueError("broke off before its end")
    name = unquote(urlsplit(address).path.rstrip("/").rpartition("/")[2]) or "index"
    return data, name if "." in name or kind != "text/html" else f"{name}.html"


def _say(looked: list[Looked]) -> None:
    for one in looked:
        if one.result is None:
            continue
        counts = one.result.counts
        print(f"{one.name}: block {counts['block']}, warn {counts['warn']}, inform {counts['inform']}")
        for line in one.result.lines:
            new = f" → {line.suggestion}" if line.suggestion else ""
            print(f"  [{line.severity}] {line.label} {line.excerpt}{new}（{line.place}）")
            print(f"      {line.why} {line.todo}")


def _as_data(one: Looked) -> dict[str, Any]:
    if one.result is None:
        return {"name": one.name, "problem": one.problem}
    return {
        "name": one.name,
        "complete": one.result.complete,
        "characters": one.result.characters,
        "counts": one.result.counts,
        "hits": [line.as_data() for line in one.result.lines],
    }
