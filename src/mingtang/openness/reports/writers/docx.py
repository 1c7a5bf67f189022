"""A report as DOCX in the official layout, for the office that goes on working with it. Links work, charts are pictures
with their words.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from mingtang.foundation.documents.docx import set_up
from mingtang.foundation.documents.docx_blocks import FONTS, SIZE, add_text, spaced, write
from mingtang.foundation.documents.tree import Run
from mingtang.openness.reports.document import (
    Chart,
    Heading,
    Report,
    Sentence,
    Table,
    text_of,
    url_of,
)
from mingtang.openness.reports.writers.pdf import pictures_of

_WIDTH = 156.0
_BLUE = "1F4E8C"
_TWIPS_PER_MM = 56.7


def as_docx(report: Report) -> bytes:
    """Raises MissingFont where the fonts that draw the charts are missing."""
    document = Document()
    writer = _Writer(document, report)
    set_up(
        document,
        title=f"{report.title}{report.subtitle}",
        author=report.signer,
        address=report.absolute(report.address),
        day=report.day,
    )
    writer.title()
    pictures = iter(pictures_of(report.charts))
    for block in report.blocks:
        match block:
            case Heading():
                writer.heading(block.text)
            case Sentence():
                writer.sentence(block)
            case Table():
                writer.table(block)
            case Chart():
                writer.chart(block, next(pictures))
                writer.table(block.table, titled=False)
    writer.signature()
    for annex in report.annexes:
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        writer.heading(annex.title)
        writer.table(annex, titled=False)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


class _Writer:
    def __init__(self, document: Doc, report: Report) -> None:
        self.document, self.report = document, report
        self._links: dict[str, str] = {}

    def title(self) -> None:
        self._centred(add_text(self.document, self.report.title, font="title", size=22))
        self._centred(add_text(self.document, self.report.subtitle, font="kai"))
        for line in self.report.lines:
            self._centred(add_text(self.document, line, font="kai", size=12))

    def heading(self, text: str) -> None:
        paragraph = add_text(self.document, text, font="hei")
        spaced(paragraph)
        paragraph.paragraph_format.keep_with_next = True
        outline = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), "0")
        paragraph._p.get_or_add_pPr().append(outline)

    def sentence(self, sentence: Sentence) -> None:
        paragraph = self.document.add_paragraph()
        for piece in sentence.pieces:
            if url_of(piece):
                paragraph._p.append(
                    parse_xml(self._link_xml(text_of(piece), url_of(piece), SIZE, nsdecls("w", "r")))
                )
            else:
                write(paragraph, [Run(text_of(piece))])
        spaced(paragraph)
        paragraph.alignment = ALIGN.JUSTIFY

    def chart(self, chart: Chart, picture: bytes) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = ALIGN.CENTER
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(io.BytesIO(picture), width=Mm(_WIDTH))
        shape._inline.docPr.set("descr", f"{chart.title}。{chart.alt}")

    def table(self, table: Table, *, titled: bool = True) -> None:
        if titled and table.title:
            caption = add_text(self.document, table.title, font="hei", size=11)
            self._centred(caption)
            caption.paragraph_format.keep_with_next = True
        # Cell by cell through the library, an annex takes seconds.
        element = parse_xml("".join(self._table_xml(table)))
        self.document.element.body.insert_element_before(element, "w:sectPr")
        add_text(self.document, table.note, size=9)

    def signature(self) -> None:
        day = self.report.day
        for text in (self.report.signer, f"{day.year}年{day.month}月{day.day}日"):
            line = add_text(self.document, text)
            spaced(line, indent=0)
            line.alignment = ALIGN.RIGHT
            line.paragraph_format.right_indent = Pt(SIZE * 2)

    def _centred(self, paragraph: Paragraph) -> None:
        paragraph.alignment = ALIGN.CENTER
        paragraph.paragraph_format.space_after = Pt(6)

    def _table_xml(self, table: Table) -> Iterator[str]:
        size = 10.5 if len(table.heads) <= 6 else 9
        weights = table.weights or (1.0,) * len(table.heads)
        widths = [int(_WIDTH * _TWIPS_PER_MM * weight / sum(weights)) for weight in weights]
        numbers = [table.is_number(n) for n in range(len(table.heads))]
        yield f'<w:tbl {nsdecls("w", "r")}><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        yield f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        yield f"<w:tblCaption w:val={quoteattr(table.title or table.name)}/></w:tblPr><w:tblGrid>"
        yield from (f'<w:gridCol w:w="{width}"/>' for width in widths)
        yield "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
        for head, width in zip(table.heads, widths, strict=True):
            yield _cell_xml(_run_xml(head, size, "hei"), width, "center")
        yield "</w:tr>"
        for row in table.rows:
            yield "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
            for cell, width, number in zip(row, widths, numbers, strict=True):
                text, url = text_of(cell), url_of(cell)
                inside = self._link_xml(text, url, size) if url else _run_xml(text, size, "body")
                yield _cell_xml(inside, width, "right" if number else "left")
            yield "</w:tr>"
        yield "</w:tbl>"

    def _link_xml(self, text: str, url: str, size: float, names: str = "") -> str:
        url = self.report.absolute(url)
        if url not in self._links:
            self._links[url] = self.document.part.relate_to(
                url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
            )
        inside = _run_xml(text, size, "body", f'<w:color w:val="{_BLUE}"/>', '<w:u w:val="single"/>')
        return f'<w:hyperlink {names} r:id="{self._links[url]}" w:history="1">{inside}</w:hyperlink>'


def _cell_xml(inside: str, width: int, align: str) -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:jc w:val="{align}"/></w:pPr>{inside}</w:p></w:tc>'
    )


def _run_xml(text: str, size: float, font: str, colour: str = "", under: str = "") -> str:
    clean = escape("".join(c for c in text if c >= " "))
    return (
        f'<w:r><w:rPr><w:rFonts w:eastAsia="{FONTS[font]}"/>{colour}<w:sz w:val="{int(size * 2)}"/>{under}</w:rPr>'
        f'<w:t xml:space="preserve">{clean}</w:t></w:r>'
    )
