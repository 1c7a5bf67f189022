"""A document as a list of blocks: what each says, how it looks, and the HTML it becomes in a record."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from mingtang.foundation.tables.notes import Notes
from mingtang.kernel.official.lines import Line

PICTURE = "picture:"
"""`src` of a picture before it is kept: this and its place among the pictures."""


_TAG = re.compile(r"(<[^>]+>)")
_NAME = re.compile(r"<(\w+)")


@dataclass(frozen=True)
class Block:
    """`html` is what stands inside a paragraph, or a whole table, list or figure (`whole`)."""

    line: Line
    html: str
    whole: bool = False


def at_breaks(block: Block) -> list[Block]:
    """Each line of a paragraph that was broken by hand as a block of its own; emphasis goes on over the breaks."""
    if block.whole or "<br>" not in block.html:
        return [block]
    pieces = [""]
    open_: list[str] = []
    for part in _TAG.split(block.html):
        if part == "<br>":
            pieces[-1] += "".join(f"</{_NAME.match(tag)[1]}>" for tag in reversed(open_))  # type: ignore[index]
            pieces.append("".join(open_))
            continue
        if part.startswith("</"):
            open_ = open_[:-1]
        elif part.startswith("<") and _NAME.match(part):
            open_ = [*open_, part]
        pieces[-1] += part
    lines = block.line.text.split("\n")
    if len(lines) != len(pieces):
        return [block]
    shown = [(text, html.strip(" \u3000")) for text, html in zip(lines, pieces, strict=True) if text.strip()]
    return [
        Block(replace(block.line, text=text, new_page=block.line.new_page and n == 0), html)
        for n, (text, html) in enumerate(shown)
    ]


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
