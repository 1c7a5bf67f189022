"""Words of an OFD page by page (GB/T 33190: OFD.xml → Document.xml → pages with TextCode elements)."""

from __future__ import annotations

import posixpath
from typing import Any

from mingtang.foundation.containers.archive import Archive
from mingtang.foundation.containers.markup import child
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.inspection.gathered import Gathered

_SAME_LINE = 2.0
"""Millimetres by which pieces of one line may differ in height."""


def gather(archive: Archive, found: Gathered) -> None:
    """Raises Refused for a package without its parts."""
    number = 0
    for body in archive.xml("ofd.xml").iter("{*}DocBody"):
        root = child(body, "DocRoot")
        if root is None or not (root.text or "").strip():
            raise Refused("damaged")
        document = _inside("", root.text.strip())
        tree = archive.xml(document)
        for page in tree.iter("{*}Page"):
            place = _inside(posixpath.dirname(document), page.get("BaseLoc", ""))
            if place not in archive:
                raise Refused("damaged")
            number += 1
            if not found.add_page(number, _text(archive.xml(place))):
                return
    found.page_count = number


def _inside(folder: str, location: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, location.strip())).strip("/")


def _text(page: Any) -> str:
    """Pieces at one height are a line; they stand in the file in the order of drawing, so they are sorted."""
    pieces: list[tuple[float, float, str]] = []
    for thing in page.iter("{*}TextObject"):
        left, top = _corner(thing.get("Boundary", ""))
        for code in thing.iter("{*}TextCode"):
            if code.text:
                pieces.append(
                    (top + _number(code.get("Y", "0")), left + _number(code.get("X", "0")), code.text)
                )
    lines: list[list[tuple[float, float, str]]] = []
    for piece in sorted(pieces, key=lambda found: found[0]):
        if lines and piece[0] - lines[-1][0][0] <= _SAME_LINE:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return "\n".join(
        "".join(text for _y, _x, text in sorted(line, key=lambda found: found[1])) for line in lines
    )


def _corner(box: str) -> tuple[float, float]:
    numbers = [_number(part) for part in box.split()]
    return (numbers[0], numbers[1]) if len(numbers) == 4 else (0.0, 0.0)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
