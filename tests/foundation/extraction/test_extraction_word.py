"""Words of a Word file are found wherever they stand, and are said to be hidden only when they are."""

import io
from typing import Any

import docx
import pytest
from docx.shared import Pt, RGBColor

from mingtang.foundation.extraction.items import Unread
from mingtang.kernel.guard.pieces import Cell, Part
from tests.foundation.extraction.finding import SECRET, holding, items, only, pieces, shown, unread
from tests.foundation.inspection.making import (
    docx_file,
    drawing,
    with_parts,
    with_relation,
    xlsx_file,
    zipped,
)
from tests.foundation.manuscripts.making import word_xml
from tests.foundation.tables.making import docx_of

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def written(change: Any) -> bytes:
    document = docx.Document()
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


HIDDEN = {
    "marked as hidden": run(SECRET, "<w:vanish/>"),
    "white": run(SECRET, '<w:color w:val="FFFFFF"/>'),
    "nearly white": run(SECRET, '<w:color w:val="FEFEFE"/>'),
    "in the colour of the page": run(SECRET, '<w:color w:val="auto" w:themeColor="background1"/>'),
    "in the colour of its own ground": run(
        SECRET, '<w:color w:val="C00000"/><w:shd w:val="clear" w:fill="C00000"/>'
    ),
    "too small to read": run(SECRET, '<w:sz w:val="2"/>'),
}
SEEN = {
    "plain": run(SECRET),
    "not hidden after all": run(SECRET, '<w:vanish w:val="0"/>'),
    "white on dark": run(SECRET, '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F4E79"/>'),
    "white on a highlight": run(SECRET, '<w:color w:val="FFFFFF"/><w:highlight w:val="blue"/>'),
    "small": run(SECRET, '<w:sz w:val="12"/>'),
    "red": run(SECRET, '<w:color w:val="FF0000"/>'),
    "inserted": f'<w:ins w:author="x">{run(SECRET)}</w:ins>',
    "a link": f"<w:hyperlink>{run(SECRET)}</w:hyperlink>",
    "a content control": f"<w:sdt><w:sdtContent>{run(SECRET)}</w:sdtContent></w:sdt>",
    "in two runs": run(SECRET[:7]) + run(SECRET[7:], "<w:b/>"),
}


@pytest.mark.parametrize("how", HIDDEN)
def test_what_is_hidden_is_found_and_said_to_be_so(how: str) -> None:
    data = docx_of(paragraph(run("正文"), HIDDEN[how]))
    piece = only(data)
    assert (piece.place.part, piece.place.hidden, piece.text) == (Part.TEXT, True, SECRET)
    assert shown(data) == ["正文"]


@pytest.mark.parametrize("how", SEEN)
def test_what_is_seen_is_not_said_to_be_hidden(how: str) -> None:
    data = docx_of(paragraph(run("正文"), SEEN[how]))
    assert shown(data) == [f"正文{SECRET}"]
    assert not only(data).place.hidden


def test_looks_come_from_styles() -> None:
    styles = (
        f'<w:styles {WORD}><w:style w:type="paragraph" w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
        '<w:style w:type="character" w:styleId="c"><w:rPr><w:vanish w:val="0"/></w:rPr></w:style></w:styles>'
    )
    styled = '<w:pPr><w:pStyle w:val="b"/></w:pPr>'
    data = word_xml(paragraph(styled, run(SECRET), run("看得见", '<w:rStyle w:val="c"/>')), styles=styles)
    assert only(data).place.hidden
    assert shown(data) == ["看得见"]


def test_white_words_are_seen_on_dark_cells_and_in_shapes() -> None:
    white = run("表头", '<w:color w:val="FFFFFF"/>')
    dark = f'<w:tc><w:tcPr><w:shd w:val="clear" w:fill="1F4E79"/></w:tcPr>{paragraph(white)}</w:tc>'
    box = (
        "<w:r><w:drawing><wps:wsp><wps:txbx><w:txbxContent>"
        + paragraph(run("框里", '<w:color w:val="FFFFFF"/>'))
        + "</w:txbxContent></wps:txbx></wps:wsp></w:drawing></w:r>"
    )
    assert shown(docx_of(f"<w:tbl><w:tr>{dark}</w:tr></w:tbl>{paragraph(box)}")) == ["表头", "框里"]

    def styled(document: Any) -> None:
        table = document.add_table(1, 1, style="Medium Shading 1 Accent 1")
        table.cell(0, 0).paragraphs[0].add_run("表头").font.color.rgb = RGBColor(255, 255, 255)

    assert shown(written(styled)) == ["表头"]


