"""The compound file that .xls and .doc are: names of its streams, and one of them as a whole ([MS-CFB])."""

from __future__ import annotations

import struct
from functools import cached_property

from mingtang.foundation.containers.refused import Refused

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_LAST = 0xFFFFFFFA  # what is not below is no sector
_HEADER_FAT = 109


class CompoundFile:
    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or not data.startswith(SIGNATURE):
            raise Refused("damaged")
        self._data = data
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise Refused("damaged")
        self._size = 1 << shift
        self._first_directory, self._cutoff = struct.unpack_from("<I4xI", data, 48)
        self._first_small_fat, self._first_fat_list = struct.unpack_from("<I4xI", data, 60)

    @cached_property
    def streams(self) -> dict[str, tuple[int, int]]:
        """Of the root, not of what is embedded: name → first sector, length."""
        entries = self._directory
        found: dict[str, tuple[int, int]] = {}
        todo, seen = [entries[0][4]], set()
        while todo:
            number = todo.pop()
            if number in seen or not 0 <= number < len(entries):
                continue
            seen.add(number)
            name, kind, left, right, _child, start, length = entries[number]
            todo += [left, right]
            if kind in (1, 2):
                found[name] = (start, length)
        return found

    @property
    def names(self) -> set[str]:
        """Of all streams and storages, also of those inside others; in lower case."""
        # Of whatever type: programs differ in what they make of one that does not exist.
        return {entry[0].lower() for entry in self._directory if entry[1] and entry[0]}

    def read(self, name: str) -> bytes:
        start, length = self.streams[name]
        if length >= self._cutoff:
            return self._chain(start)[:length]
        table = struct.unpack(f"<{len(self._small_fat) // 4}I", self._small_fat)
        pieces: list[bytes] = []
        while start < len(table):
            if len(pieces) > len(table):
                raise Refused("damaged")
            pieces.append(self._small[start * 64 : start * 64 + 64])
            start = table[start]
        return b"".join(pieces)[:length]

    @cached_property
    def _directory(self) -> list[tuple[str, int, int, int, int, int, int]]:
        raw = self._chain(self._first_directory)
        entries = []
        for at in range(0, len(raw) - 127, 128):
            name_size, kind, left, right, below = struct.unpack_from("<HBxIII", raw, at + 64)
            start, length = struct.unpack_from("<II", raw, at + 116)
            name = raw[at : at + max(min(name_size, 64) - 2, 0)].decode("utf-16-le", "replace")
            entries.append((name, kind, left, right, below, start, length))
        if not entries:
            raise Refused("damaged")
        return entries

    @cached_property
    def _small_fat(self) -> bytes:
        raw = self._chain(self._first_small_fat)
        return raw[: len(raw) // 4 * 4]

    @cached_property
    def _small(self) -> bytes:
        return self._chain(self._directory[0][5])

    @cached_property
    def _fat(self) -> tuple[int, ...]:
        sectors = list(struct.unpack_from(f"<{_HEADER_FAT}I", self._data, 76))
        per_sector, following, rounds = self._size // 4, self._first_fat_list, 0
        while following < _LAST:
            if rounds > len(self._data) // self._size:
                raise Refused("damaged")
            more = struct.unpack(f"<{per_sector}I", self._sector(following).ljust(self._size, b"\xff"))
            sectors += more[:-1]
            following, rounds = more[-1], rounds + 1
        raw = b"".join(self._sector(number) for number in sectors if number < _LAST)
        return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        return self._data[at : at + self._size]

    def _chain(self, start: int) -> bytes:
        """Follows the allocation table. Raises Refused for a ring, in which other readers turn until memory ends."""
        pieces: list[bytes] = []
        limit = len(self._data) // self._size + 1
        while start < len(self._fat):
            if len(pieces) > limit:
                raise Refused("damaged")
            pieces.append(self._sector(start))
            start = self._fat[start]
        return b"".join(pieces)
