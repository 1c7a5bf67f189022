"""Shim."""

import re

from mingtang.kernel.guard.pieces import Part, Piece, Place


def pieces_of_html(source: str, part: Part = Part.BODY):
    for n, block in enumerate(re.findall(r"<(?:p|td|h2)[^>]*>(.*?)</(?:p|td|h2)>", source)):
        yield Piece(re.sub("<[^>]+>", "", block), Place(part, block=n))
