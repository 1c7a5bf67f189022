"""Addresses inside files: which are ordinary links, which reach out by themselves."""

from __future__ import annotations

import re

from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.inspection.told import Told

_DRIVE = re.compile(r"^file:/{0,3}[a-z][:|]", re.IGNORECASE)
_REMOTE = re.compile(r"^[a-z][a-z0-9+.\-]+:|^[\\/]{2}", re.IGNORECASE)
_RUNS = re.compile(
    r"^(?:javascript|vbscript|data|ms-\w+|cmd|powershell|search(?:-ms)?|shell|mshta|mhtml|mk|its|hcp|jar):",
    re.IGNORECASE,
)
_LOCAL = re.compile(r"^(?:[a-z]:[\\/]|~|file:|\\\\)", re.IGNORECASE)


def check_target(target: str, told: Told, *, link: bool) -> None:
    """Of a relationship outside the file. A link waits for a click; anything else is fetched when the file is opened.

    Raises Refused for what is fetched from elsewhere or would run; a path on the author's machine is noted.
    """
    # Browsers read over control characters inside the name of a scheme.
    target = re.sub(r"[\x00-\x1f]", "", target).strip().replace("%5C", "\\").replace("%5c", "\\")
    if _RUNS.match(target):
        raise Refused("external", target[:60])
    if not link and _REMOTE.match(target) and not _DRIVE.match(target):
        raise Refused("external", target[:60])
    if _LOCAL.match(target):
        told.note("local-link", target[-60:])
