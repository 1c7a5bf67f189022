"""Blocks of a body as paragraphs, tables and pictures of a Word document."""

from __future__ import annotations

import io
from typing import Any

from docx.document import Document as Doc
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from mingtang.foundation.documents.grid import Table
from mingtang.foundation.documents.tree import Block, Run

SIZE = 16
PITCH = 28.95
"""Points: 22 lines in 225 mm."""
FONTS = {
    "body": "仿宋_GB2312",
    "hei": "黑体",
    "kai": "楷体_GB2312",
    "title": "方正小标宋简体",
    "song": "宋体",
}
_WIDTH, _HIGHEST = 156.0, 170.0
_PIXELS_PER_MM = 150 / 25.4


def add_blocks(document: Doc, blocks: list[Block]) -> None:
    for block in blocks:
        if block.table is not None:
            _add_table(document, block.table)
        elif block.picture is not None:
            _add_picture(document, block.picture)
        elif block.kind != "rule":
            _add_paragraph(document, block)


def add_text(document: Doc, text: str, *, font: str = "body", size: float = SIZE) -> Paragraph:
    paragraph = document.add_paragraph()
    write(paragraph, [Run(text)], font=font, size=size)
    return paragraph


def write(paragraph: Paragraph, runs: list[Run], *, font: str = "body", size: float = SIZE) -> None:
    for piece in runs:
        if piece.text == "\n":
            paragraph.add_run().add_break()
            continue
        run = paragraph.add_run("".join(c for c in piece.text if c >= " "))
        run.font.size = Pt(size)
        fonts = run.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), FONTS["kai" if "i" in piece.marks else font])
        run.bold = "b" in piece.marks or None
        run.underline = "u" in piece.marks or None
        run.font.superscript = "sup" in piece.marks or None
        run.font.subscript = "sub" in piece.marks or None


def spaced(paragraph: Paragraph, *, indent: float = 2) -> Paragraph:
    """The fixed pitch, and the first line in by so many characters."""
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(PITCH)
    form.space_before = form.space_after = Pt(0)
    form.first_line_indent = Pt(SIZE * indent)
    return paragraph


def _add_paragraph(document: Doc, block: Block) -> None:
    paragraph = document.add_paragraph()
    font = {2: "hei", 3: "kai"}.get(block.level, "body")
    runs = [Run(f"{block.label} "), *block.runs] if block.label else block.runs
    if block.level == 4:
        runs = [Run(run.text, run.marks | {"b"}) for run in runs]
    write(paragraph, runs, font="kai" if block.kind == "quote" else font)
    spaced(paragraph)
    paragraph.alignment = ALIGN.JUSTIFY
    if block.depth > 1 or block.kind == "quote":
        paragraph.paragraph_format.left_indent = Pt(SIZE * 2 * max(block.depth - 1, 1))
    if block.level:
        paragraph.paragraph_format.keep_with_next = True
        outline = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), str(block.level - 2))
        paragraph._p.get_or_add_pPr().append(outline)


def _add_picture(document: Doc, picture: Any) -> None:
    width = min(picture.width / _PIXELS_PER_MM, _WIDTH, _HIGHEST * picture.width / max(picture.height, 1))
    paragraph = document.add_paragraph()
    paragraph.alignment = ALIGN.CENTER
    shape = paragraph.add_run().add_picture(io.BytesIO(picture.data), width=Mm(width))
    shape._inline.docPr.set("descr", picture.alt)
    if picture.caption:
        caption = add_text(document, picture.caption, size=14)
        caption.alignment = ALIGN.CENTER


def _add_table(document: Doc, table: Table) -> None:
    if table.caption:
        add_text(document, table.caption, font="hei", size=14).alignment = ALIGN.CENTER
    made = document.add_table(table.rows, table.columns, style="Table Grid")
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    size = next(
        size for most, size in ((4, 14), (7, 10.5), (10, 9), (16, 7.5), (99, 5.5)) if table.columns <= most
    )
    weights = table.weights
    widths = [Mm(_WIDTH * weight / sum(weights)) for weight in weights]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    # The grid of cells is slow to ask for one by one in a long table.
    grid = [list(row.cells) for row in made.rows]
    for cell in table.cells:
        place = grid[cell.row][cell.column]
        if cell.width > 1 or cell.height > 1:
            place = place.merge(grid[cell.row + cell.height - 1][cell.column + cell.width - 1])
        paragraph = place.paragraphs[0]
        write(paragraph, cell.runs, font="hei" if cell.head else "body", size=size)
        paragraph.alignment = ALIGN.CENTER if cell.head else ALIGN.LEFT
    for row in made.rows[: table.heads]:
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:tblHeader"))
