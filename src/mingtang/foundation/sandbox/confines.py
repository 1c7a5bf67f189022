"""What a child process may take, and how its answer travels."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import mingtang

MEGABYTE = 1024 * 1024
NO_MEMORY = 3
"""Exit code of a child that ran out of memory."""


@dataclass(frozen=True)
class Confines:
    """`answer_mb` protects whoever reads the answer; the others end the child."""

    seconds: int = 60
    memory_mb: int = 1500
    answer_mb: int = 400


USUAL = Confines()

ENVIRONMENT = {"PYTHONPATH": str(Path(mingtang.__file__).resolve().parents[1]), "LC_ALL": "C.UTF-8"}
"""All that a child finds in its environment."""
