"""Zip-based office files: opened after a look at what they would unpack to, read part by part."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from itertools import pairwise
from typing import IO, Any

from mingtang.foundation.containers import markup
from mingtang.foundation.containers.limits import MEGABYTE, Limits
from mingtang.foundation.containers.refused import Refused

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
"""What zipfile raises for damage of all sorts; for an encrypted entry it is RuntimeError, for a way of packing that
Python does not know NotImplementedError."""

_ENTRY = b"PK\x01\x02"
_RELATIONS_MOST = 8 * MEGABYTE
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Archive:
    """Parts by name, without regard to case and the direction of slashes. Archives inside are never opened."""

    def __init__(self, data: bytes, limits: Limits, *, encrypted: bool = False) -> None:
        """`encrypted` allows entries with a password, for who leaves those out one by one."""
        # Before zipfile makes an object of each.
        if data.count(_ENTRY) > 2 * limits.entries:
            raise Refused("too-large-unpacked")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except BROKEN as error:
            raise Refused("damaged") from error
        self._limits = limits
        unpacked = sum(entry.file_size for entry in entries)
        if len(entries) > limits.entries or unpacked > limits.unpacked_mb * MEGABYTE:
            raise Refused("too-large-unpacked")
        # What is small when it is unpacked may be as regular as it likes: a thousand empty rows are.
        if unpacked > limits.part_mb * MEGABYTE and unpacked > limits.ratio * len(data):
            raise Refused("too-large-unpacked")
        if not encrypted and any(entry.flag_bits & 1 for entry in entries):
            raise Refused("encrypted")
        self._entries = {entry.filename.replace("\\", "/").strip("/").lower(): entry for entry in entries}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    @property
    def comment(self) -> bytes:
        return self._zip.comment

    def names(self) -> list[str]:
        return list(self._entries)

    def entries(self) -> list[zipfile.ZipInfo]:
        """As the archive lists them, also those that share a name."""
        return self._zip.infolist()

    def open_entry(self, entry: zipfile.ZipInfo) -> IO[bytes]:
        """Like `open`, for one of `entries()`."""
        if entry.compress_type not in METHODS:
            raise Refused("damaged")
        try:
            return self._zip.open(entry)
        except BROKEN as error:
            raise Refused("damaged") from error

    def is_overlapping(self) -> bool:
        """Whether two entries share their bytes, as in bombs that name one packed stream a thousand times."""
        spans = sorted((entry.header_offset, entry.compress_size) for entry in self._zip.infolist())
        return any(begin + size > after for (begin, size), (after, _size) in pairwise(spans))

    def open(self, name: str) -> IO[bytes]:
        """A stream of at most the size that was declared: zipfile stops there. Refused when it is not there."""
        entry = self._entries.get(name.lower())
        if entry is None:
            raise Refused("damaged")
        return self.open_entry(entry)

    def read(self, name: str) -> bytes:
        entry = self._entries.get(name.lower())
        if entry is not None and entry.file_size > self._limits.part_mb * MEGABYTE:
            raise Refused("too-large")
        with self.open(name) as part:
            try:
                return part.read()
            except BROKEN as error:
                raise Refused("damaged") from error

    def xml(self, name: str) -> Any:
        return markup.parse(self.read(name))

    def check_sizes(self) -> None:
        """For readers that do not stop at the declared sizes: raises Refused if one is wrong."""
        for name in self._entries:
            with self.open(name) as part:
                try:
                    while part.read(MEGABYTE):
                        pass
                except BROKEN as error:
                    raise Refused("damaged") from error

    def relations(self, name: str = "") -> dict[str, tuple[str, str]]:
        """Of a part, of the package without a name: id → last word of the type, name of the target part."""
        folder = posixpath.dirname(name)
        found = {}
        for entry in self._relations(name):
            if markup.attribute(entry, "TargetMode") == "External":
                continue
            target = markup.attribute(entry, "Target").replace("\\", "/")
            target = posixpath.normpath(posixpath.join("/", folder, target)).strip("/")
            found[markup.attribute(entry, "Id")] = (
                markup.attribute(entry, "Type").rpartition("/")[2],
                target,
            )
        return found

    def links(self, name: str) -> dict[str, str]:
        """Addresses outside that a part links to: id → address."""
        return {
            markup.attribute(entry, "Id"): markup.attribute(entry, "Target")
            for entry in self._relations(name)
            if markup.attribute(entry, "TargetMode") == "External"
            and markup.attribute(entry, "Type").endswith("/hyperlink")
        }

    def _relations(self, name: str) -> Any:
        folder, base = posixpath.split(name)
        relations = posixpath.join(folder, "_rels", base + ".rels")
        if relations not in self:
            return ()
        if self._entries[relations.lower()].file_size > _RELATIONS_MOST:
            raise Refused("too-large")
        return self.xml(relations)

    def main_part(self) -> str:
        """The document or workbook of an office package, empty if there is none."""
        for kind, target in self.relations().values():
            if kind == "officeDocument" and target in self:
                return target
        # Some programs leave the list of relations out.
        usual = ("word/document.xml", "xl/workbook.xml", "xl/workbook.bin", "ppt/presentation.xml")
        return next((name for name in usual if name in self), "")
