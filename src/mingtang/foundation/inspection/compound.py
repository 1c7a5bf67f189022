"""DOC, XLS, PPT (and WPS's names for them): encryption, macros, embedded programs, cut ends."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

from mingtang.foundation.containers.ole import SIGNATURE, CompoundFile
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.inspection import whole
from mingtang.foundation.inspection.told import Told

_MACROS = {"macros", "vba", "projectwm"}
_EMBEDDED = {"\x01ole10native", "package"}
_FILEPASS, _BOUNDSHEET, _SUPBOOK = 0x2F, 0x85, 0x1AE
_PPT_ENCRYPTED = 0xF3D1C4DF
_PPT_VBA, _PPT_CONTROL, _PPT_OBJECT = 0x03FF, 0x0FEE, 0x1011
_OBJECT_MOST = 64 << 20
_DDE_FIELD = re.compile(r"\x13\s*(DDEAUTO|DDE)\b([^\x14\x15]{0,60})", re.IGNORECASE)
_FETCHED = re.compile(
    r"\x13\s*(?:INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|DATABASE)\b[^\x14\x15]{0,200}?"
    r"((?:https?|ftp):|[\s\"“]\\\\\S)",
    re.IGNORECASE,
)


def check(data: bytes, kind: str) -> Told:
    """Raises Refused."""
    told = Told(kind)
    whole.no_archive_behind(data)
    if b"%PDF-" in data[:1024]:
        raise Refused("polyglot")
    file = CompoundFile(data)
    names = file.names
    if _has_macros(names):
        raise Refused("macro")
    if names & _EMBEDDED:
        raise Refused("embedded", next(iter(names & _EMBEDDED)).strip("\x01"))
    for name in file.streams:
        stream(file, name.lower())
    {"doc": _check_doc, "xls": _check_xls, "ppt": _check_ppt}[kind](file, told)
    return told


def _has_macros(names: set[str]) -> bool:
    return bool(names & _MACROS) or any(name.startswith("_vba") for name in names)


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
        elif kind == _SUPBOOK and len(body) > 5:
            _check_other_book(body[5:].decode("utf-16-le" if body[4] & 1 else "latin-1", "replace"), told)
    if hidden:
        told.note("hidden-sheets", *hidden[:5])


def _check_other_book(path: str, told: Told) -> None:
    """A link to another workbook ([MS-XLS] 2.5.277): a path begins with a mark; else application and topic."""
    if not path.startswith("\x01"):
        if "\x03" in path:
            raise Refused("dde")
        return
    if path.startswith(("\x01\x05", "\x01\x01@")):
        raise Refused("external", path[2:62])
    if path.startswith("\x01\x01"):
        told.note("local-link", (path[2:3] + ":/" + path[3:].replace("\x03", "/"))[-60:])


def _check_ppt(file: CompoundFile, told: Told) -> None:
    by_name = {name.lower(): name for name in file.streams}
    if "current user" in by_name:
        user = file.read(by_name["current user"])
        if len(user) >= 16 and struct.unpack_from("<I", user, 12)[0] == _PPT_ENCRYPTED:
            raise Refused("encrypted")
    for kind, body in atoms(stream(file, "powerpoint document")):
        if kind == _PPT_VBA:
            raise Refused("macro")
        if kind == _PPT_CONTROL:
            raise Refused("activex")
        if kind == _PPT_OBJECT:
            _check_object(body)


def _check_object(body: bytes) -> None:
    """What a slide embeds: a compound file, packed behind its length or not."""
    if not body.startswith(SIGNATURE):
        try:
            body = zlib.decompressobj().decompress(body[4:], _OBJECT_MOST)
        except zlib.error as error:
            raise Refused("damaged") from error
    names = CompoundFile(body).names
    if _has_macros(names):
        raise Refused("macro")
    if names & _EMBEDDED:
        raise Refused("embedded", "PPT")


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
