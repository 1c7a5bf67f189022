"""Several papers bound as one PDF: cover, contents with page numbers, texts, and a last page on where it is read."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mingtang.foundation.documents import qr
from mingtang.foundation.documents.paper import Paper
from mingtang.foundation.documents.pdf import compiled, data_of

_TEMPLATE = Path(__file__).with_name("booklet.typ")
_SIZE = 12.0


@dataclass(frozen=True)
class Piece:
    """One line of the contents: with its paper, or (without) only the `note` that says why the text is not there."""

    title: str
    paper: Paper | None = None
    note: str = ""


@dataclass(frozen=True)
class Booklet:
    """`lines` stand below the name on the cover; `parts` are sections with their pieces; `facts` and `places` (name
    and how to get there) stand on the last page beside the QR code of `address`."""

    name: str
    title: str
    lines: tuple[str, ...]
    host: str
    address: str
    date: date | None
    labels: dict[str, str]
    parts: tuple[tuple[str, tuple[Piece, ...]], ...]
    facts: tuple[tuple[str, str], ...] = ()
    places: tuple[tuple[str, str], ...] = ()


def as_pdf(booklet: Booklet, *, fonts_dir: Path | None = None) -> bytes:
    """Raises MissingFont, also for single characters that no font has."""
    with tempfile.TemporaryDirectory(prefix="mingtang-booklet.") as name:
        folder = Path(name)
        (folder / "qr.svg").write_bytes(qr.as_svg(booklet.address))
        data = {
            "name": booklet.name,
            "title": booklet.title,
            "lines": booklet.lines,
            "host": booklet.host,
            "address": booklet.address,
            "labels": booklet.labels,
            "parts": [
                {"name": part, "pieces": [_data(piece, folder) for piece in pieces]}
                for part, pieces in booklet.parts
            ],
            "facts": booklet.facts,
            "places": booklet.places,
        }
        return compiled(
            _TEMPLATE, {"booklet": data}, folder, fonts_dir=fonts_dir, day=booklet.date, size=_SIZE
        )


def _data(piece: Piece, folder: Path) -> dict[str, Any]:
    paper = data_of(piece.paper, folder) if piece.paper else None
    return {"title": piece.title, "note": piece.note, "paper": paper}
