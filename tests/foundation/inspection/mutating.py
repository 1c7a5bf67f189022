"""Reads broken files as the child does, in processes of their own with its limits: `run`.

As a program: `python -m tests.foundation.inspection.mutating FIRST NUMBER SEED`, a JSON line for each file.
"""

import io
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

from mingtang.foundation.containers.limits import Limits
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.inspection import contents_job, look_job, unpack_job
from mingtang.foundation.inspection.kinds import KINDS
from mingtang.foundation.inspection.looking import LIMITS
from mingtang.foundation.manuscripts import job as manuscripts_job
from mingtang.foundation.sandbox.confines import Confines
from tests.foundation.inspection.mutations import mutant

SECONDS_MOST = 30
_ALLOWED = set(KINDS) - {"html", "zip"}
"""Pages and archives are handed in as manuscripts and batches only."""
_MEMORY = Confines().memory_mb
_ROOT = Path(__file__).resolve().parents[3]


@dataclass
class Outcome:
    """`crashed`: number and what happened. `accepted`: hostile and taken without a word. `peak_mb`: of the process."""

    number: int = 0
    taken: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    crashed: list[str] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)
    slowest: float = 0.0
    peak_mb: float = 0.0

    def add(self, line: dict[str, Any]) -> None:
        self.number += 1
        self.slowest = max(self.slowest, line["seconds"])
        self.peak_mb = max(self.peak_mb, line["peak_mb"])
        who = f"{line['number']} ({line['source']}, {line['how']})"
        if line["crash"]:
            self.crashed.append(f"{who}: {line['crash']}")
        elif line["refused"]:
            self.refused[line["refused"]] += 1
        else:
            self.taken += 1
            if line["marks"]:
                self.accepted.append(f"{who}: {line['marks']}")


def run(number: int, seed: int = 1, processes: int = 2) -> Outcome:
    """Reads so many broken files; a process that dies is counted as a crash on the file it was reading."""
    outcome = Outcome()
    share = -(-number // processes)
    running = [_start(first, min(share, number - first), seed) for first in range(0, number, share)]
    for process, first, size in running:
        _collect(process, first, size, seed, outcome)
    return outcome


def _start(first: int, size: int, seed: int) -> tuple[subprocess.Popen[str], int, int]:
    command = [sys.executable, "-m", __name__, str(first), str(size), str(seed)]
    path = os.pathsep.join((str(_ROOT / "src"), str(_ROOT)))
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    return process, first, size


def _collect(process: subprocess.Popen[str], first: int, size: int, seed: int, outcome: Outcome) -> None:
    done = 0
    while True:
        with process:
            assert process.stdout is not None
            for line in process.stdout:
                outcome.add(json.loads(line))
                done += 1
        if done >= size:
            return
        made = mutant(first + done, seed)
        outcome.number += 1
        outcome.crashed.append(
            f"{first + done} ({made.source}, {made.how}): process ended with {process.returncode}"
        )
        done += 1
        process, _first, _size = _start(first + done, size - done, seed)


def main(first: int, size: int, seed: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY << 20, _MEMORY << 20))
    signal.signal(signal.SIGALRM, _too_long)
    for number in range(first, first + size):
        made = mutant(number, seed)
        signal.alarm(SECONDS_MOST)
        begun = time.monotonic()
        refused = crash = marks = ""
        try:
            refused, kept, kind = read(made.data)
            marks = "" if refused else marks_of(kept, kind)
        except Exception as error:
            crash = repr(error)[:200]
        finally:
            signal.alarm(0)
        line = {
            "number": number,
            "source": made.source,
            "how": made.how,
            "seconds": time.monotonic() - begun,
            "refused": refused,
            "crash": crash,
            "marks": marks,
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }
        print(json.dumps(line), flush=True)


def _too_long(*_: Any) -> None:
    raise TimeoutError(f"more than {SECONDS_MOST} s")


def read(data: bytes) -> tuple[str, bytes, str]:
    """Everything we do with a file: kept, as a manuscript, as a batch. The code of its refusal; what would be kept, and
    of which kind."""
    code, kept, kind = "", data, ""
    try:
        told = look_job.examine(data, "附件", _ALLOWED, LIMITS)
    except Refused as refused:
        code = refused.code
    except MemoryError:
        code = "too-large"
    else:
        kept, kind = told.content or data, told.kind
        _answered(contents_job.gather, kept, kind, LIMITS)
    _answered(manuscripts_job.parse, data, Limits())
    if data.startswith(b"PK"):
        _answered(unpack_job.unpack, data, Limits())
    return code, kept, kind


def _answered(work: Any, *given: Any) -> None:
    """The reader may refuse, and may run out of memory; both are a finding on the file."""
    try:
        work(*given)
    except (Refused, MemoryError):
        pass


_PARTS = re.compile(r"vbaProject|macrosheets/|activeX/|^/|(^|/)\.\.(/|$)|^[A-Za-z]:")
_RAW = (b"<!DOCTYPE", b"MZ\x90\x00", b"ddeLink ", b"DDEAUTO ", b'Target="javascript:', b"\\\\a.example")
_PDF = (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/XFA", b"/RichMedia", b"/SubmitForm", b"/GoToR")
_FORMULA = re.compile(rb"(?m)(?:^|,)[=+@-]cmd\|[^\n]*!")
_WRITTEN = ("txt", "csv", "vtt")
_OLE = tuple(name.encode("utf-16-le") for name in ("_VBA_PROJECT", "EncryptedPackage", "\x01Ole10Native"))


def marks_of(data: bytes, kind: str) -> str:
    """Signs of something hostile, found by other and simpler means than those of the inspection."""
    if data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as document:
            plain = io.BytesIO()
            document.save(plain, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        found = [mark for mark in _PDF if mark in plain.getvalue()]
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        # An entry of a directory: the name, from a multiple of 128, in a sector that the file has not lost.
        found = [mark for mark in _OLE if _is_listed(data, mark)]
    elif data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = [name.encode() for name in archive.namelist() if _PARTS.search(name)]
            found += [mark for name in archive.namelist() for mark in _RAW if mark in archive.read(name)]
    else:
        found = [b"archive"] if _is_archive(data) else []
        # Sound is never shown as a page, but browsers of old looked at the first bytes of everything.
        found += [b"<script"] if b"<script" in (data if kind in _WRITTEN else data[:4096]).lower() else []
        found += _FORMULA.findall(data) if kind == "csv" else []
    return ", ".join(mark.decode("latin-1") for mark in found)


def _is_archive(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return bool(archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _is_listed(data: bytes, name: bytes) -> bool:
    at = data.find(name)
    while at >= 0:
        if at % 128 == 0 and data[at + 66]:
            return True
        at = data.find(name, at + 1)
    return False


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
