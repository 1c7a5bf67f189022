"""Reads every text of a file: `kind_of`, then `read`. Runs in the child process of `foundation/guard/examining`.

Both are lazy: no more of the file is in memory than its format asks for, and who has enough stops asking.
"""

from __future__ import annotations

from collections.abc import Iterator

from mingtang.foundation.containers.archive import Archive
from mingtang.foundation.containers.limits import Limits
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.extraction.items import Item, Unread, careful
from mingtang.foundation.extraction.making import Making, Purse
from mingtang.foundation.extraction.numbers import Numbers
from mingtang.foundation.inspection import telling
from mingtang.kernel.guard.pieces import Piece

PICTURES = frozenset(("png", "jpg", "gif", "webp"))
_TEXTS = frozenset(("txt", "csv", "html", "vtt", "srt"))
_OLD = frozenset(("doc", "xls", "ppt"))
_PACKAGES = frozenset(("docx", "xlsx", "pptx", "ofd"))


def kind_of(data: bytes, name: str, limits: Limits) -> str:
    """A key of `inspection.kinds`, told from the content. Raises Refused with the code of what it is instead."""
    try:
        return telling.tell(data, name, limits)
    except Refused as refused:
        # Of an archive only some files may have a password.
        if refused.code == "encrypted" and data.startswith(b"PK"):
            return "zip"
        raise
    except MemoryError:
        raise
    except Exception as error:
        raise Refused("damaged") from error


def read(data: bytes, kind: str, limits: Limits, *, pictures: bool = False) -> Iterator[Item]:
    """Pieces in the order of the file, pictures, and what could not be read. Raises nothing.

    `pictures`: whether those larger than icons come with their bytes, so that somebody can read them.
    """
    making = Making(limits, purse=Purse() if pictures else Purse(0, 0))
    yield from careful(_read(data, kind, making), making.place())


def _read(data: bytes, kind: str, making: Making) -> Iterator[Item]:
    if kind in _PACKAGES:
        yield from _package(data, kind, making)
    elif kind == "pdf":
        from mingtang.foundation.extraction import pdf

        yield from pdf.read(data, making)
    elif kind in _TEXTS:
        from mingtang.foundation.extraction import plain

        yield from plain.read(data, kind, making)
    elif kind in _OLD:
        from mingtang.foundation.extraction import old_office

        yield from old_office.read(data, kind, making)
    elif kind in PICTURES:
        from mingtang.foundation.extraction import pictures

        yield from pictures.read(data, making)
    elif kind == "zip":
        from mingtang.foundation.extraction import archived

        yield from archived.read(data, making, _inside)
    else:
        # Sound and film.
        yield Unread(making.place(), "media")


def _inside(data: bytes, name: str, making: Making) -> Iterator[Item]:
    kind = kind_of(data, name, making.limits)
    if kind == "zip":
        raise Refused("nested")
    yield from _read(data, kind, making)


def _package(data: bytes, kind: str, making: Making) -> Iterator[Item]:
    from mingtang.foundation.extraction.package import left_over

    archive = Archive(data, making.limits)
    if archive.is_overlapping():
        raise Refused("too-large-unpacked")
    numbers = Numbers()
    for item in _parts(archive, data, kind, making):
        if isinstance(item, Piece):
            numbers.add(item.text)
        yield item
    yield from left_over(archive, data, making, numbers)


def _parts(archive: Archive, data: bytes, kind: str, making: Making) -> Iterator[Item]:
    if kind == "docx":
        from mingtang.foundation.extraction import docx

        yield from docx.read(archive, data, making, _read)
    elif kind == "xlsx":
        from mingtang.foundation.extraction import xlsx

        yield from xlsx.read(archive, data, making, _read)
    elif kind == "pptx":
        from mingtang.foundation.extraction import pptx

        yield from pptx.read(archive, data, making, _read)
    else:
        from mingtang.foundation.extraction import ofd

        yield from ofd.read(archive, data, making, _read)
