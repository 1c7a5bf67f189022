"""The worker's heartbeat: a file in the data folder that a scheduled task touches every minute.

A task, not a thread: it proves that scheduler, queue and worker all move. A file, because django-q keeps its own
status in the cache, which here is per process.
"""

import time
from pathlib import Path

from django.conf import settings


def _file() -> Path:
    path: Path = settings.DATA_DIR / "worker-heartbeat"
    return path


def beat() -> None:
    """Called by the worker. `serve` calls it once as well, so that a starting worker has time for its first task."""
    _file().touch()


def age() -> float | None:
    """Seconds since the last beat; None where there has never been one."""
    try:
        return max(0.0, time.time() - _file().stat().st_mtime)
    except FileNotFoundError:
        return None
