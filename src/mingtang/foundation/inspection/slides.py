"""Words of a PPTX slide by slide, with the notes; the small picture that the program kept of the first."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

from mingtang.foundation.containers.archive import Archive
from mingtang.foundation.containers.markup import name_of
from mingtang.foundation.inspection.gathered import Gathered
from mingtang.foundation.inspection.pictures import MOST_PIXELS


def gather(archive: Archive, found: Gathered) -> None:
    main = archive.main_part()
    targets = archive.relations(main)
    order = [_relation(entry) for entry in archive.xml(main).iter("{*}sldId")]
    slides = [targets[key][1] for key in order if key in targets and targets[key][1] in archive]
    found.page_count = len(slides)
    for number, name in enumerate(slides, 1):
        text = _text(archive.xml(name))
        for kind, target in archive.relations(name).values():
            if kind == "notesSlide" and target in archive:
                notes = _text(archive.xml(target))
                text += f"\n{notes}" if notes else ""
        if not found.add_page(number, text):
            break
    for name in ("docprops/thumbnail.jpeg", "docprops/thumbnail.png"):
        if name in archive:
            _draw(archive.read(name), found)
            break


def _draw(data: bytes, found: Gathered) -> None:
    """A picture kept for convenience: a broken one must not cost the words."""
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as picture:
            if picture.width * picture.height <= MOST_PIXELS:
                found.draw(picture)
    except MemoryError:
        raise
    except Exception:
        found.picture = found.thumbnail = b""


def _relation(entry: Any) -> str:
    """It has an id of its own as well, without a namespace."""
    return next((str(value) for key, value in entry.attrib.items() if key.endswith("}id")), "")


def _text(root: Any) -> str:
    lines: list[str] = []
    for paragraph in root.iter("{*}p"):
        pieces = [
            "\n" if name_of(part) == "br" else part.text or "" for part in paragraph.iter("{*}t", "{*}br")
        ]
        if "".join(pieces).strip():
            lines.append("".join(pieces))
    return "\n".join(lines)
