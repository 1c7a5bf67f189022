"""Shortcuts: where a text is found in a file, what is said to be unread."""

from collections.abc import Iterator

from mingtang.foundation.containers.limits import Limits
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.extraction.items import Item, Picture, Unread
from mingtang.foundation.extraction.reading import kind_of, read
from mingtang.kernel.guard.pieces import Part, Piece, Place

SECRET = "990121194910010011"
"""An identity number of an invented place."""
LIMITS = Limits(upload_mb=50, unpacked_mb=100, part_mb=30)


def items(data: bytes, name: str = "", *, pictures: bool = False, limits: Limits = LIMITS) -> list[Item]:
    return list(_items(data, name, pictures, limits))


def _items(data: bytes, name: str, pictures: bool, limits: Limits) -> Iterator[Item]:
    try:
        kind = kind_of(data, name, limits)
    except Refused as refused:
        yield Unread(Place(), refused.code)
        return
    yield from read(data, kind, limits, pictures=pictures)


def pieces(data: bytes, name: str = "") -> list[Piece]:
    return [item for item in items(data, name) if isinstance(item, Piece)]


def holding(data: bytes, text: str = SECRET, name: str = "") -> list[Piece]:
    return [piece for piece in pieces(data, name) if text in piece.text]


def only(data: bytes, text: str = SECRET, name: str = "") -> Piece:
    (piece,) = holding(data, text, name)
    return piece


def shown(data: bytes) -> list[str]:
    """Running text that a reader sees."""
    return [
        piece.text
        for piece in pieces(data)
        if not piece.place.hidden and piece.place.part in (Part.TEXT, Part.CELL)
    ]


def unread(data: bytes, name: str = "", limits: Limits = LIMITS) -> list[str]:
    return [item.code for item in items(data, name, limits=limits) if isinstance(item, Unread)]


def pictures_in(data: bytes, *, wanted: bool = False) -> list[Picture]:
    return [item for item in items(data, pictures=wanted) if isinstance(item, Picture)]
