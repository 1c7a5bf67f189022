"""What comes out of a file: pieces of text, pictures that may hold words, and what could not be read."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.sandbox.child import place_of
from mingtang.kernel.guard.pieces import Piece, Place

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Unread:
    """`code` is a reason of `foundation/guard/wording/unread.py`; the place is as exact as it is known."""

    place: Place
    code: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture larger than an icon. `data` is a PNG or JPEG; empty where none was wanted or it cannot be drawn."""

    place: Place
    data: bytes = b""


Item = Piece | Unread | Picture


def careful(items: Iterator[Item], place: Place) -> Iterator[Item]:
    """What of a part can be read and, where it breaks, that it did: the rest of the file is still read."""
    try:
        yield from items
    except Refused as refused:
        yield Unread(place, refused.code)
    except (MemoryError, RecursionError):
        yield Unread(place, "too-large")
    except Exception as error:
        # Broken files break in a hundred ways, and for the person they are one.
        _log.info("part not read: %s", place_of(error))
        yield Unread(place, "damaged")
