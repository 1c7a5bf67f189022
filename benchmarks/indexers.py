"""The process that writes the indexes, and one that builds them anew."""

import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.servers import anonymous
from benchmarks.worlds import ROOT, World

SETTLE = 600.0


@dataclass
class Indexer:
    """`python -m mingtang index` of a world."""

    world: World
    process: "subprocess.Popen[bytes] | None" = field(default=None)

    @property
    def log(self) -> Path:
        return self.world.folder / "indexer.log"

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mingtang", "index"],
                env=self.world.env,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def memory(self) -> int:
        """Bytes of its own."""
        assert self.process
        return anonymous(self.process.pid)

    def kill(self) -> None:
        """`kill -9`."""
        assert self.process
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        if self.is_alive():
            assert self.process
            self.process.terminate()
            self.process.wait()

    def settle(self) -> float:
        """Seconds until everything is dealt with and both indexes are there. Raises RuntimeError."""
        begun = time.monotonic()
        while self.world.call("search_upkeep.pending") or not self._built():
            if time.monotonic() - begun > SETTLE or not self.is_alive():
                raise RuntimeError(f"the indexer did not come to an end:\n{self.log.read_text()[-3000:]}")
            time.sleep(0.1)
        return time.monotonic() - begun

    def _built(self) -> bool:
        return all(
            (self.world.folder / "search" / name / "current.json").exists() for name in ("public", "desk")
        )


def rebuild(world: World) -> tuple[float, int]:
    """`mingtang search rebuild`: seconds, and the most memory of its own in bytes; what it reads of the files of the
    index is the system's to keep or let go. Raises RuntimeError.
    """
    begun, most = time.monotonic(), 0
    with (world.folder / "rebuild.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "mingtang", "search", "rebuild"],
            env=world.env,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    while process.poll() is None:
        most = max(most, anonymous(process.pid))
        time.sleep(0.1)
    if process.returncode:
        raise RuntimeError(f"rebuilding failed:\n{(world.folder / 'rebuild.log').read_text()[-3000:]}")
    return time.monotonic() - begun, most
