"""What the child process does with a new file: what it is, and whether it may be kept. No Django."""

from __future__ import annotations

from typing import Any

from mingtang.foundation.containers.limits import Limits
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.inspection import telling
from mingtang.foundation.inspection.told import Told
from mingtang.foundation.sandbox.child import place_of


def answer(data: bytes, options: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
    try:
        told = examine(data, options["name"], set(options["allowed"]), Limits(**options["limits"]))
    except Refused as refused:
        cause = refused.__cause__
        return {
            "refused": refused.code,
            "details": list(refused.details),
            "cause": "" if cause is None else place_of(cause),
        }, []
    found = {"kind": told.kind, "notes": told.notes, "cleaned": told.content is not None}
    return found, [] if told.content is None else [told.content]


def examine(data: bytes, name: str, allowed: set[str], limits: Limits) -> Told:
    """Raises Refused, and nothing else for whatever bytes but MemoryError."""
    try:
        kind = telling.tell(data, name, limits)
        if kind not in allowed:
            raise Refused("not-wanted", kind)
        told = _check(data, kind, limits)
    except (Refused, MemoryError):
        raise
    except RecursionError as error:
        raise Refused("too-large") from error
    except Exception as error:
        # Broken files break in a hundred ways, and for the person they are one.
        raise Refused("damaged") from error
    _, _dot, extension = name.rpartition(".")
    told.notes = [*name_note(extension.lower(), kind), *told.notes]
    return told


def _check(data: bytes, kind: str, limits: Limits) -> Told:
    if kind == "pdf":
        from mingtang.foundation.inspection import pdf

        return pdf.check(data)
    if kind in ("docx", "xlsx", "pptx"):
        from mingtang.foundation.inspection import office

        return office.check(data, kind, limits)
    if kind == "ofd":
        from mingtang.foundation.inspection import ofd

        return ofd.check(data, limits)
    if kind in ("doc", "xls", "ppt"):
        from mingtang.foundation.inspection import compound

        return compound.check(data, kind)
    if kind in ("png", "jpg", "gif", "webp"):
        from mingtang.foundation.inspection import pictures

        return pictures.check(data, kind)
    if kind in ("mp3", "m4a", "wav", "ogg", "mp4", "webm"):
        from mingtang.foundation.inspection import media

        return media.check(data, kind)
    if kind in ("txt", "csv", "vtt", "srt"):
        from mingtang.foundation.inspection import texts

        return texts.check(data, kind)
    return Told(kind)


_SAME = {
    **dict.fromkeys(("jpeg", "jpe"), "jpg"),
    **dict.fromkeys(("wps", "dot"), "doc"),
    **dict.fromkeys(("text", "md", "log"), "txt"),
    "htm": "html",
    "et": "xls",
    "dps": "ppt",
    "m4v": "mp4",
    "oga": "ogg",
    "tsv": "csv",
    "mpga": "mp3",
}
_KNOWN = frozenset(
    [
        *(
            "pdf",
            "docx",
            "doc",
            "xlsx",
            "xls",
            "pptx",
            "ppt",
            "ofd",
            "txt",
            "csv",
            "png",
            "jpg",
            "gif",
            "webp",
            "mp3",
        ),
        *("m4a", "wav", "ogg", "mp4", "webm", "vtt", "srt", "html", "zip", "exe", "rar", "7z", "rtf", "bmp"),
    ]
)


def name_note(extension: str, kind: str) -> list[tuple[str, tuple[str, ...]]]:
    """A note when the name of a file says something else than what it is."""
    said = _SAME.get(extension, extension)
    if said in _KNOWN and said != kind:
        return [("name-lies", (extension, kind))]
    return []
