"""Has broken files read and looked at as the child does, in processes of their own with its limits: `run`.

As a program: `python -m tests.foundation.guard.fuzzing FIRST NUMBER SEED`, a JSON line for each file.
"""

import html
import io
import json
import os
import random
import re
import resource
import select
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf

from mingtang.foundation.guard.examining import job
from mingtang.foundation.guard.examining.files import LIMITS, WORK_SECONDS
from mingtang.foundation.guard.examining.travelling import about_data
from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.hits import Severity
from mingtang.kernel.guard.knowledge import Knowledge, Phrase
from tests.foundation.extraction.finding import SECRET
from tests.foundation.guard.planted import PLANTED, TRAPS
from tests.foundation.inspection.mutations import SMALL, broken

_ROOT = Path(__file__).resolve().parents[3]
_BATCH = 400
"""Files after which a process is followed by a fresh one: what one file leaves in memory must not fail another."""
_TAGS = re.compile(r"<[^>]*>")
_CODINGS = ("utf-8", "utf-16-le", "utf-16-be")
_PICTURES = ("png", "jpg", "gif", "webp", "")
_PROCESSES = 2


@dataclass
class Case:
    """A file to be read. `kind` is the format it was made in, `how` what was done to it."""

    source: str
    kind: str
    how: str
    name: str
    data: bytes


@dataclass
class Outcome:
    """By format: files, found, unread, and “gone”: the number is no longer in it. `crashed` and `silent` say which."""

    files: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    gone: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    slowest: dict[str, float] = field(default_factory=dict)
    crashed: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    peak_mb: float = 0.0

    def add(self, line: dict[str, Any]) -> None:
        kind = line["kind"]
        who = f"{line['number']} ({line['source']}, {line['how']})"
        self.files[kind] += 1
        self.slowest[kind] = max(self.slowest.get(kind, 0.0), line["seconds"])
        self.peak_mb = max(self.peak_mb, line["peak_mb"])
        self.codes.update(line["codes"])
        if line["crash"]:
            self.crashed.append(f"{who}: {line['crash']}")
        elif line["found"]:
            self.found[kind] += 1
        elif line["codes"]:
            self.unread[kind] += 1
        elif line["held"] or line["nothing"]:
            self.silent.append(f"{who}: {'the number is in it' if line['held'] else 'nothing was read'}")
        else:
            self.gone[kind] += 1


def case(number: int, seed: int) -> Case:
    """The traps first and whole, then files broken by chance; each is named by its number."""
    traps = list(TRAPS.items())
    if number < len(traps):
        name, data = traps[number]
        return Case(name, "trap", "as it is", "附件", data)
    chance = random.Random(f"guard:{seed}:{number}")
    planted = list(PLANTED.items())
    if number % 8 == 0:
        name, data = chance.choice(list(SMALL.items()))
        kind = "hostile"
    else:
        name, (kind, data) = planted[number % len(planted)]
    how = "as it is"
    if number >= len(traps) + len(planted):
        how, data = broken(data, chance)
    # One in five says by its name that it is something else.
    said = chance.choice((kind, kind, kind, kind, chance.choice(("pdf", "docx", "csv", "jpg", "exe", ""))))
    return Case(name, kind, how, f"附件.{said}", data)


def holds(data: bytes) -> bool:
    """Whether the number can still be read from the file by simple means, other than those of the readers."""
    if any(SECRET.encode(coding) in data for coding in _CODINGS):
        return True
    if data.startswith(b"PK"):
        return any(_in_text(content) for content in _entries(data))
    if b"%PDF-" in data[:1024]:
        return any(SECRET.encode() in content for content in _streams(data))
    return False


def _in_text(content: bytes) -> bool:
    if content.startswith(b"PK"):
        return any(_in_text(inner) for inner in _entries(content))
    text = content.decode("utf-8", "replace")
    return SECRET in text or SECRET in html.unescape(_TAGS.sub("", text))


def _entries(data: bytes) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                if entry.file_size < 5_000_000:
                    try:
                        yield archive.read(entry)
                    except Exception:
                        continue
    except Exception:
        return


