"""What `serve` does: says where the site is, then becomes the supervisor of web server, worker and indexer."""

import os
import shlex
import socket
import sys
from typing import NoReturn

from django.conf import settings
from django.db import DatabaseError

from mingtang.config import heartbeat
from mingtang.config.options import options
from mingtang.foundation.search import indexer


def serve() -> NoReturn:
    """Exits when the port is taken; otherwise the process is replaced by the small supervisor."""
    o = options()
    taken = _why_taken(o.host, o.port)
    if taken:
        print(
            f"[mingtang] cannot listen on {o.host}:{o.port}: {taken}. Set PORT to another one.",
            file=sys.stderr,
        )
        sys.exit(1)
    _announce()
    heartbeat.beat()
    indexer.beat()
    python = sys.executable
    web = [
        *(python, "-m", "granian", "--interface", "wsgi", "--host", o.host, "--port", str(o.port), "--no-ws"),
        *("--workers", str(o.web_workers), "--blocking-threads", str(o.web_threads)),
        *("--respawn-failed-workers", "--respawn-interval", "1"),
        *("--workers-kill-timeout", "5", "--log-level", "warning"),
        "mingtang.config.wsgi:application",
    ]
    children = {
        "web": web,
        "worker": [python, "-m", "mingtang", "work"],
        "indexer": [python, "-m", "mingtang", "index"],
    }
    sys.stdout.flush()
    named = [f"{name}={shlex.join(command)}" for name, command in children.items()]
    os.execv(python, [python, "-m", "mingtang.config.supervise", *named])


def _why_taken(host: str, port: int) -> str:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return os.strerror(error.errno or 0)
    return ""


def _announce() -> None:
    print(f"[mingtang] portal      {settings.PUBLIC_URL}/")
    print(f"[mingtang] staff desk  {settings.PUBLIC_URL}/desk/", flush=True)
    try:
        from mingtang.config.preparation import demo_is_loaded
        from mingtang.demo.load import logins

        rows = logins() if demo_is_loaded() else []
    except (ImportError, DatabaseError):
        return
    if rows:
        print("[mingtang] demo logins (user name, password, what to see):")
        widths = [max(len(row[column]) for row in rows) + 2 for column in (0, 1)]
        for username, password, shows in rows:
            print(f"[mingtang]   {username:<{widths[0]}}{password:<{widths[1]}}{shows}")
        sys.stdout.flush()
