"""Addresses inside files: which are ordinary links, which reach out by themselves."""

from __future__ import annotations

import re

from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.inspection.told import Told

_DRIVE = re.compile(r"^file:/{0,3}[a-z][:|]", re.IGNORECASE)
_REMOTE = re.compile(r"^(?:https?|ftp|wss?|smb|webdav|mhtml):|^\\\\|^//|^file:", re.IGNORECASE)
_RUNS = re.compile(r"^(?:javascript|vbscript|data|ms-\w+|cmd|powershell|search-ms|shell):", re.IGNORECASE)
_LOCAL = re.compile(r"^(?:[a-z]:[\\/]|~|file:)", re.IGNORECASE)


def check_target(target: str, told: Told, *, link: bool) -> None:
    """Of a relationship outside the file. A link waits for a click; anything else is fetched when the file is opened.

    Raises Refused for what is fetched from elsewhere or would run; a path on the author's machine is noted.
    """
    target = target.strip().replace("%5C", "\\")
    if _RUNS.match(target):
        raise Refused("external", target[:60])
    if not link and _REMOTE.match(target) and not _DRIVE.match(target):
        raise Refused("external", target[:60])
    if _LOCAL.match(target):
        told.note("local-link", target[-60:])
