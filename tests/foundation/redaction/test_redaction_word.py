"""Word and slides: nothing clear is left in any part, masked words keep the look of what they replace."""

import io
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from PIL import Image

from mingtang.kernel.guard.masking import masked
from tests.foundation.inspection.making import pptx_file, saved, with_parts, with_relation
from tests.foundation.redaction.making import (
    ID,
    LINE,
    MOBILE,
    OTHER_ID,
    copy,
    everything,
    leaked,
    names_in,
    part_of,
)

MASKED = masked("personal.id_number", ID)


def paper(change: Any = None) -> bytes:
    made = docx.Document()
    made.add_paragraph("关于2026年5月城乡低保对象的公示")
    made.add_paragraph(LINE)
    if change:
        change(made)
    return saved(made)


def lines(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def add(made: Any, inner: str, **how: str) -> None:
    made.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))


def test_numbers_are_masked_and_all_else_stays() -> None:
    made, _notes, _masks = copy(paper(), "docx")
    assert not leaked(everything(made))
    assert lines(made)[0] == "关于2026年5月城乡低保对象的公示"
    assert f"身份证号{MASKED}，联系电话：" in lines(made)[1]


def test_a_number_of_several_looks_is_masked_as_one_and_its_neighbours_keep_theirs() -> None:
    def change(made: Any) -> None:
        paragraph = made.add_paragraph()
        for text, size in (("身份证号", 12), (ID[:5], 14), (ID[5:11], 16), (ID[11:] + "，女", 18)):
            paragraph.add_run(text).font.size = Pt(size)

    made = copy(paper(change), "docx")[0]
    runs = docx.Document(io.BytesIO(made)).paragraphs[2].runs
    assert [(run.text, run.font.size.pt) for run in runs if run.text and run.font.size] == [
        ("身份证号", 12),
        (MASKED, 14),
        ("，女", 18),
    ]
    assert not leaked(everything(made))


def test_tables_heads_feet_and_text_boxes_are_masked() -> None:
    box = f'<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>框里{ID}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r><w:r><w:t>外面</w:t></w:r>'

    def change(made: Any) -> None:
        table = made.add_table(2, 2)
        for cell, text in zip(
            (cell for row in table.rows for cell in row.cells),
            ("姓名", "银行账号", "陈桂兰", "8810 2233 0199"),
            strict=True,
        ):
            cell.text = text
        made.sections[0].header.paragraphs[0].text = LINE
        made.sections[0].footer.paragraphs[0].text = OTHER_ID
        add(made, box)

    made = copy(paper(change), "docx")[0]
    assert not leaked(everything(made))
    assert f"框里{MASKED}" in everything(made)
    cells = [cell.text for cell in docx.Document(io.BytesIO(made)).tables[0].rows[1].cells]
    assert cells == ["陈桂兰" if "陈桂兰" in cells[0] else cells[0], "（略）"]


