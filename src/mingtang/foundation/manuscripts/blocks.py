"""A document as a list of blocks: what each says, how it looks, and the HTML it becomes in a record."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from mingtang.foundation.tables.notes import Notes
from mingtang.kernel.official.lines import Line

PICTURE = "picture:"
"""`src` of a picture before it is kept: this and its place among the pictures."""


@dataclass(frozen=True)
class Block:
    """`html` is what stands inside a paragraph, or a whole table, list or figure (`whole`)."""

    line: Line
    html: str
    whole: bool = False


@dataclass(frozen=True)
class Picture:
    """`data` is PNG or JPEG, drawn anew."""

    data: bytes
    alt: str = ""


@dataclass
class Found:
    """What a reader collects."""

    blocks: list[Block] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)

    def as_data(self) -> dict[str, Any]:
        return {
            "blocks": [[vars(block.line), block.html, block.whole] for block in self.blocks],
            "alts": [picture.alt for picture in self.pictures],
            "notes": self.notes.listed(),
        }
