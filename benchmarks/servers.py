"""The real server as a child: starting it, what it is made of, killing parts of it."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.worlds import ROOT, World

HOST = "127.0.0.1"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(frozen=True)
class Member:
    """A process of the server with its command line."""

    pid: int
    parent: int
    command: str

    @property
    def is_web(self) -> bool:
        return "granian" in self.command

    @property
    def is_work(self) -> bool:
        return "mingtang work" in self.command


@dataclass
class Server:
    """`python -m mingtang serve` on a port of its own. `more` is added to the environment."""

    world: World
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> float:
        """Starts and waits for the first page; returns the seconds it took. Raises RuntimeError."""
        start = time.monotonic()
        with (self.world.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mingtang", "serve"],
                env=self.world.env | {"PORT": str(self.port)},
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() - start > 60:
                raise RuntimeError(f"the server did not start:\n{self.tail()}")
            time.sleep(0.02)
        return time.monotonic() - start

    def answers(self) -> bool:
        """Whether the home page comes."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=10)
        try:
            connection.request("GET", "/")
            answer = connection.getresponse()
            return answer.status == 200 and bool(answer.read())
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def members(self) -> list[Member]:
        """The process itself and all below it."""
        if self.process is None:
            return []
        everybody = _processes()
        found = [member for member in everybody if member.pid == self.process.pid]
        for member in found:
            found += [other for other in everybody if other.parent == member.pid]
        return found

    def kill(self, members: list[Member]) -> None:
        """`kill -9`; nobody is asked."""
        for member in members:
            try:
                os.kill(member.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass

    def kill_all(self) -> None:
        """Everything at once, and nothing is left when this returns."""
        members = self.members()
        self.kill(members)
        if self.process:
            self.process.wait()
            self.process = None
        deadline = time.monotonic() + 20
        while any(_alive(member.pid) for member in members):
            if time.monotonic() > deadline:
                raise RuntimeError("processes of the server did not die")
            time.sleep(0.01)

    def stop(self) -> None:
        """As an operator stops it."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(20)
            self.process = None
        except subprocess.TimeoutExpired:
            self.kill_all()

    def tail(self) -> str:
        lines = (self.world.folder / "server.log").read_text(errors="replace").splitlines()
        return "\n".join(lines[-30:])


def pss(pid: int) -> int:
    """Bytes of memory of a process, shared pages counted in proportion."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    raise ValueError(f"no Pss of process {pid}")


def anonymous(pid: int) -> int:
    """Bytes of memory of a process that stand in no file; 0 when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("RssAnon:"))


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _processes() -> list[Member]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            found.append(Member(int(entry.name), parent, command))
    return found
