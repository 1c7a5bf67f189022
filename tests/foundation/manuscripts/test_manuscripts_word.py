"""A Word file comes in as it is read: structure, spans, emphasis, notes and pictures; nothing deleted or hidden."""

import io
from typing import Any

import pytest
from docx.enum.text import WD_BREAK
from docx.shared import Mm, Pt
from PIL import Image

from tests.county import picture
from tests.foundation.manuscripts.making import blocks, html, noted, read, word, word_xml


def paragraph(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


class TestText:
    def test_emphasis_is_kept_and_joined_over_split_runs(self) -> None:
        inner = (
            run("全县", "<w:b/>")
            + run("低保", "<w:b/>")
            + run("标准提高 10", "")
            + run("2", '<w:vertAlign w:val="superscript"/>')
        )
        assert html(word_xml(paragraph(inner))) == ["<strong>全县低保</strong>标准提高 10<sup>2</sup>"]

    def test_markup_in_the_text_stays_text(self) -> None:
        assert html(word_xml(paragraph(run("&lt;script&gt;alert(1)&lt;/script&gt;")))) == [
            "&lt;script&gt;alert(1)&lt;/script&gt;"
        ]

    def test_deleted_hidden_and_commented_text_does_not_come_along_and_is_told(self) -> None:
        inner = (
            run("留下")
            + "<w:del><w:r><w:delText>删去</w:delText></w:r></w:del>"
            + "<w:ins>"
            + run("加上")
            + "</w:ins>"
            + run("隐藏", "<w:vanish/>")
            + '<w:r><w:commentReference w:id="1"/></w:r>'
        )
        data = word_xml(paragraph(inner))
        assert html(data) == ["留下加上"]
        assert set(noted(data)) == {"tracked-changes", "hidden-text", "comments"}

    def test_a_text_box_comes_before_the_paragraph_it_hangs_on(self) -> None:
        box = f'<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent>{paragraph(run("明堂县民政局文件"))}</w:txbxContent></v:shape></w:pict></w:r>'
        assert html(word_xml(paragraph(box + run("正文")))) == ["明堂县民政局文件", "正文"]

    def test_numbers_that_word_counts_are_written_out(self) -> None:
        numbering = (
            "<w:numbering XMLNS><w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
            "<w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl></w:abstractNum>"
            "<w:num w:numId='7'><w:abstractNumId w:val='1'/></w:num></w:numbering>"
        )
        mark = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'
        body = paragraph(run("总体要求"), mark) + paragraph(run("工作任务"), mark)
        assert html(word_xml(body, numbering=numbering)) == ["一、总体要求", "二、工作任务"]

    def test_footnotes_are_marked_and_stand_at_the_end(self) -> None:
        footnotes = "<w:footnotes XMLNS><w:footnote w:id='2'><w:p><w:r><w:t>统计口径为户籍人口。</w:t></w:r></w:p></w:footnote></w:footnotes>"
        body = paragraph(run("全县12万人") + '<w:r><w:footnoteReference w:id="2"/></w:r>') + paragraph(
            run("第二段")
        )
        assert html(word_xml(body, footnotes=footnotes)) == [
            "全县12万人<sup>[1]</sup>",
            "第二段",
            "[1] 统计口径为户籍人口。",
        ]

    def test_links_outside_are_kept_only_to_pages_and_addresses(self) -> None:
        def write(document: Any) -> None:
            for target in ("https://www.example.gov.cn/a", "javascript:alert(1)", "file:///C:/秘密.doc"):
                paragraph = document.add_paragraph()
                key = document.part.relate_to(
                    target,
                    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
                    is_external=True,
                )
                from docx.oxml import OxmlElement
                from docx.oxml.ns import qn

                link = OxmlElement("w:hyperlink")
                link.set(qn("r:id"), key)
                link.append(paragraph.add_run("点这里")._r)
                paragraph._p.append(link)

        assert html(word(write)) == ['<a href="https://www.example.gov.cn/a">点这里</a>', "点这里", "点这里"]

    @pytest.mark.parametrize("name", ["Heading 1", "Heading 3"])
    def test_heading_styles_are_told(self, name: str) -> None:
        (block,) = blocks(word(lambda document: document.add_paragraph("总则", style=name)))
        assert block.line.heading == int(name[-1])


class TestLooks:
    def test_alignment_size_and_font_come_through_styles_and_defaults(self) -> None:
        def write(document: Any) -> None:
            style = document.styles["Normal"]
            style.font.size = Pt(16)
            first = document.add_paragraph("标题")
            first.alignment = 1
            first.runs[0].font.size = Pt(22)
            document.add_paragraph("正文").paragraph_format.first_line_indent = Pt(32)

        title, text = blocks(word(write))
        assert (title.line.align, title.line.size) == ("center", 22)
        assert (text.line.size, text.line.indent) == (16, 2)

    def test_the_size_of_most_characters_is_that_of_the_paragraph(self) -> None:
        def write(document: Any) -> None:
            paragraph = document.add_paragraph()
            paragraph.add_run("注").font.size = Pt(30)
            paragraph.add_run("这一段的大部分文字").font.size = Pt(16)

        assert blocks(word(write))[0].line.size == 16

    def test_a_page_break_begins_a_page(self) -> None:
        def write(document: Any) -> None:
            document.add_paragraph("第一页").add_run().add_break(WD_BREAK.PAGE)
            document.add_paragraph("附件1")

        assert [block.line.new_page for block in blocks(word(write))] == [False, True]


class TestTables:
    def test_spans_are_kept_over_columns_and_rows(self) -> None:
        def write(document: Any) -> None:
            table = document.add_table(3, 3)
            table.cell(0, 0).merge(table.cell(0, 1)).text = "横"
            table.cell(1, 0).merge(table.cell(2, 0)).text = "竖"
            table.cell(0, 2).text = "角"

        (found,) = html(word(write))
        assert '<td colspan="2"><p>横</p></td><td><p>角</p></td>' in found
        assert '<td rowspan="2"><p>竖</p></td>' in found
        assert found.count("<tr>") == 3

    def test_a_row_that_repeats_or_is_bold_throughout_is_the_head(self) -> None:
        def write(document: Any) -> None:
            table = document.add_table(2, 2)
            for cell, text in zip(table.rows[0].cells, ("姓名", "金额"), strict=True):
                cell.paragraphs[0].add_run(text).bold = True
            table.cell(1, 0).paragraphs[0].add_run("某某")

        (found,) = html(word(write))
        assert "<th><p>姓名</p></th><th><p>金额</p></th>" in found
        assert "<td><p>某某</p></td>" in found

    def test_a_table_of_one_cell_only_holds_its_lines(self) -> None:
        def write(document: Any) -> None:
            cell = document.add_table(1, 1).cell(0, 0)
            cell.text = "明堂县民政局"
            cell.add_paragraph("关于低保的通知")

        assert html(word(write)) == ["明堂县民政局", "关于低保的通知"]

    def test_a_table_in_a_cell_becomes_lines_of_it(self) -> None:
        def write(document: Any) -> None:
            outer = document.add_table(2, 2)
            inner = outer.cell(0, 0).add_table(2, 2)
            inner.cell(0, 0).text, inner.cell(0, 1).text = "甲", "乙"
            outer.cell(1, 1).text = "丙"

        (found,) = html(word(write))
        assert found.count("<table>") == 1
        assert "<p>甲 乙</p>" in found


class TestPictures:
    def test_a_picture_comes_along_with_its_words_and_without_hidden_data(self) -> None:
        exif = Image.Exif()
        exif[0x010E] = "secret place"

        def write(document: Any) -> None:
            document.add_picture(io.BytesIO(picture("JPEG", (60, 40), exif=exif)), width=Mm(30))
            document.inline_shapes[0]._inline.docPr.set("descr", "新卫生院大门")

        found = read(word(write))
        (kept,) = found.pictures
        assert kept.alt == "新卫生院大门"
        assert b"secret place" not in kept.data
        assert '<img src="picture:0" alt="新卫生院大门">' in found.blocks[0].html

    def test_what_is_no_picture_for_a_page_is_told(self) -> None:
        def write(document: Any) -> None:
            document.add_picture(io.BytesIO(picture("PNG")), width=Mm(30))

        data = word(write)
        import zipfile

        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
            for entry in old.infolist():
                content = old.read(entry)
                new.writestr(
                    entry, b"\xd7\xcd\xc6\x9a" if entry.filename.startswith("word/media/") else content
                )
        assert noted(out.getvalue()) == ["picture-unknown"]
