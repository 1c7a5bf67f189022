"""Files of a zip, one level deep: each is read by itself, one that is an archive again is not."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator

from mingtang.foundation.containers.archive import BROKEN, Archive
from mingtang.foundation.containers.decoding import decode
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.extraction.items import Item, Unread, careful
from mingtang.foundation.extraction.making import Making
from mingtang.foundation.extraction.numbers import left_in
from mingtang.foundation.inspection import whole
from mingtang.foundation.inspection.unpack_job import entry_name, wrong
from mingtang.kernel.guard.pieces import Part, Piece

Inside = Callable[[bytes, str, Making], Iterator[Item]]
"""Reads a file that lies in the archive: bytes, name."""


def read(data: bytes, making: Making, inside: Inside) -> Iterator[Item]:
    if making.deep:
        raise Refused("nested")
    try:
        whole.archive_ends_well(data)
    except Refused as refused:
        yield Unread(making.place(), refused.code)
    archive = Archive(data, making.limits, encrypted=True)
    if archive.is_overlapping():
        raise Refused("too-large-unpacked")
    yield from _remark(archive.comment, making)
    seen: set[str] = set()
    for entry in archive.entries():
        name = entry_name(entry)
        one = making.inside(name[-200:])
        yield from one.text(name, Part.FILE_NAME)
        yield from _remark(entry.comment, one)
        # Fields that programs add, such as the name once more in another coding.
        for number in left_in(entry.extra):
            yield from one.text(number, Part.PROPERTY, hidden=True)
        if name.endswith("/"):
            if entry.file_size:
                yield Unread(one.place(), "damaged")
            continue
        code = wrong(entry, name, seen, making.limits)
        seen.add(posixpath.normpath(name))
        if code:
            yield Unread(one.place(), code)
            continue
        try:
            with archive.open_entry(entry) as part:
                content = part.read()
        except (Refused, *BROKEN):
            yield Unread(one.place(), "damaged")
            continue
        yield from careful(inside(content, name, one), one.place())


def _remark(raw: bytes, making: Making) -> Iterator[Piece]:
    yield from making.text(decode(raw)[0] if raw else "", Part.PROPERTY, label="comment", hidden=True)