def _streams(data: bytes) -> Iterator[bytes]:
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as document:
            for thing in document.objects:
                if isinstance(thing, pikepdf.Stream):
                    yield thing.read_bytes()
    except Exception:
        return


def options(name: str) -> dict[str, Any]:
    """The number is on the house list, so that it is found whatever the detectors of numbers think of it."""
    known = Knowledge(phrases=(Phrase(SECRET, severity=Severity.BLOCK),))
    return {
        "name": name,
        "about": about_data(About(date(2026, 3, 1))),
        "knowledge": known.as_data(),
        "limits": asdict(LIMITS),
        "seconds": WORK_SECONDS,
        "pictures": False,
    }


def read(made: Case) -> dict[str, Any]:
    crash = ""
    found: dict[str, Any] = {"hits": [], "kind": "", "characters": 0, "without": 0}
    codes: list[str] = []
    try:
        found, _pictures = job.answer(made.data, options(made.name))
        json.dumps(found)
    except MemoryError:
        # The child would say so and end.
        codes = ["too-large"]
    except BaseException as error:
        crash = repr(error)[:200]
    codes += [hit[7]["why"] for hit in found["hits"] if hit[0] in ("file.unread", "file.not_looked")]
    codes += ["pictures"] if found["without"] else []
    hit = any(hit[4] == SECRET for hit in found["hits"])
    return {
        "crash": crash,
        "codes": codes,
        "found": hit,
        "held": not hit and not codes and holds(made.data),
        "nothing": found["characters"] <= len(made.name) and found["kind"] not in _PICTURES,
    }


def main(first: int, size: int, seed: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (LIMITS.memory_mb << 20, LIMITS.memory_mb << 20))
    for number in range(first, first + size):
        made = case(number, seed)
        begun = time.monotonic()
        line = read(made) | {
            "number": number,
            "kind": made.kind,
            "source": made.source,
            "how": made.how,
            "seconds": time.monotonic() - begun,
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }
        print(json.dumps(line), flush=True)


class _Worker:
    """A process that goes through some of the files; one that dies or hangs is a crash on the file it was reading."""

    def __init__(self, numbers: range, seed: int, outcome: Outcome) -> None:
        self._numbers = numbers
        self._seed = seed
        self._outcome = outcome
        self._done = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._heard = 0.0
        self._rest = b""

    def go_on(self) -> bool:
        """Takes what was said up to now; False when all files are read."""
        if self._process is None:
            if self._done >= len(self._numbers):
                return False
            self._start()
        assert self._process is not None
        assert self._process.stdout is not None
        ready, _w, _x = select.select([self._process.stdout], [], [], 0.05)
        if ready:
            piece = os.read(self._process.stdout.fileno(), 1 << 16)
            if not piece:
                self._ended()
                return True
            self._heard = time.monotonic()
            *lines, self._rest = (self._rest + piece).split(b"\n")
            for line in lines:
                self._outcome.add(json.loads(line))
                self._done += 1
        elif time.monotonic() - self._heard > LIMITS.seconds + 5:
            self._process.kill()
        return True

    def _start(self) -> None:
        left = self._numbers[self._done : self._done + _BATCH]
        command = [sys.executable, "-m", __name__, str(left[0]), str(len(left)), str(self._seed)]
        path = os.pathsep.join((str(_ROOT / "src"), str(_ROOT)))
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": path}
        )
        self._expected = self._done + len(left)
        self._heard = time.monotonic() + 30
        self._rest = b""

    def _ended(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        self._process.stdout.close()
        code = self._process.wait()
        self._process = None
        if self._done < self._expected:
            number = self._numbers[self._done]
            made = case(number, self._seed)
            self._outcome.files[made.kind] += 1
            self._outcome.crashed.append(f"{number} ({made.source}, {made.how}): process ended with {code}")
            self._done += 1


def run(number: int, seed: int = 1) -> Outcome:
    outcome = Outcome()
    share = -(-number // _PROCESSES)
    workers = [
        _Worker(range(first, min(first + share, number)), seed, outcome) for first in range(0, number, share)
    ]
    while workers:
        workers = [worker for worker in workers if worker.go_on()]
    return outcome


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