def test_white_words_in_a_plain_cell_are_hidden() -> None:
    cell = f"<w:tc><w:tcPr/>{paragraph(HIDDEN['white'])}</w:tc>"
    assert only(docx_of(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>")).place.hidden


def test_what_was_struck_out_is_found_with_what_it_hung_together_with() -> None:
    struck = f'<w:del w:author="李某"><w:r><w:delText>{SECRET[6:14]}</w:delText></w:r></w:del>'
    mask = f'<w:ins w:author="李某">{run("********")}</w:ins>'
    data = docx_of(paragraph(run(f"证号{SECRET[:6]}"), struck, mask, run(SECRET[14:])))
    piece = only(data)
    assert (piece.place.part, piece.place.hidden) == (Part.DELETED, True)
    assert shown(data) == [f"证号{SECRET[:6]}********{SECRET[14:]}"]
    assert only(data, "李某").place.part == Part.PROPERTY


def test_a_number_hidden_in_part_is_found_whole() -> None:
    data = docx_of(paragraph(run(SECRET[:10]), run(SECRET[10:], "<w:vanish/>")))
    assert only(data).place.hidden


def test_cells_have_their_places_and_tables_their_numbers() -> None:
    def cell(content: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"

    wide = '<w:gridSpan w:val="2"/>'
    inner = f"<w:tbl><w:tr>{cell(paragraph(run('内')))}</w:tr></w:tbl>"
    data = docx_of(
        f"<w:tbl><w:tr>{cell(paragraph(run('宽')), wide)}{cell(paragraph(run('丙')))}</w:tr>"
        f"<w:tr>{cell(paragraph(run('证')) + paragraph(run('号')))}{cell(paragraph(run('外')) + inner)}</w:tr></w:tbl>"
        f"<w:tbl><w:tr>{cell(paragraph(run('下一张')))}</w:tr></w:tbl>"
    )
    found = [(piece.text, piece.cell, piece.place.cell) for piece in pieces(data) if piece.cell]
    assert found == [
        ("宽", Cell(0, 0, 0), "A1"),
        ("丙", Cell(0, 0, 2), "C1"),
        ("证\n号", Cell(0, 1, 0), "A2"),
        ("外", Cell(0, 1, 1), "B2"),
        ("内", Cell(1, 0, 0), "A1"),
        ("下一张", Cell(2, 0, 0), "A1"),
    ]


def test_paragraphs_with_words_are_counted() -> None:
    found = [
        piece.place.block for piece in pieces(docx_file("甲", "", "乙")) if piece.place.part == Part.TEXT
    ]
    assert found == [0, 1]


def test_a_deleted_row_is_no_longer_seen() -> None:
    row = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph(run(SECRET))}</w:tc></w:tr>"
    piece = only(docx_of(f"<w:tbl>{row}</w:tbl>"))
    assert (piece.place.part, piece.place.hidden) == (Part.DELETED, True)


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{paragraph(run(SECRET))}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert not only(docx_of(paragraph(both))).place.hidden


def test_what_only_old_programs_show_is_hidden() -> None:
    both = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
        f"{paragraph(run(SECRET))}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert only(docx_of(paragraph(both))).place.hidden


def test_fields_and_links_are_read_and_page_numbers_are_not() -> None:
    def field(instruction: str, result: str) -> str:
        mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
        half = len(instruction) // 2
        parts = "".join(
            f'<w:r><w:instrText xml:space="preserve">{part}</w:instrText></w:r>'
            for part in (instruction[:half], instruction[half:])
        )
        return mark.format("begin") + parts + mark.format("separate") + run(result) + mark.format("end")

    data = docx_of(
        paragraph(
            field(f' HYPERLINK "http://a.example/{SECRET}" ', "点这里"),
            field(" PAGEREF _Toc123456789 \\h ", "3"),
        )
        + '<w:p><w:fldSimple w:instr=" DOCPROPERTY 作者 "/></w:p>'
    )
    assert only(data).place.part == Part.LINK
    assert shown(data) == ["点这里3"]
    assert not holding(data, "PAGEREF")
    assert only(data, "DOCPROPERTY").place.part == Part.FORMULA
    linked = with_relation(docx_file(), "hyperlink", f"http://a.example/{SECRET}")
    assert only(linked).place.part == Part.LINK


STORY = f"<w:{{0}} {WORD}><w:{{1}} w:id='1' w:author='王某'>{paragraph(run(SECRET))}</w:{{1}}></w:{{0}}>"


@pytest.mark.parametrize(
    ("part", "xml", "expected"),
    [
        ("header", f"<w:hdr {WORD}>{paragraph(run(SECRET))}</w:hdr>", Part.HEADER),
        ("footer", f"<w:ftr {WORD}>{paragraph(run(SECRET))}</w:ftr>", Part.HEADER),
        ("footnotes", STORY.format("footnotes", "footnote"), Part.FOOTNOTE),
        ("endnotes", STORY.format("endnotes", "endnote"), Part.FOOTNOTE),
        ("comments", STORY.format("comments", "comment"), Part.COMMENT),
    ],
)
def test_what_stands_around_the_text_is_read(part: str, xml: str, expected: Part) -> None:
    data = word_xml(paragraph(run("正文")), **{part: xml})
    assert only(data).place.part == expected
    if part == "comments":
        assert only(data, "王某").place.part == Part.PROPERTY


def test_properties_say_who_wrote_it() -> None:
    def change(document: Any) -> None:
        document.core_properties.author = SECRET
        document.core_properties.last_modified_by = "末次修改人"
        document.core_properties.title = "旧标题"

    data = written(change)
    assert (only(data).place.part, only(data).place.label) == (Part.PROPERTY, "creator")
    assert only(data, "末次修改人").place.label == "lastModifiedBy"
    custom = (
        '<Properties xmlns:vt="v"><property name="经办人电话"><vt:lpwstr>'
        + SECRET
        + "</vt:lpwstr></property></Properties>"
    )
    found = only(with_parts(docx_file(), {"docProps/custom.xml": custom}))
    assert found.place.label == "经办人电话"


def test_pictures_say_what_they_show() -> None:
    def change(document: Any) -> None:
        document.add_picture(io.BytesIO(drawing("PNG", (300, 200))), width=Pt(100))
        named = document.element.body.iter("{*}docPr")
        next(named).set("descr", SECRET)

    found = items(written(change))
    assert [item.place.part for item in found if getattr(item, "text", "") == SECRET] == [Part.ALT]
    assert [item.place.label for item in found if type(item).__name__ == "Picture"] == ["image1.png"]


@pytest.mark.parametrize(
    ("name", "content", "seen"),
    [
        ("customXml/item1.xml", f"<x><who>{SECRET}</who></x>", False),
        ("customXml/item2.xml", f"<x>{SECRET}<b/>后面</x>", False),
        ("word/charts/chart1.xml", f"<c:c xmlns:c='c'><c:pt><c:v>{SECRET}</c:v></c:pt></c:c>", True),
        (
            "word/diagrams/data1.xml",
            f"<a:x xmlns:a='a'><a:p><a:r><a:t>{SECRET}</a:t></a:r></a:p></a:x>",
            True,
        ),
        ("word/glossary/document.xml", f"<w:d {WORD}>{paragraph(run(SECRET))}</w:d>", False),
        ("word/people.xml", f'<w:p {WORD}><w:person w:author="{SECRET}"/></w:p>', False),
        ("word/settings.xml", f'<w:s {WORD}><w:docVar w:name="a" w:val="{SECRET}"/></w:s>', False),
        ("word/numbering.xml", f'<w:n {WORD}><w:lvlText w:val="{SECRET}"/></w:n>', False),
    ],
)
def test_every_other_part_is_read(name: str, content: str, seen: bool) -> None:
    piece = only(with_parts(docx_file(), {name: content}))
    assert piece.place.hidden is not seen
    assert piece.place.part == (Part.TEXT if seen else Part.PROPERTY)


def test_the_workbook_behind_a_chart_is_read() -> None:
    book = with_parts(xlsx_file(), {"docProps/core.xml": f"<x><creator>{SECRET}</creator></x>"})
    data = with_parts(docx_file(), {"word/embeddings/book.xlsx": book})
    assert only(data).place.entry == "book.xlsx"
    assert unread(data) == []
    deeper = with_parts(docx_file(), {"word/embeddings/a.docx": data})
    assert unread(with_parts(docx_file(), {"word/embeddings/b.docx": deeper})) == ["nested"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("word/vbaProject.bin", b"x", "macro"),
        ("word/embeddings/oleObject1.bin", b"unknown bytes", "embedded"),
        ("word/media/film.mp4", b"x", "media"),
        ("word/embeddings/a.zip", zipped({"a.txt": "a"}), "nested"),
        ("customXml/item1.xml", "<x>断了", "damaged"),
        ("word/header1.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "unsafe"),
    ],
)
def test_what_cannot_be_read_is_said(name: str, content: str | bytes, code: str) -> None:
    data = with_parts(docx_file("正文"), {name: content})
    assert unread(data) == [code]
    assert "正文" in shown(data)


def test_a_text_that_breaks_off_is_read_until_there() -> None:
    data = docx_of(paragraph(run(SECRET)) + paragraph(run("后面")))
    whole = items(data)
    broken = with_parts(data, {"word/document.xml": _document(data)[:-200]})
    assert not any(isinstance(item, Unread) for item in whole)
    assert unread(broken) == ["damaged"]
    assert only(broken)


def _document(data: bytes) -> bytes:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml")
