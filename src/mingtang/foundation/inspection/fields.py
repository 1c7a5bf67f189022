"""Fields of Word parts: which start programs, which fetch from elsewhere."""

from __future__ import annotations

import re
from typing import Any

from mingtang.foundation.containers.markup import attribute
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.inspection.told import Told

_FIELD = re.compile(
    r"^\s*\\?\*?\s*(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|DATABASE|RD)\b(.*)",
    re.DOTALL | re.IGNORECASE,
)
# Word doubles each backslash of a path; switches have a single one. So two at the beginning of a word are a server.
_ELSEWHERE = re.compile(
    r"(?:https?|ftp|webdav|smb|mhtml|ms-[a-z]+):|(?:^|[\s\"“])(?:\\\\|//)\S|file:/{2,}(?![a-z][:|]|/)",
    re.IGNORECASE,
)
_LOCAL = re.compile(r"(?:^|[\s\"“/])([a-z]:[\\/][^\"”]*)", re.IGNORECASE)


def check(root: Any, told: Told) -> None:
    """Of a part. Word joins the pieces of an instruction over its runs, and so does this. Raises Refused."""
    for field in root.iter("{*}fldSimple"):
        check_instruction(attribute(field, "instr"), told)
    # Fields stand in fields, and may reach over paragraphs.
    open_fields: list[list[str]] = [[]]
    for part in root.iter("{*}instrText", "{*}fldChar"):
        if part.tag.endswith("}instrText"):
            open_fields[-1].append(part.text or "")
            continue
        kind = attribute(part, "fldCharType")
        if kind == "begin":
            open_fields.append([])
        elif kind == "end":
            check_instruction("".join(open_fields.pop()), told)
            open_fields = open_fields or [[]]
    for pieces in open_fields:
        check_instruction("".join(pieces), told)


def check_instruction(text: str, told: Told) -> None:
    """Raises Refused."""
    found = _FIELD.match(text)
    if found is None:
        return
    arguments = " ".join(found[2].split())
    if found[1].upper().startswith("DDE"):
        raise Refused("dde", arguments[:40])
    if _ELSEWHERE.search(arguments):
        raise Refused("external", arguments[:60])
    local = _LOCAL.search(arguments)
    if local:
        told.note("local-link", local[1].replace("\\\\", "\\")[-60:])
