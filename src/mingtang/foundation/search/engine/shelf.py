"""Where indexes lie on the disk: one folder each, a pointer to the one in use, one writer at a time.

A new index is built in a folder beside the one in use and takes its place by one rename of the pointer.
"""

import fcntl
import json
import os
import shutil
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mingtang.foundation.ids import new_id
from mingtang.foundation.search.engine.schema import SCHEMA_KEY

_POINTER, _WISH, _LOCK = "current.json", "rebuild-wanted", "writer.lock"
_PARTS = ("term", "idx", "pos", "fast", "fieldnorm", "store")
"""The files of which a segment of an index consists, beside those of what was removed from it."""
_FOOTER_MAGIC = 1337
_TAIL = struct.Struct("<II")


class Unavailable(Exception):
    """There is no index to ask: lost, damaged, of another schema, or not built yet."""


class Busy(Exception):
    """Another process writes."""


class Shelf:
    """The folder of one index with its versions."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pointer = folder / _POINTER
        self._pointed: tuple[tuple[int, int], Path] = ((0, 0), folder)

    def current(self) -> Path:
        """The folder of the index in use. Raises Unavailable."""
        try:
            told = json.loads((self.folder / _POINTER).read_text())
            name, schema = str(told["folder"]), str(told["schema"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Unavailable("no index yet") from error
        if schema != SCHEMA_KEY:
            raise Unavailable("indexed under another schema")
        folder = self.folder / name
        if "/" in name or not (folder / "meta.json").exists():
            raise Unavailable("the index is gone")
        return folder

    def is_in_use(self, folder: Path) -> bool:
        """Whether a folder is the one readers ask, and still there; told in a moment."""
        try:
            return self.current() == folder
        except Unavailable:
            return False

    def stamp(self) -> tuple[int, int]:
        """Differs whenever the index in use has changed. Raises Unavailable."""
        try:
            pointer = self._pointer.stat()
            known = pointer.st_mtime_ns, pointer.st_ino
            # A pointer is never written, only replaced; each search asks for the stamp several times.
            if self._pointed[0] != known:
                self._pointed = known, self.current() / "meta.json"
            meta = self._pointed[1].stat()
        except OSError as error:
            raise Unavailable("the index is gone") from error
        return pointer.st_mtime_ns, meta.st_mtime_ns

    def fresh(self) -> Path:
        """An empty folder for a new index."""
        folder = self.folder / new_id().hex
        folder.mkdir(parents=True)
        return folder

    def take_into_use(self, folder: Path) -> None:
        """Readers turn to a new index with their next search; the old ones are removed."""
        passing = self.folder / f"{_POINTER}.new"
        with passing.open("w") as file:
            json.dump({"folder": folder.name, "schema": SCHEMA_KEY}, file)
            file.flush()
            os.fsync(file.fileno())
        passing.replace(self.folder / _POINTER)
        self.tidy()

    def tidy(self) -> None:
        """Removes all but the index in use. What readers still have open stays until they let go of it."""
        try:
            kept = self.current().name
        except Unavailable:
            kept = ""
        for entry in self.folder.iterdir() if self.folder.exists() else ():
            if entry.is_dir() and entry.name != kept:
                shutil.rmtree(entry, ignore_errors=True)

    def wish_rebuild(self) -> None:
        """Asks whoever writes to build the index anew."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / _WISH).touch()

    def rebuild_is_wished(self) -> bool:
        return (self.folder / _WISH).exists()

    def is_rebuilding(self) -> bool:
        """Whether a new index is wished for, or being built beside the one in use."""
        folders = [entry for entry in self.folder.iterdir() if entry.is_dir()] if self.folder.exists() else []
        return self.rebuild_is_wished() or len(folders) > 1

    def forget_wish(self) -> None:
        (self.folder / _WISH).unlink(missing_ok=True)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """The right to write, given up with the process however it ends. Raises Busy."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / _LOCK).open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise Busy from error
            yield

    def is_sound(self) -> bool:
        """Whether every file of the index in use holds what was written into it, by the checksum at its end."""
        try:
            folder = self.current()
            meta = json.loads((folder / "meta.json").read_text())
            segments = [segment["segment_id"].replace("-", "") for segment in meta["segments"]]
            whole = all((folder / f"{name}.{part}").exists() for name in segments for part in _PARTS)
            return whole and all(
                _checksum_holds(part) for name in segments for part in folder.glob(f"{name}.*")
            )
        except (Unavailable, OSError, ValueError, KeyError, TypeError, struct.error):
            return False


def _checksum_holds(path: Path) -> bool:
    """tantivy ends each file with a footer (JSON with a CRC-32), its length and a mark."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(-_TAIL.size, os.SEEK_END)
        length, magic = _TAIL.unpack(file.read(_TAIL.size))
        if magic != _FOOTER_MAGIC or length > size:
            return False
        file.seek(-_TAIL.size - length, os.SEEK_END)
        wanted = json.loads(file.read(length))["crc"]
        left = size - _TAIL.size - length
        file.seek(0)
        found = 0
        while left > 0:
            block = file.read(min(left, 1 << 20))
            if not block:
                return False
            found = zlib.crc32(block, found)
            left -= len(block)
    return bool(found == wanted)
