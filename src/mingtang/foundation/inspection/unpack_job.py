"""What the child process does with a batch in a zip: names and contents of its files. No Django."""

from __future__ import annotations

import posixpath
import re
import stat
import zipfile
from collections.abc import Container
from typing import Any

from mingtang.foundation.containers.archive import BROKEN, METHODS, Archive
from mingtang.foundation.containers.limits import MEGABYTE, Limits
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.inspection import whole
from mingtang.foundation.sandbox.child import place_of

_SKIPPED = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$|\._)", re.IGNORECASE)
_PACKED = (b"PK\x05\x06", b"Rar!\x1a", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_ARCHIVE_NAME = re.compile(r"\.(?:zip|rar|7z|gz|tgz|tar|bz2|xz|iso|cab|jar)$", re.IGNORECASE)
_DEVICE = re.compile(r"(?:^|/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.[^/]*)?$", re.IGNORECASE)


def answer(data: bytes, options: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
    try:
        found, refused = unpack(data, Limits(**options))
    except Refused as error:
        cause = error.__cause__
        return {"refused": error.code, "cause": "" if cause is None else place_of(cause)}, []
    return {"names": [name for name, _data in found], "left": refused}, [content for _name, content in found]


def unpack(data: bytes, limits: Limits) -> tuple[list[tuple[str, bytes]], list[tuple[str, str]]]:
    """Files in the order of their names; and those left out with a code. Raises Refused for the archive as a whole."""
    try:
        whole.archive_ends_well(data)
        archive = Archive(data, limits, encrypted=True)
        if archive.is_overlapping():
            raise Refused("too-large-unpacked")
        return _files(archive, limits)
    except (Refused, MemoryError):
        raise
    except Exception as error:
        raise Refused("damaged") from error


def _files(archive: Archive, limits: Limits) -> tuple[list[tuple[str, bytes]], list[tuple[str, str]]]:
    found: dict[str, bytes] = {}
    left: list[tuple[str, str]] = []
    for entry in archive.entries():
        name = entry_name(entry)
        # Archivers of Windows end folders with a backslash.
        if name.endswith("/") or _SKIPPED.search(name):
            continue
        code = wrong(entry, name, found, limits)
        if not code:
            try:
                with archive.open_entry(entry) as part:
                    content = part.read()
            except (Refused, *BROKEN):
                code = "damaged"
            else:
                # Office files are archives too; what they hold is looked at when each is checked.
                packed = content.startswith(_PACKED) or (
                    content.startswith(b"PK") and _ARCHIVE_NAME.search(name)
                )
                code = "nested" if packed else ""
        if code:
            left.append((name[-100:], code))
        else:
            found[posixpath.normpath(name)] = content
    return sorted(found.items()), left


def wrong(entry: zipfile.ZipInfo, name: str, found: Container[str], limits: Limits) -> str:
    """Why a file is left out, empty if it is not. `found` are names there are already."""
    if name.startswith("/") or ".." in name.split("/") or re.match(r"^[A-Za-z]:", name) or "\x00" in name:
        return "traversal"
    if posixpath.normpath(name) == ".":
        return "damaged"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "link"
    if _DEVICE.search(name):
        return "device"
    if entry.flag_bits & 1:
        return "encrypted"
    if posixpath.normpath(name) in found:
        return "twice"
    if entry.compress_type not in METHODS:
        return "method"
    return "too-large" if entry.file_size > limits.part_mb * MEGABYTE else ""


def entry_name(entry: zipfile.ZipInfo) -> str:
    """Programs in China write names in GBK without saying so; Python takes them for code page 437."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = name.encode("utf-8", "replace")
        name = _decoded(raw) or name
    return "".join(c for c in name.replace("\\", "/") if c.isprintable() or c == "\x00")


def _decoded(raw: bytes) -> str:
    """Empty if it is in neither coding."""
    found = []
    for coding in ("utf-8", "gb18030"):
        try:
            found.append(raw.decode(coding))
        except UnicodeDecodeError:
            continue
    # “通知” in GBK is Hebrew and Greek in UTF-8: that counts only with Chinese characters in it.
    if len(found) == 2 and not any(letter >= "\u2e80" for letter in found[0]):
        return found[1]
    return found[0] if found else ""
