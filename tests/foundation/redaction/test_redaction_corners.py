"""Masked numbers are gone also from the corners of a file that no person ever sees."""

import io
import zipfile
from typing import Any

import openpyxl
import pytest
from PIL import Image, ImageChops

from mingtang.foundation.redaction.pictures import without_notes
from tests.foundation.extraction.test_extraction_corners import exif, photographed
from tests.foundation.inspection.making import docx_file, drawing, with_parts
from tests.foundation.redaction.making import ID, LINE, copy, everything, everything_of_pdf, leaked, names_in
from tests.foundation.redaction.test_redaction_pdf import pictures

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word(inner: str, part: str = "word/document.xml", before: str = "<w:body>") -> bytes:
    data = docx_file(LINE)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read(part).decode()
    assert before in text
    return with_parts(data, {part: text.replace(before, before + inner, 1).encode()})


_CELL = "<w:tr><w:tc><w:p/></w:tc></w:tr>"
CORNERS = {
    "description of a table": word(
        f'<w:tbl><w:tblPr><w:tblDescription w:val="{ID}"/></w:tblPr>{_CELL}</w:tbl>'
    ),
    "place a link leads to": word(f'<w:p><w:hyperlink w:anchor="号{ID}"/></w:p>'),
    "name of a shape": word(f'<w:p><w:r><w:pict><v:shape xmlns:v="v" id="照片{ID}"/></w:pict></w:r></w:p>'),
    "words outside of paragraphs": word(ID),
    "unknown attribute": word(f'<w:p x:note="{ID}" xmlns:x="u:x"/>'),
    "name of a style": word(
        f'<w:style w:type="paragraph" w:styleId="q"><w:name w:val="{ID}"/></w:style>',
        "word/styles.xml",
        "</w:docDefaults>",
    ),
}


@pytest.mark.parametrize("where", CORNERS)
def test_no_corner_of_a_word_file_keeps_a_number(where: str) -> None:
    data = CORNERS[where]
    assert ID in everything(data)
    made, _notes, masks = copy(data, "docx")
    assert leaked(everything(made)) == []
    assert masks.secrets


def test_a_picture_loses_the_name_it_had_as_a_file() -> None:
    shown = (
        '<w:p><w:r><w:drawing><a:blip xmlns:a="a" r:embed="rIdZ" '
        f'xmlns:r="{_RELATION}"/></w:drawing></w:r></w:p>'
    )
    data = word(shown)
    name = f"陈桂兰{ID}.png"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        listed = archive.read("word/_rels/document.xml.rels").decode()
        types = archive.read("[Content_Types].xml").decode()
    listed = listed.replace(
        "</Relationships>",
        f'<Relationship Id="rIdZ" Type="{_RELATION}/image" Target="media/{name}"/></Relationships>',
    )
    types = types.replace("<Default ", '<Default Extension="png" ContentType="image/png"/><Default ', 1)
    parts = {f"word/media/{name}": drawing("PNG", (90, 90)), "[Content_Types].xml": types}
    made, _notes, _masks = copy(with_parts(data, {**parts, "word/_rels/document.xml.rels": listed}), "docx")
    assert leaked(everything(made)) == []
    assert "陈桂兰" not in "".join(names_in(made))
    assert [one for one in names_in(made) if one.startswith("word/media/part") and one.endswith(".png")]


@pytest.mark.parametrize(
    ("value", "form"), [(ID[6:], f'"{ID[:6]}"@'), (int(ID[6:]), f'"{ID[:6]}"000000000000')]
)
def test_digits_that_a_format_sets_before_a_cell_are_masked_with_it(value: Any, form: str) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"], book.active["A2"] = "号码", value
    book.active["A2"].number_format = form
    out = io.BytesIO()
    book.save(out)
    made, _notes, _masks = copy(out.getvalue(), "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    assert sheet is not None
    assert sheet["A2"].value == f"{ID[:3]}***********{ID[-4:]}"
    assert sheet["A2"].number_format == "@"
    assert ID[:6] not in everything(made)


@pytest.mark.parametrize("packed", [False, True])
def test_photographs_in_a_pdf_lose_what_the_camera_wrote_and_look_the_same(packed: bool) -> None:
    data = photographed(exif(ID), packed=packed)
    made, _notes, _masks = copy(data, "pdf")
    assert ID not in everything_of_pdf(made)
    assert ID.encode() not in made
    (before,), (after,) = pictures(data), pictures(made)
    assert ImageChops.difference(before, after).getbbox() is None


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
@pytest.mark.parametrize("how", [{}, {"progressive": True}, {"restart_marker_blocks": 3}])
def test_pixels_of_a_photograph_are_the_same_without_notes(mode: str, how: dict[str, Any]) -> None:
    out = io.BytesIO()
    noise = Image.effect_noise((133, 77), 90).convert(mode)
    noise.save(out, "JPEG", comment=ID.encode(), icc_profile=b"x" * 70_000, **how)
    plain = without_notes(out.getvalue() + ID.encode())
    assert ID.encode() not in plain
    assert len(plain) < len(out.getvalue()) - 60_000
    with Image.open(io.BytesIO(plain)) as one, Image.open(out) as other:
        assert one.convert("RGB").tobytes() == other.convert("RGB").tobytes()
