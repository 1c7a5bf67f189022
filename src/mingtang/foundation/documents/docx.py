"""A paper as DOCX in the same layout, for whoever goes on working with it. Fonts are named, not carried: every office
has them."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from mingtang.foundation.documents import qr
from mingtang.foundation.documents.docx_blocks import FONTS, SIZE, add_blocks, add_text, spaced
from mingtang.foundation.documents.paper import Paper, attachment_lines
from mingtang.foundation.documents.tree import appendices_of, blocks_of

RED = RGBColor(0xD8, 0x00, 0x0F)
_FIXED = datetime(2020, 1, 1, tzinfo=UTC)


def as_docx(paper: Paper) -> bytes:
    document = Document()
    author = paper.mark or (paper.signers[0] if paper.signers else "")
    set_up(document, title=paper.title, author=author, address=paper.address, day=paper.date)
    if paper.has_red_head:
        _red_head(document, paper)
    _title(document, paper)
    if paper.addressees:
        spaced(add_text(document, f"{paper.addressees}："), indent=0)
    add_blocks(document, blocks_of(paper.body, paper.pictures))
    _ending(document, paper)
    for part in appendices_of(blocks_of(paper.appendices, paper.pictures)):
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        if part.mark:
            spaced(add_text(document, part.mark, font="hei"), indent=0)
        if part.title:
            _centred(add_text(document, part.title, font="title", size=22))
        add_blocks(document, part.blocks)
    if paper.address:
        _foot(document, paper)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def set_up(document: Doc, *, title: str, author: str, address: str, day: date | None) -> None:
    """Page, fonts, page numbers and properties of the official layout."""
    section = document.sections[0]
    section.start_type = WD_SECTION.NEW_PAGE
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(26)
    normal = document.styles["Normal"]
    normal.font.size, normal.font.name = Pt(SIZE), "Times New Roman"
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONTS["body"])
    properties = document.core_properties
    properties.title = title
    properties.author = author
    properties.comments = address
    properties.last_modified_by = ""
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else _FIXED
    properties.created = properties.modified = moment
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer.paragraphs[0], ALIGN.RIGHT)
    _page_number(section.even_page_footer.paragraphs[0], ALIGN.LEFT)


def _page_number(paragraph: Paragraph, align: ALIGN) -> None:
    paragraph.alignment = align
    side = "right_indent" if align == ALIGN.RIGHT else "left_indent"
    setattr(paragraph.paragraph_format, side, Pt(14))
    for kind, text in (("", "— "), ("begin", ""), ("instr", "PAGE"), ("end", ""), ("", " —")):
        run = paragraph.add_run(text if not kind else "")
        run.font.size = Pt(14)
        run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONTS["song"])
        if kind == "instr":
            element = OxmlElement("w:instrText")
            element.text = text
            run.element.append(element)
        elif kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
            run.element.append(element)


def _red_head(document: Doc, paper: Paper) -> None:
    mark = paper.mark if paper.mark.endswith(("公报", "纪要")) else f"{paper.mark}文件"
    head = add_text(document, mark, font="title", size=min(48, 430 // len(mark)))
    head.runs[0].font.color.rgb = RED
    _centred(head, before=Mm(32).pt)
    number = add_text(document, paper.doc_no)
    _centred(number, before=40)
    _red_line(number)


def _red_line(paragraph: Paragraph) -> None:
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "12"), ("space", "11"), ("color", "D8000F")):
        bottom.set(qn(f"w:{key}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)


def _title(document: Doc, paper: Paper) -> None:
    title = add_text(document, paper.title, font="title", size=22)
    _centred(title, before=58 if paper.has_red_head else 0, after=0 if paper.subtitle else 16)
    title.paragraph_format.keep_with_next = True
    if paper.subtitle:
        _centred(add_text(document, paper.subtitle, font="kai"), after=16)
    if paper.doc_no and not paper.has_red_head:
        _centred(add_text(document, paper.doc_no), after=16)


def _ending(document: Doc, paper: Paper) -> None:
    for n, (label, name) in enumerate(attachment_lines(paper)):
        line = add_text(document, f"{label}{name}")
        spaced(line, indent=0)
        line.paragraph_format.left_indent = Pt(SIZE * 5)
        line.paragraph_format.first_line_indent = Pt(-SIZE * 3 if label else 0)
        if n == 0:
            line.paragraph_format.space_before = Pt(18)
    longest = max((len(name) for name in (*paper.signers, paper.day)), default=0)
    for n, name in enumerate(paper.signers):
        line = add_text(document, name)
        spaced(line, indent=0)
        line.alignment = ALIGN.RIGHT
        # The name is centred over the date in effect: half of what it is shorter stays free on its right.
        line.paragraph_format.right_indent = Pt(SIZE * (2 + max(longest - len(name), 0) / 2))
        line.paragraph_format.keep_with_next = True
        if n == 0:
            line.paragraph_format.space_before = Pt(24)
    if paper.day:
        line = add_text(document, paper.day)
        spaced(line, indent=0)
        line.alignment = ALIGN.RIGHT
        line.paragraph_format.right_indent = Pt(SIZE * 2)
    if paper.annotation:
        spaced(add_text(document, f"（{paper.annotation}）"))


def _foot(document: Doc, paper: Paper) -> None:
    table = document.add_table(1, 2)
    table.autofit = False
    left, right = table.rows[0].cells
    left.width, right.width = Mm(126), Mm(30)
    lines = [f"{label}：{value}" for label, value in paper.facts] + [paper.address]
    for n, text in enumerate(lines):
        paragraph = left.paragraphs[0] if n == 0 else left.add_paragraph()
        run = paragraph.add_run(text)
        run.font.size = Pt(10.5)
    right.paragraphs[0].alignment = ALIGN.RIGHT
    right.paragraphs[0].add_run().add_picture(io.BytesIO(qr.as_png(paper.address)), width=Mm(26))


def _centred(paragraph: Paragraph, *, before: float = 0, after: float = 0) -> None:
    paragraph.alignment = ALIGN.CENTER
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
