"""What the child process does for manuscripts: bytes → blocks and pictures. No Django."""

from __future__ import annotations

from typing import Any

from mingtang.foundation.containers.archive import Archive
from mingtang.foundation.containers.limits import MEGABYTE, Limits
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.manuscripts import pages, texts, word
from mingtang.foundation.manuscripts.blocks import Found
from mingtang.foundation.sandbox.child import place_of
from mingtang.foundation.tables import kinds, saved_pages


def answer(data: bytes, options: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
    try:
        kind, found = parse(data, Limits(**options))
    except Refused as refused:
        cause = refused.__cause__
        return {"refused": refused.code, "cause": "" if cause is None else place_of(cause)}, []
    return {"kind": kind, **found.as_data()}, [picture.data for picture in found.pictures]


def parse(data: bytes, limits: Limits) -> tuple[str, Found]:
    """Raises Refused, and nothing else for whatever bytes."""
    if len(data) > limits.upload_mb * MEGABYTE:
        raise Refused("too-large")
    try:
        kind = kinds.tell(data, limits)
        return kind, _read(kind, data, limits)
    except Refused:
        raise
    except (MemoryError, RecursionError) as error:
        raise Refused("too-large") from error
    except Exception as error:
        # Broken files break in a hundred ways, and for the person they are one.
        raise Refused("damaged") from error


def _read(kind: str, data: bytes, limits: Limits) -> Found:
    if kind == kinds.DOCX:
        return word.read(Archive(data, limits))
    if kind == kinds.HTML:
        return pages.read(data)
    if kind == kinds.MHTML:
        return pages.read(saved_pages.page_of(data))
    if kind == kinds.TEXT:
        return texts.read(data)
    raise Refused("table")
