"""A PostgreSQL server for one command: `python tools/throwaway_postgres.py run [--durable] -- COMMAND…`.

Exports DATABASE_URL to the command and exits with its status. `check` only says whether a server could be had.
Exit status 3 with a one-line reason where it cannot.
"""

import argparse
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAME = "mingtang"
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Unavailable(Exception):
    """No PostgreSQL can be had here; the text says why."""


def find_binaries() -> Path:
    """The folder with `initdb` and `postgres`: Debian's newest, else that of PATH. Raises Unavailable."""
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    folders = sorted(
        debian, key=lambda p: [int(n) for n in re.findall(r"\d+", str(p.parent.name))], reverse=True
    )
    found = shutil.which("initdb")
    folders += [Path(found).resolve().parent] if found else []
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise Unavailable("PostgreSQL's server programs (initdb, postgres) are not installed")


def _identity() -> dict[str, Any]:
    """initdb refuses root, so root steps down to another user; arguments for subprocess."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise Unavailable("running as root, and there is no user postgres or nobody to run the server as")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """A fresh server on 127.0.0.1 and a unix socket; yields its URL, removes everything afterwards.

    Without `durable` nothing is synchronised to disk: right for tests, wrong for measuring or pulling plugs.
    """
    binaries, identity = find_binaries(), _identity()
    folder = Path(tempfile.mkdtemp(prefix="pg."))
    try:
        password, port = secrets.token_hex(16), _free_port()
        secret = folder / "password"
        secret.write_text(password)
        if identity:
            for path in (folder, secret):
                os.chown(path, identity["user"], identity["group"])
        _initialise(binaries, folder, secret, identity)
        settings = {
            "unix_socket_directories": str(folder),
            "listen_addresses": "127.0.0.1",
            "port": str(port),
        }
        settings |= {} if durable else FAST
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [binaries / "postgres", "-D", folder / "data", *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=folder,
                start_new_session=True,
                **identity,
            )
        try:
            _wait(folder, port, process)
            yield f"postgres://{NAME}:{password}@127.0.0.1:{port}/postgres"
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _initialise(binaries: Path, folder: Path, secret: Path, identity: dict[str, Any]) -> None:
    command = [str(binaries / "initdb"), "-D", str(folder / "data"), "-U", NAME, "--pwfile", str(secret)]
    done = subprocess.run(
        [*command, "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"],
        capture_output=True,
        text=True,
        cwd=folder,
        **identity,
    )
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()
        raise Unavailable("initdb failed: " + (lines[-1] if lines else f"status {done.returncode}"))


def _wait(folder: Path, port: int, process: "subprocess.Popen[bytes]") -> None:
    """Until the server says that it is ready in its lock file."""
    deadline = time.monotonic() + 60
    status = folder / "data" / "postmaster.pid"
    while time.monotonic() < deadline and process.poll() is None:
        if status.exists() and status.read_text().rstrip().endswith("ready"):
            return
        time.sleep(0.05)
    lines = (folder / "log").read_text(errors="replace").strip().splitlines()
    raise Unavailable(f"the server did not start on port {port}: " + (lines[-1] if lines else "no message"))


def _run(command: list[str], *, durable: bool) -> int:
    with server(durable=durable) as url:
        process = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": url})
        try:
            return process.wait()
        except KeyboardInterrupt:
            # The command got the same Ctrl-C and is ending by itself.
            return process.wait()
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait()


def main() -> int:
    """Command line; see the top of the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="what", required=True)
    commands.add_parser("check", help="say whether a server could be had")
    run = commands.add_parser("run", help="run a command with DATABASE_URL set")
    run.add_argument("--durable", action="store_true", help="synchronise to disk as in service")
    run.add_argument("command", nargs="+", help="-- COMMAND…")
    wanted = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        if wanted.what == "check":
            print(f"{find_binaries()} as {'another user' if _identity() else 'this user'}")
            return 0
        return _run(wanted.command, durable=wanted.durable)
    except Unavailable as reason:
        print(f"no PostgreSQL: {reason}", file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
