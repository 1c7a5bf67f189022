"""A text file → blocks: one for each line."""

from __future__ import annotations

from html import escape

from mingtang.foundation.containers.decoding import decode
from mingtang.foundation.manuscripts import notes
from mingtang.foundation.manuscripts.blocks import Block, Found
from mingtang.kernel.official.lines import Line


def read(data: bytes) -> Found:
    text, lost = decode(data)
    found = Found()
    if lost:
        found.notes.add(notes.UNDECODABLE, str(lost))
    new_page = False
    for raw in text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        new_page = new_page or "\f" in raw
        line = raw.replace("\f", "").rstrip()
        found.blocks.append(Block(Line(line, new_page=new_page and bool(line)), escape(line.strip())))
        new_page = new_page and not line
    return found
