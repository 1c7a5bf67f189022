"""The same document as others would have laid it out: each keeps the words and changes the looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from tests.official.shapes import Blank, Block, Cell, Document, Figure, Par, Table

WIDE = "\u3000"


def _each(document: Document, change: Callable[[Par], Par]) -> Document:
    blocks = tuple(change(block) if isinstance(block, Par) else block for block in document.blocks)
    return replace(document, blocks=blocks)


def bare(document: Document) -> Document:
    """Pasted as text only."""
    return _each(document, lambda par: Par(par.text, list_level=par.list_level))


def left(document: Document) -> Document:
    """Sizes and fonts are kept, places are not."""
    return _each(document, lambda par: replace(par, align="", indent=0))


def by_blanks(document: Document) -> Document:
    """Places by wide blanks in front, of one size."""
    before = {"center": 8, "right": 18}

    def moved(par: Par) -> Par:
        wide = WIDE * before.get(par.align, int(par.indent))
        text = "\n".join(wide + row.strip(WIDE) for row in par.text.split("\n"))
        return replace(par, text=text, align="", indent=0, size=16, style="")

    return _each(document, moved)


def black(document: Document) -> Document:
    """Printed in black, all of one font."""
    return _each(document, lambda par: replace(par, red=False, font="宋体", bold=False))


def one_size(document: Document) -> Document:
    """Only alignment tells."""
    return _each(document, lambda par: replace(par, size=14, style="", bold=False))


def tight(document: Document) -> Document:
    """Without blank lines."""
    return replace(document, blocks=tuple(b for b in document.blocks if not isinstance(b, Blank)))


def loose(document: Document) -> Document:
    """A blank line after every paragraph, as copies from pages have it."""

    def apart() -> Iterator[Block]:
        for block in tight(document).blocks:
            yield block
            if not isinstance(block, Figure):
                yield Blank()

    return replace(document, blocks=tuple(apart()))


def narrow(document: Document) -> Document:
    """With the punctuation and brackets of a Latin keyboard."""
    marks = str.maketrans("：；（），〔〕", ":;(),[]")
    kept = {"title", "subtitle", "addressees", "attachments", "annotation", "copies_to", "signature"}
    expected = {
        name: value.translate(marks) if name in kept else value for name, value in document.expected.items()
    }

    def written(block: Block) -> Block:
        if isinstance(block, Table):
            inner = tuple(replace(par, text=par.text.translate(marks)) for par in block.inner)
            return Table(tuple(tuple(map(cell, row)) for row in block.rows), inner)
        return replace(block, text=block.text.translate(marks)) if isinstance(block, Par) else block

    def cell(one: str | Cell) -> str | Cell:
        return replace(one, text=one.text.translate(marks)) if isinstance(one, Cell) else one.translate(marks)

    return replace(
        document,
        blocks=tuple(map(written, document.blocks)),
        expected=expected,
        first=document.first.translate(marks),
        last=document.last.translate(marks),
    )


def with_page_numbers(document: Document) -> Document:
    """A converter left the numbers of the pages between the paragraphs."""
    blocks = list(document.blocks)
    tables = [n for n, block in enumerate(blocks) if isinstance(block, Table)]
    middle = len(blocks) // 2
    if not tables:
        blocks.insert(middle, Par("— 1 —", "center", 14))
    return replace(document, blocks=(*blocks, Par("- 2 -", "center", 14)))


VARIANTS = (bare, left, by_blanks, black, one_size, tight, loose, narrow, with_page_numbers)
