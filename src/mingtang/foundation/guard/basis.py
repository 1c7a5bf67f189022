"""By what a check was made: the rules as they stand in this version of the house, and what the county knows."""

import hashlib
import json
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from mingtang.foundation.guard.examining import pictures
from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.knowledge import Knowledge

# With all that the readers stand on: how a file is told from another, unpacked and decoded.
PACKAGES = (
    "mingtang.kernel.guard",
    "mingtang.kernel.identifiers",
    "mingtang.foundation.containers",
    "mingtang.foundation.extraction",
    "mingtang.foundation.inspection",
    "mingtang.foundation.tables",
    "mingtang.foundation.guard.examining",
)


@cache
def rules_version() -> str:
    """Changes with every change of a detector, a table or a reader, so nobody has to remember to count it up."""
    digest = hashlib.sha256()
    for package in PACKAGES:
        for entry in _below(files(package)):
            digest.update(entry.name.encode() + b"\0" + entry.read_bytes() + b"\0")
    return digest.hexdigest()


def _below(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                found += _below(entry)
        elif not entry.name.endswith((".pyc", ".md")):
            found.append(entry)
    return found


def fingerprint_of(knowledge: Knowledge) -> str:
    return _digest(knowledge.as_data())


def basis_of(known: str, about: About) -> str:
    """Of one paper: what kind of paper it is decides what may stand in it. The day of the check does not count."""
    what = {**asdict(about), "today": "", "dated": about.dated.isoformat() if about.dated else ""}
    # With a program that reads pictures, more is seen than before it was installed.
    return _digest([rules_version(), known, what, pictures.program() is not None])


def _digest(data: object) -> str:
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
