"""Words in pictures, where a program that reads them is installed: tesseract with Chinese (`chi_sim`)."""

from __future__ import annotations

import logging
import os
import re
import resource
import shutil
import subprocess
import time
from functools import cache

_log = logging.getLogger(__name__)
_LANGUAGE = "chi_sim"
_SECONDS = 10.0
"""For one picture."""
_MEMORY = 1500 << 20
_TEXT_MOST = 200_000
_BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
# The program sets Chinese characters apart.
_APART = re.compile(
    r"(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]) +(?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])"
)


@cache
def program() -> str | None:
    """Its path; asked once, as nobody installs it while the service runs."""
    found = shutil.which("tesseract")
    if found is None:
        return None
    try:
        said = subprocess.run([found, "--list-langs"], capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return None
    return found if _LANGUAGE in (said.stdout + said.stderr).decode("utf-8", "replace").split() else None


def words(picture: bytes, until: float) -> str | None:
    """None for what could not be read, or not by `until` (of the monotonic clock)."""
    reader = program()
    left = min(until - time.monotonic(), _SECONDS)
    if reader is None or left <= 0.2 or not picture.startswith(_BEGINNINGS):
        return None
    kept = {key: os.environ[key] for key in ("TESSDATA_PREFIX", "PATH") if key in os.environ}
    try:
        with subprocess.Popen(  # noqa: S603 - fixed command
            [reader, "stdin", "stdout", "-l", _LANGUAGE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={**kept, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"},
        ) as process:
            try:
                resource.prlimit(process.pid, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
                resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (0, 0))
                said, _nothing = process.communicate(picture, timeout=left)
            finally:
                process.kill()
    except (OSError, subprocess.SubprocessError) as error:
        _log.info("picture not read: %s", type(error).__name__)
        return None
    if process.returncode != 0:
        return None
    return _APART.sub("", said[: 4 * _TEXT_MOST].decode("utf-8", "replace")[:_TEXT_MOST])