def test_a_table_in_a_cell_does_not_confuse_the_columns_of_the_outer_one() -> None:
    def change(made: Any) -> None:
        table = made.add_table(3, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "银行账号", "村"
        inner = table.cell(1, 1).add_table(2, 1)
        inner.cell(0, 0).text, inner.cell(1, 0).text = "组别", "三组"
        table.cell(1, 0).text = table.cell(2, 0).text = "8810 2233 0199"
        table.cell(2, 1).text = "青石村"

    table = docx.Document(io.BytesIO(copy(paper(change), "docx")[0])).tables[0]
    assert [cell.text for row in table.rows for cell in row.cells][4:] == ["（略）", "青石村"]
    assert table.cell(1, 1).tables[0].cell(1, 0).text == "三组"


def test_tracked_changes_are_accepted_and_what_was_struck_out_is_gone() -> None:
    mark = 'w:id="1" w:author="周经办" w:date="2026-05-01T00:00:00Z"'

    def change(made: Any) -> None:
        add(
            made,
            f"<w:r><w:t>甲</w:t></w:r><w:del {mark}><w:r><w:delText>{OTHER_ID}旧话</w:delText></w:r></w:del>"
            f"<w:ins {mark}><w:r><w:rPr><w:b/><w:rPrChange {mark}><w:rPr/></w:rPrChange></w:rPr><w:t>乙{ID}</w:t></w:r></w:ins>"
            f"<w:moveFrom {mark}><w:r><w:t>搬走</w:t></w:r></w:moveFrom>",
        )

    made, notes, _masks = copy(paper(change), "docx")
    text = everything(made)
    assert lines(made)[0] == f"甲乙{MASKED}"
    assert not leaked(text)
    assert not [word for word in ("周经办", "旧话", "搬走", "<w:ins ", "<w:del ") if word in text]
    assert "changes-accepted" in notes


@pytest.mark.parametrize(
    "hidden",
    [
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏着的话</w:t></w:r>",
        '<w:r><w:rPr><w:rStyle w:val="Cang"/></w:rPr><w:t>藏着的话</w:t></w:r>',
        '<w:pPr><w:pStyle w:val="CangP"/></w:pPr><w:r><w:t>藏着的话</w:t></w:r>',
    ],
    ids=["by itself", "by a style", "by a style that builds on one"],
)
def test_hidden_text_is_taken_out(hidden: str) -> None:
    styles = (
        f'<w:styles {nsdecls("w")}><w:style w:styleId="Cang" w:type="character"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="CangP" w:type="paragraph"><w:basedOn w:val="Cang"/></w:style></w:styles>'
    )
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>看得见</w:t></w:r>'
    data = with_parts(paper(lambda made: add(made, hidden + shown)), {"word/styles.xml": styles})
    made, notes, _masks = copy(data, "docx")
    assert "藏着的话" not in everything(made)
    assert lines(made)[0] == "看得见"
    assert notes["hidden-text"] == ["1"]


def test_everything_behind_the_words_goes() -> None:
    def change(made: Any) -> None:
        made.core_properties.author = made.core_properties.last_modified_by = "周经办"
        made.core_properties.comments = LINE
        made.add_comment(made.paragraphs[0].runs, text=f"核对{OTHER_ID}", author="周经办")
        made.settings.element.append(
            parse_xml(f'<w:docVars {nsdecls("w")}><w:docVar w:name="a" w:val="{ID}"/></w:docVars>')
        )
        add(
            made,
            f'<w:r><w:instrText>DOCVARIABLE "{ID[:7]}</w:instrText></w:r><w:r><w:instrText>{ID[7:]}"</w:instrText></w:r>',
        )
        add(made, f'<w:bookmarkStart w:id="5" w:name="P{MOBILE}"/><w:bookmarkEnd w:id="5"/>')

    data = with_relation(paper(change), "hyperlink", f"mailto:{MOBILE}@mail.example")
    extra = {
        "customXml/item1.xml": f"<a>{ID}</a>",
        "docProps/thumbnail.jpeg": ID,
        "word/glossary/document.xml": f"<a>{ID}</a>",
    }
    made, notes, _masks = copy(with_parts(data, extra), "docx")
    text = everything(made)
    assert not leaked(text)
    assert "周经办" not in text
    assert not [
        name for name in names_in(made) if "comment" in name or "docProps" in name or "custom" in name
    ]
    assert set(notes) >= {"comments", "properties"}


def test_pictures_lose_what_was_written_beside_them() -> None:
    def change(made: Any) -> None:
        picture = io.BytesIO()
        exif = Image.Exif()
        exif[0x010E] = ID
        Image.new("RGB", (40, 30), "red").save(picture, "JPEG", exif=exif, comment=OTHER_ID)
        picture.seek(0)
        made.add_picture(picture)

    data = paper(change)
    assert ID in everything(data)
    made, notes, _masks = copy(data, "docx")
    assert not leaked(everything(made))
    assert "pictures" in notes
    assert [name for name in names_in(made) if name.startswith("word/media/")]
    assert docx.Document(io.BytesIO(made)).inline_shapes[0].width


def test_slides_and_notes_are_masked_and_hidden_slides_taken_out() -> None:
    def text(data: bytes, name: str, old: str, new: str) -> dict[str, bytes]:
        return {name: part_of(data, name).replace(old, new).encode()}

    data = pptx_file()
    data = with_parts(data, text(data, "ppt/slides/slide2.xml", "第一页", LINE))
    data = with_parts(data, text(data, "ppt/notesSlides/n1.xml", "讲稿备注", LINE))
    made, notes, _masks = copy(data, "pptx")
    assert not leaked(everything(made))
    assert MASKED in part_of(made, "ppt/slides/slide2.xml")
    assert MASKED in part_of(made, "ppt/notesSlides/n1.xml")
    data = with_parts(data, text(data, "ppt/slides/slide2.xml", "<p:sld ", '<p:sld show="0" '))
    made, notes, _masks = copy(data, "pptx")
    assert notes["hidden-slides"] == ["1"]
    assert "ppt/slides/slide2.xml" not in names_in(made)
    assert part_of(made, "ppt/presentation.xml").count("<p:sldId ") == 1


def test_cached_values_of_charts_are_masked_and_the_workbook_behind_them_goes() -> None:
    chart = (
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f'<c:chart><c:cat><c:strRef><c:f>S!A1</c:f><c:strCache><c:pt idx="0"><c:v>{LINE}</c:v></c:pt></c:strCache></c:strRef></c:cat></c:chart>'
        '<c:externalData r:id="rId1"/></c:chartSpace>'
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="x9" Type="{kind}/chart" Target="charts/chart1.xml"/></Relationships>'
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{kind}/package" Target="../embeddings/b.xlsx"/></Relationships>'
    data = paper()
    listed = part_of(data, "word/_rels/document.xml.rels").replace("</Relationships>", relation)
    parts = {
        "word/_rels/document.xml.rels": listed,
        "word/charts/chart1.xml": chart,
        "word/charts/_rels/chart1.xml.rels": rels,
        "word/embeddings/b.xlsx": ID,
    }
    made, notes, _masks = copy(with_parts(data, parts), "docx")
    assert not leaked(everything(made))
    assert MASKED in part_of(made, "word/charts/chart1.xml")
    assert "externalData" not in part_of(made, "word/charts/chart1.xml")
    assert "embedded-files" in notes
