"""A paper as DOCX: the same content and layout, readable again by the house's own reader."""

import io
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn

from mingtang.foundation.containers.limits import Limits
from mingtang.foundation.documents.docx import as_docx
from mingtang.foundation.manuscripts.job import parse
from mingtang.kernel.official.recognising import recognise
from tests.county import picture
from tests.foundation.documents.test_documents_pdf import TABLE, paper


def document(**changes: Any) -> Any:
    return docx.Document(io.BytesIO(as_docx(paper(**changes))))


def test_the_layout_is_that_of_the_standard() -> None:
    found = document()
    section = found.sections[0]
    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    head, number, title, *_rest = found.paragraphs
    assert (head.text, number.text) == ("明堂县民政局文件", "明民发〔2026〕18号")
    assert str(head.runs[0].font.color.rgb) == "D8000F"
    assert title.alignment == ALIGN.CENTER
    assert title.runs[0].font.size.pt == 22
    text = next(p for p in found.paragraphs if "认真落实" in p.text)
    assert text.runs[0]._r.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert text.paragraph_format.first_line_indent.pt == 32
    assert "PAGE" in section.footer._element.xml
    assert "PAGE" in section.even_page_footer._element.xml


def test_nothing_tells_of_the_machine_it_was_made_on() -> None:
    properties = document().core_properties
    assert properties.author == "明堂县民政局"
    assert properties.last_modified_by == ""
    assert as_docx(paper())


def test_spans_heads_and_pictures_are_there() -> None:
    body = TABLE + '<figure><img src="p" alt="大门"><figcaption>图1</figcaption></figure>'
    found = document(body=body, pictures={"p": picture("PNG", (300, 200))})
    table = found.tables[0]
    assert table.cell(0, 0)._tc is table.cell(1, 0)._tc
    assert table.cell(0, 1)._tc is table.cell(0, 2)._tc
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert found.inline_shapes[0]._inline.docPr.get("descr") == "大门"


def test_what_went_out_is_recognised_when_it_comes_back_in() -> None:
    _kind, found = parse(as_docx(paper(appendices=f"<h2>附件1</h2><h2>名册</h2>{TABLE}")), Limits())
    letter = recognise([block.line for block in found.blocks])
    said = {name: guess.value for name, guess in letter.fields.items()}
    assert said["title"] == "明堂县民政局关于做好冬季救助工作的通知"
    assert said["doc_no"] == "明民发〔2026〕18号"
    assert said["issuer"] == said["signature"] == "明堂县民政局"
    assert said["addressees"] == "各乡镇人民政府"
    assert said["doc_date"] == "2026-01-05"
    assert said["attachments"] == "救助对象名册\n走访登记表"
    assert said["open_attr"] == "active"
    assert len(letter.appendices) == 1
    assert [found.blocks[n].html for n in letter.body] == ["一、总体要求", "请各乡镇认真落实。"]
