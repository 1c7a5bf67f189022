"""That a file is one thing from its first byte to its last."""

from __future__ import annotations

import io
import zipfile

from mingtang.foundation.containers.archive import BROKEN
from mingtang.foundation.containers.refused import Refused

_END = b"PK\x05\x06"
_AFTER = 1024
"""Bytes that may follow the end of a PDF: some programs fill up the last block."""


def no_archive_behind(data: bytes) -> None:
    """Raises Refused for what is a zip as well: archivers look for their directory from the end."""
    if _END not in data[-66_000:]:
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.infolist():
                raise Refused("polyglot")
    except BROKEN:
        return


def archive_ends_well(data: bytes) -> None:
    """Raises Refused for bytes before or behind the archive, where something else could begin."""
    at = data.rfind(_END)
    if at < 0 or at + 22 > len(data):
        raise Refused("damaged")
    comment = int.from_bytes(data[at + 20 : at + 22], "little")
    if at + 22 + comment != len(data):
        raise Refused("polyglot" if at + 22 + comment < len(data) else "damaged")
    directory = int.from_bytes(data[at + 12 : at + 16], "little") + int.from_bytes(
        data[at + 16 : at + 20], "little"
    )
    # Counted from the beginning; less than where the end stands means that something was put in front.
    if directory < 0xFFFFFFFF and at - directory > 100:
        raise Refused("polyglot")


def pdf_ends_well(data: bytes) -> None:
    """Raises Refused when the end is missing, or more than filling follows it."""
    at = data.rfind(b"%%EOF")
    if at < 0 or (b"%%EOF" not in data[-2048:] and data[at + 5 :].strip(b"\x00\r\n\t ") == b""):
        raise Refused("damaged")
    rest = data[at + 5 :].strip(b"\x00\r\n\t ")
    if len(rest) > _AFTER or rest.startswith((b"PK", b"MZ", b"<")):
        raise Refused("polyglot")
