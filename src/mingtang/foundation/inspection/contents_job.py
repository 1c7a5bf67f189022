"""What the child process reads out of a file that was kept. No Django."""

from __future__ import annotations

import io
from typing import Any

from mingtang.foundation.containers.archive import Archive
from mingtang.foundation.containers.decoding import decode
from mingtang.foundation.containers.limits import Limits
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.inspection.gathered import Gathered
from mingtang.foundation.sandbox.child import place_of


def answer(data: bytes, options: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
    try:
        found = gather(data, options["kind"], Limits(**options["limits"]))
    except Refused as refused:
        cause = refused.__cause__
        return {"refused": refused.code, "cause": "" if cause is None else place_of(cause)}, []
    plain = {
        name: getattr(found, name) for name in ("pages", "page_count", "tables", "width", "height", "notes")
    }
    return plain, [found.picture, found.thumbnail]


def gather(data: bytes, kind: str, limits: Limits) -> Gathered:
    """Raises Refused, and nothing else for whatever bytes but MemoryError."""
    found = Gathered()
    try:
        _gather(data, kind, limits, found)
    except (Refused, MemoryError):
        raise
    except RecursionError as error:
        raise Refused("too-large") from error
    except Exception as error:
        raise Refused("damaged") from error
    found.page_count = found.page_count or len(found.pages)
    return found


def _gather(data: bytes, kind: str, limits: Limits, found: Gathered) -> None:
    if kind == "pdf":
        from mingtang.foundation.inspection import pdf_pages

        pdf_pages.gather(data, found)
    elif kind in ("png", "jpg"):
        _picture(data, found)
    elif kind in ("xlsx", "xls", "csv"):
        _tables(data, limits, found)
    elif kind == "docx":
        from mingtang.foundation.manuscripts import word

        lines = [block.line.text for block in word.read(Archive(data, limits)).blocks]
        found.add_page(1, "\n".join(lines))
    elif kind in ("doc", "ppt"):
        from mingtang.foundation.inspection import compound_text

        compound_text.gather(data, kind, found)
    elif kind == "pptx":
        from mingtang.foundation.inspection import slides

        slides.gather(Archive(data, limits), found)
    elif kind == "ofd":
        from mingtang.foundation.inspection import ofd_pages

        ofd_pages.gather(Archive(data, limits), found)
    elif kind in ("txt", "vtt", "srt"):
        found.add_page(1, decode(data)[0])


def _picture(data: bytes, found: Gathered) -> None:
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
        found.width, found.height = picture.size
        found.draw(picture)


def _tables(data: bytes, limits: Limits, found: Gathered) -> None:
    from mingtang.foundation.tables import limits as tables
    from mingtang.foundation.tables.parsing import parse

    grids = parse(data, tables.Limits(seconds=limits.seconds, memory_mb=limits.memory_mb)).grids
    for number, grid in enumerate(grids, 1):
        rows = [
            tuple("" if (n, c) in grid.covered else cell for c, cell in enumerate(row))
            for n, row in enumerate(grid.rows)
        ]
        found.add_table(grid.name, rows)
        if not found.add_page(number, "\n".join("\t".join(filter(None, row)) for row in rows), grid.name):
            break
