"""Throw-away databases and the child processes that work on them."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from benchmarks.report import say
from tools import throwaway_postgres

ROOT = Path(__file__).parents[1]
SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH")


class Failed(Exception):
    """What went wrong in a child process, with its traceback."""


class Probe:
    """A child process with Django in it: `call("fill.fill", records=5)` runs `benchmarks.inside.fill.fill`."""

    def __init__(self, env: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.inside"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=env,
            cwd=ROOT,
            text=True,
        )

    def call(self, function: str, **arguments: Any) -> Any:
        """The function's result, which has to be plain data. Raises Failed."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"function": function, "arguments": arguments}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise Failed(f"{function}: the child process ended with status {self.process.wait()}")
        answer = json.loads(line)
        if "error" in answer:
            raise Failed(f"{function}:\n{answer['error']}")
        return answer["result"]

    def close(self) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


@dataclass
class World:
    """One database with its data folder. `env` is the whole environment of every process that belongs to it."""

    name: str
    kind: str
    folder: Path
    env: dict[str, str]
    _probe: Probe | None = field(default=None)

    @property
    def probe(self) -> Probe:
        if self._probe is None:
            self._probe = Probe(self.env)
        return self._probe

    def call(self, function: str, **arguments: Any) -> Any:
        return self.probe.call(function, **arguments)

    def rest(self) -> None:
        """Ends the child process; the next call starts another."""
        if self._probe is not None:
            self._probe.close()
            self._probe = None


class Lab:
    """Makes worlds, keeps those that several benchmarks share, and removes everything at the end."""

    def __init__(self, kinds: tuple[str, ...]) -> None:
        self.wanted = kinds
        self.kinds: list[str] = []
        self.why_not: dict[str, str] = {}
        self._stack = ExitStack()
        self._shared: dict[tuple[str, int], World] = {}
        self._prepared: dict[str, World] = {}
        self._server = ""
        self._made = 0

    def __enter__(self) -> "Lab":
        self.folder = Path(tempfile.mkdtemp(prefix="mingtang-bench."))
        self._stack.callback(shutil.rmtree, self.folder, ignore_errors=True)
        for kind in self.wanted:
            if kind == POSTGRESQL:
                try:
                    self._server = self._stack.enter_context(throwaway_postgres.server(durable=True))
                except throwaway_postgres.Unavailable as reason:
                    self.why_not[kind] = str(reason)
                    continue
            self.kinds.append(kind)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    @contextmanager
    def world(self, kind: str) -> Iterator[World]:
        """A database with the county's units and people and no records; gone after the block."""
        made = self._make(kind)
        try:
            yield made
        finally:
            made.rest()
            self._drop(made)

    @contextmanager
    def bare(self) -> Iterator[World]:
        """A data folder and settings without a database, for what needs none; gone after the block."""
        made = self._empty(SQLITE)
        try:
            yield made
        finally:
            made.rest()
            self._drop(made)

    def filled(self, kind: str, records: int) -> World:
        """A database with so many visible records, made once and kept until the end."""
        key = (kind, records)
        if key not in self._shared:
            made = self._make(kind)
            self._stack.callback(made.rest)
            say(f"{kind}: loading {records:,} records")
            rate = made.call("fill.fill", records=records)
            say(f"{kind}: {records:,} records there, {rate:,.0f} a second")
            self._shared[key] = made
        return self._shared[key]

    def _make(self, kind: str) -> World:
        """A copy of the first world of its kind, which is prepared once."""
        if kind not in self._prepared:
            self._prepared[kind] = self._empty(kind)
            self._prepared[kind].call("fill.prepare")
            self._prepared[kind].rest()
        return self._empty(kind, self._prepared[kind])

    def _empty(self, kind: str, like: World | None = None) -> World:
        self._made += 1
        name = f"world{self._made}"
        folder = self.folder / name
        if like:
            shutil.copytree(like.folder, folder)
        else:
            folder.mkdir()
        env = {key: os.environ[key] for key in INHERITED if key in os.environ}
        env |= {
            "DJANGO_SETTINGS_MODULE": "mingtang.config.settings",
            "MINGTANG_DATA_DIR": str(folder),
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "PYTHONHASHSEED": "0",
        }
        if kind == POSTGRESQL:
            self._sql(f"CREATE DATABASE {name}" + (f" TEMPLATE {like.name}" if like else ""))
            env["DATABASE_URL"] = self._server.rsplit("/", 1)[0] + f"/{name}"
        return World(name, kind, folder, env)

    def _drop(self, world: World) -> None:
        if world.kind == POSTGRESQL:
            self._sql(f"DROP DATABASE {world.name} WITH (FORCE)")
        shutil.rmtree(world.folder, ignore_errors=True)

    def _sql(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(statement.encode())
