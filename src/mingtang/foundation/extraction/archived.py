"""Files of a zip, one level deep: each is read by itself, one that is an archive again is not."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator

from mingtang.foundation.containers.archive import BROKEN, Archive
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.extraction.items import Item, Unread, careful
from mingtang.foundation.extraction.making import Making
from mingtang.foundation.inspection import whole
from mingtang.foundation.inspection.unpack_job import entry_name, wrong
from mingtang.kernel.guard.pieces import Part

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
    seen: set[str] = set()
    for entry in archive.entries():
        name = entry_name(entry)
        if name.endswith("/"):
            continue
        one = making.inside(name[-200:])
        yield from one.text(name, Part.FILE_NAME)
        if entry.comment:
            yield from one.text(
                entry.comment.decode("gb18030", "replace"), Part.PROPERTY, label="comment", hidden=True
            )
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
