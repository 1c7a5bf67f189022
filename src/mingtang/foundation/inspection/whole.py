"""That a file is one thing from its first byte to its last."""

from __future__ import annotations

import io
import re
import zipfile

from mingtang.foundation.containers.archive import BROKEN, Archive
from mingtang.foundation.containers.refused import Refused

_END = b"PK\x05\x06"
_ENTRY = b"PK\x03\x04"
_AFTER = 1024
"""Bytes that may follow the end of a PDF: some programs fill up the last block."""
_BEGINS = (b"PK", b"MZ", b"<", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"\x7fELF")


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


def archive_is_plain(archive: Archive, data: bytes) -> None:
    """Raises Refused where two readers could find two different archives: something in front of the first entry,
    names that stand twice, entries that the directory does not list."""
    entries = sorted(archive.entries(), key=lambda entry: entry.header_offset)
    names = [
        entry.filename.replace("\\", "/").lower() for entry in entries if not entry.filename.endswith("/")
    ]
    if (entries and entries[0].header_offset) or len(set(names)) < len(names):
        raise Refused("polyglot")
    ends = [entry.header_offset + 30 + len(entry.orig_filename) + entry.compress_size for entry in entries]
    for end, following in zip(ends, entries[1:], strict=False):
        if _ENTRY in data[end : following.header_offset]:
            raise Refused("polyglot")


def pdf_ends_well(data: bytes) -> None:
    """Raises Refused when the end is missing, or more than filling follows it."""
    at = data.rfind(b"%%EOF")
    if at < 0 or (b"%%EOF" not in data[-2048:] and data[at + 5 :].strip(b"\x00\r\n\t ") == b""):
        raise Refused("damaged")
    rest = data[at + 5 :].strip(b"\x00\r\n\t ")
    # A PDF for slow networks, or one changed later, has an end in the middle: what follows is more of it, cut.
    if re.match(rb"\d+ \d+ obj\b|\d+ \d+ \d|xref\b", rest):
        raise Refused("damaged")
    if len(rest) > _AFTER or rest.startswith(_BEGINS):
        raise Refused("polyglot")
