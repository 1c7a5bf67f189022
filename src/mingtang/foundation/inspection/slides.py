"""Words of a PPTX slide by slide, with the notes; the small picture that the program kept of the first."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

from mingtang.foundation.containers.archive import Archive
from mingtang.foundation.containers.markup import attribute, name_of
from mingtang.foundation.inspection.gathered import Gathered


def gather(archive: Archive, found: Gathered) -> None:
    main = archive.main_part()
    targets = archive.relations(main)
    order = [attribute(entry, "id") for entry in archive.xml(main).iter("{*}sldId")]
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
            with Image.open(io.BytesIO(archive.read(name)), formats=("JPEG", "PNG")) as picture:
                found.draw(picture)
            break


def _text(root: Any) -> str:
    lines: list[str] = []
    for paragraph in root.iter("{*}p"):
        pieces = [
            "\n" if name_of(part) == "br" else part.text or "" for part in paragraph.iter("{*}t", "{*}br")
        ]
        if "".join(pieces).strip():
            lines.append("".join(pieces))
    return "\n".join(lines)
