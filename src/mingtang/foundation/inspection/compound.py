"""DOC, XLS, PPT (and WPS's names for them): encryption, macros, embedded programs, cut ends."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from mingtang.foundation.containers.ole import CompoundFile
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.inspection import whole
from mingtang.foundation.inspection.told import Told

_MACROS = {"macros", "vba", "_vba_project", "_vba_project_cur", "projectwm"}
_EMBEDDED = {"\x01ole10native", "package"}
_FILEPASS, _BOUNDSHEET, _SUPBOOK = 0x2F, 0x85, 0x1AE
_PPT_ENCRYPTED = 0xF3D1C4DF
_PPT_VBA = 0x03FF
_DDE_FIELD = re.compile(r"\x13\s*(DDEAUTO|DDE)\b([^\x14\x15]{0,60})")
_FETCHED = re.compile(
    r"\x13\s*(?:INCLUDETEXT|INCLUDEPICTURE|IMPORT)\b[^\x14\x15]{0,200}?(https?://|\\\\\\\\)"
)


def check(data: bytes, kind: str) -> Told:
    """Raises Refused."""
    told = Told(kind)
    whole.no_archive_behind(data)
    file = CompoundFile(data)
    names = file.names
    if names & _MACROS:
        raise Refused("macro")
    if names & _EMBEDDED:
        raise Refused("embedded", next(iter(names & _EMBEDDED)).strip("\x01"))
    {"doc": _check_doc, "xls": _check_xls, "ppt": _check_ppt}[kind](file, told)
    return told


def stream(file: CompoundFile, *wanted: str) -> bytes:
    """The first of these streams, whole. Raises Refused when it is cut or there is none."""
    by_name = {name.lower(): name for name in file.streams}
    for name in wanted:
        if name in by_name:
            found = file.read(by_name[name])
            if len(found) < file.streams[by_name[name]][1]:
                raise Refused("damaged")
            return found
    raise Refused("damaged")


def _check_doc(file: CompoundFile, told: Told) -> None:
    main = stream(file, "worddocument")
    if len(main) < 32:
        raise Refused("damaged")
    magic, flags = struct.unpack_from("<H8xH", main)
    if magic not in (0xA5EC, 0xA5DC):
        raise Refused("damaged")
    if flags & 0x0100:
        raise Refused("encrypted")
    # Fields stand in the text; both codings are looked through rather than pieced together.
    for text in (
        main.decode("utf-16-le", "replace"),
        main[1:].decode("utf-16-le", "replace"),
        main.decode("latin-1"),
    ):
        found = _DDE_FIELD.search(text)
        if found:
            raise Refused("dde", " ".join(found[2].split())[:40])
        if _FETCHED.search(text):
            raise Refused("external")


def records(book: bytes) -> Iterator[tuple[int, bytes]]:
    """Records of a BIFF stream, to its end."""
    at = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        yield kind, book[at + 4 : at + 4 + length]
        at += 4 + length


def _check_xls(file: CompoundFile, told: Told) -> None:
    hidden = []
    for kind, body in records(stream(file, "workbook", "book")):
        if kind == _FILEPASS:
            raise Refused("encrypted")
        if kind == _BOUNDSHEET and len(body) > 7:
            if body[5] in (1, 6):
                raise Refused("macro")
            if body[4] & 3:
                coding = "utf-16-le" if body[7] & 1 else "latin-1"
                hidden.append(body[8:].decode(coding, "replace")[:40])
        elif kind == _SUPBOOK and b"\x03" in body[4:] and not body[4:].startswith(b"\x01"):
            # Application and topic are parted by this character, paths of workbooks begin with another.
            raise Refused("dde")
    if hidden:
        told.note("hidden-sheets", *hidden[:5])


def _check_ppt(file: CompoundFile, told: Told) -> None:
    by_name = {name.lower(): name for name in file.streams}
    if "current user" in by_name:
        user = file.read(by_name["current user"])
        if len(user) >= 16 and struct.unpack_from("<I", user, 12)[0] == _PPT_ENCRYPTED:
            raise Refused("encrypted")
    for kind, _body in atoms(stream(file, "powerpoint document")):
        if kind == _PPT_VBA:
            raise Refused("macro")


def atoms(show: bytes) -> Iterator[tuple[int, bytes]]:
    """Records of a PowerPoint stream; containers are entered, so they come without a body."""
    at = 0
    while at + 8 <= len(show):
        version, kind, length = struct.unpack_from("<HHI", show, at)
        if version & 0x0F == 0x0F:
            yield kind, b""
            at += 8
        else:
            yield kind, show[at + 8 : at + 8 + length]
            at += 8 + length
