"""What the child reads out of a file: words by page, tables, a picture."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

from PIL import Image

CHARACTERS_MOST = 2_000_000
PAGES_MOST = 3_000
ROWS_SHOWN, COLUMNS_SHOWN, SHEETS_SHOWN = 200, 30, 10
WIDTH, THUMBNAIL = 900, 320


@dataclass
class Gathered:
    """`pages`: number, label, text. `tables`: name, rows, whether cut."""

    pages: list[tuple[int, str, str]] = field(default_factory=list)
    page_count: int = 0
    tables: list[tuple[str, list[tuple[str, ...]], bool]] = field(default_factory=list)
    width: int = 0
    height: int = 0
    picture: bytes = b""
    thumbnail: bytes = b""
    notes: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    _characters: int = 0

    def add_page(self, number: int, text: str, label: str = "") -> bool:
        """False once there is more text than search needs."""
        text = "\n".join(
            line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        ).strip()
        text = text.replace("\x00", "")
        room = CHARACTERS_MOST - self._characters
        if len(self.pages) >= PAGES_MOST or room <= 0:
            if ("text-cut", ()) not in self.notes:
                self.notes.append(("text-cut", ()))
            return False
        if len(text) > room:
            self.notes.append(("text-cut", ()))
        self.pages.append((number, label[:100], text[:room]))
        self._characters += len(text)
        return True

    def add_table(self, name: str, rows: Any) -> None:
        if len(self.tables) >= SHEETS_SHOWN:
            return
        shown = [tuple(cell[:500] for cell in row[:COLUMNS_SHOWN]) for row in rows[:ROWS_SHOWN]]
        cut = len(rows) > ROWS_SHOWN or any(len(row) > COLUMNS_SHOWN for row in rows[:ROWS_SHOWN])
        if any(cell for row in shown for cell in row):
            self.tables.append((name[:100], shown, cut))

    def draw(self, picture: Image.Image) -> None:
        self.picture = _drawn(picture, WIDTH, WIDTH * 4)
        self.thumbnail = _drawn(picture, THUMBNAIL, THUMBNAIL)


def _drawn(picture: Image.Image, width: int, height: int) -> bytes:
    smaller = picture.convert("RGBA" if "A" in picture.mode else "RGB")
    smaller.thumbnail((width, height))
    if smaller.mode == "RGBA":
        # On white, as on paper: a thumbnail on a dark page would show black letters on black.
        paper = Image.new("RGB", smaller.size, "white")
        paper.paste(smaller, mask=smaller.getchannel("A"))
        smaller = paper
    out = io.BytesIO()
    smaller.save(out, "JPEG", quality=82)
    return out.getvalue()
