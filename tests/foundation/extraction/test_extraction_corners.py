"""A number is found also where no reader of the format looks for words."""

import io
import struct
import zipfile
from typing import Any

import openpyxl
import pikepdf
import pytest
from PIL import Image

from mingtang.foundation.extraction import numbers
from tests.foundation.extraction.finding import SECRET, holding, pieces, unread
from tests.foundation.extraction.test_extraction_slides import shape, show
from tests.foundation.inspection.making import docx_file, drawing, ofd_file, with_parts, xlsx_file, zipped
from tests.foundation.redaction.papers import drawn, line


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read(part).decode()
    assert old in text
    return with_parts(data, {part: text.replace(old, new, 1).encode()})


def word(inner: str) -> bytes:
    return changed(docx_file("公示"), "word/document.xml", "<w:body>", f"<w:body>{inner}")


def sheet(inner: str) -> bytes:
    return changed(xlsx_file(), "xl/worksheets/sheet1.xml", "</sheetData>", f"</sheetData>{inner}")


def cell(value: Any, form: str) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = value
    book.active["A1"].number_format = form
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


_FILTER = (
    '<autoFilter ref="A1:B3"><filterColumn colId="0"><filters>'
    f'<filter val="{SECRET}"/></filters></filterColumn></autoFilter>'
)
_TABLE = f'<w:tbl><w:tblPr><w:tblDescription w:val="{SECRET}"/></w:tblPr></w:tbl>'
OFFICE = {
    "description of a table": word(_TABLE),
    "bookmark": word(f'<w:p><w:bookmarkStart w:id="3" w:name="_{SECRET}"/></w:p>'),
    "remark in the markup": word(f"<!-- {SECRET} -->"),
    "words outside of paragraphs": word(SECRET),
    "style": with_parts(docx_file("公示"), {"word/more.xml": f'<a><name val="{SECRET}"/></a>'}),
    "printer": with_parts(
        docx_file("公示"), {"word/printersettings1.bin": SECRET.encode("utf-16-le") + b"\0\0"}
    ),
    "name of a part": with_parts(docx_file("公示"), {f"word/media/{SECRET}.png": drawing("PNG")}),
    "filter": sheet(_FILTER),
    "filter of a formatted table": with_parts(
        xlsx_file(), {"xl/tables/table1.xml": f"<table>{_FILTER}</table>"}
    ),
    "scenario": sheet(f'<scenarios><scenario name="{SECRET}"/></scenarios>'),
    "slicer": with_parts(xlsx_file(), {"xl/slicerCaches/s.xml": f'<a><i x="0" n="{SECRET}"/></a>'}),
    "before a text by its format": cell(SECRET[6:], f'"{SECRET[:6]}"@'),
    "before a number by its format": cell(int(SECRET[6:]), f'"{SECRET[:6]}"000000000000'),
    "put together by a formula": cell(f'="{SECRET[:9]}"&"{SECRET[9:]}"', "General"),
    "slide": show(shape("a"), parts={"ppt/tags/t.xml": f'<a><x name="{SECRET}"/></a>'.encode()}),
    "section of slides": show(f'<p:section name="{SECRET}"/>'),
    "who wrote a note in an OFD": ofd_file("公示", **{"Doc_0/A.xml": f'<a><Annot Creator="{SECRET}"/></a>'}),
}


@pytest.mark.parametrize("where", OFFICE)
def test_no_part_of_an_office_file_is_passed_over(where: str) -> None:
    assert holding(OFFICE[where])


def test_what_readers_found_is_not_told_again() -> None:
    assert len(holding(docx_file(f"公示 {SECRET}"))) == 1
    assert len(holding(cell(SECRET, "@"))) == 1


def test_ends_of_guids_and_decimals_are_no_numbers() -> None:
    quiet = '<a id="{0A1B2C3D-1111-2222-ABCD-138055103211}" at="0.13805510321" b="13805510321.5"/>'
    assert not [
        one for one in pieces(with_parts(docx_file("公示"), {"word/x.xml": quiet})) if "1380" in one.text
    ]


def test_an_archive_tells_its_remarks_folders_and_fields() -> None:
    out = io.BytesIO(zipped({"a.txt": "好"}))
    with zipfile.ZipFile(out, "a") as archive:
        archive.comment = f"备注{SECRET}".encode()
        archive.writestr(f"{SECRET}/", "")
        entry = zipfile.ZipInfo("b.txt")
        entry.extra = b"\xfe\xca\x12\x00" + SECRET.encode()
        archive.writestr(entry, "好")
    assert len(holding(out.getvalue())) == 3


def test_a_folder_of_an_archive_that_holds_bytes_is_said_to_be_unread() -> None:
    assert unread(zipped({"a.txt": "好", "b/": "x"})) == ["damaged"]


def jpeg(part: bytes, kind: int = 0xE9) -> bytes:
    made = drawing("JPEG", (200, 200))
    return made[:2] + struct.pack(">BBH", 0xFF, kind, len(part) + 2) + part + made[2:]


def caption(text: bytes) -> bytes:
    """Of a picture of the press (IPTC-IIM 2:120)."""
    body = b"\x1c\x02\x78" + struct.pack(">H", len(text)) + text
    body += b"\0" * (len(body) % 2)
    return b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(body)) + body


def test_pictures_tell_captions_and_what_nobody_reads() -> None:
    assert [one.text for one in pieces(jpeg(caption("陈桂兰在家中".encode()), 0xED))] == ["陈桂兰在家中"]
    assert holding(jpeg(SECRET.encode()))
    assert holding(drawing("PNG", (200, 200)) + SECRET.encode())


def photographed(picture: bytes, *, packed: bool = False) -> bytes:
    def change(document: pikepdf.Pdf) -> None:
        stream = document.make_stream(
            picture, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=200, Height=200,
            ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8,
        )  # fmt: skip
        if packed:
            import zlib

            names = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode])
            stream.write(zlib.compress(picture), filter=names)
        else:
            stream.write(picture, filter=pikepdf.Name.DCTDecode)
        page = document.pages[0]
        page.Resources.XObject = pikepdf.Dictionary(Im=stream)
        page.Contents = document.make_stream(b"q 100 0 0 100 50 50 cm /Im Do Q " + line("a").encode())

    return drawn("", change=change)


def exif(text: str) -> bytes:
    tags = Image.Exif()
    tags[0x010E] = text
    return drawing("JPEG", (200, 200), exif=tags)


@pytest.mark.parametrize("packed", [False, True])
def test_photographs_in_a_pdf_tell_what_the_camera_wrote(packed: bool) -> None:
    (piece,) = holding(photographed(exif(SECRET), packed=packed))
    assert piece.place.hidden


def pattern(document: pikepdf.Pdf) -> None:
    page = document.pages[0]
    made = document.make_stream(
        f"BT /F1 14 Tf 5 5 Td <{SECRET.encode().hex()}> Tj ET".encode(),
        Type=pikepdf.Name.Pattern, PatternType=1, PaintType=1, TilingType=1, XStep=300, YStep=50,
        BBox=pikepdf.Array([0, 0, 300, 50]), Resources=pikepdf.Dictionary(Font=page.Resources.Font),
    )  # fmt: skip
    page.Resources.Pattern = pikepdf.Dictionary(P1=made)
    page.Contents = document.make_stream(b"/Pattern cs /P1 scn 50 50 400 200 re f")


def mask(document: pikepdf.Pdf) -> None:
    page = document.pages[0]
    group = document.make_stream(
        f"BT /F1 14 Tf 60 60 Td <{SECRET.encode().hex()}> Tj ET".encode(),
        Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=pikepdf.Array([0, 0, 500, 500]),
        Resources=pikepdf.Dictionary(Font=page.Resources.Font),
    )  # fmt: skip
    state = pikepdf.Dictionary(SMask=pikepdf.Dictionary(S=pikepdf.Name.Luminosity, G=group))
    page.Resources.ExtGState = pikepdf.Dictionary(G1=state)
    page.Contents = document.make_stream(b"q /G1 gs 0 0 400 200 re f Q")


def letter(document: pikepdf.Pdf) -> None:
    page = document.pages[0]
    drawing_ = document.make_stream(f"9000 0 d0 BT /F1 700 Tf <{SECRET.encode().hex()}> Tj ET".encode())
    page.Resources.Font.T3 = document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type3, FontBBox=pikepdf.Array([0, 0, 9000, 1000]),
            FontMatrix=pikepdf.Array([0.001, 0, 0, 0.001, 0, 0]), CharProcs=pikepdf.Dictionary(a=drawing_),
            Encoding=pikepdf.Dictionary(Differences=pikepdf.Array([97, pikepdf.Name.a])), FirstChar=97,
            LastChar=97, Widths=pikepdf.Array([9000]),
            Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=page.Resources.Font.F1)),
        )
    )  # fmt: skip
    page.Contents = document.make_stream(b"BT /T3 14 Tf 72 600 Td (a) Tj ET")


def key(document: pikepdf.Pdf) -> None:
    document.Root.Foo = pikepdf.String(f"号{SECRET}")


def place(document: pikepdf.Pdf) -> None:
    names = pikepdf.Array([pikepdf.String(SECRET), pikepdf.Array([document.pages[0].obj, pikepdf.Name.Fit])])
    document.Root.Names = pikepdf.Dictionary(Dests=pikepdf.Dictionary(Names=names))


@pytest.mark.parametrize("where", [pattern, mask, letter, key, place])
def test_a_pdf_keeps_nothing_where_nobody_looks(where: Any) -> None:
    assert holding(drawn(line("a"), change=where))


def test_what_follows_the_end_of_a_pdf_is_found() -> None:
    assert holding(drawn(line("a")) + b"\n" + SECRET.encode())


def test_dates_and_identifiers_of_a_pdf_are_no_numbers() -> None:
    def date(document: pikepdf.Pdf) -> None:
        document.Root.Foo = pikepdf.String("D:20260520101010+08'00'")

    assert not [one for one in pieces(drawn(line("a"), change=date)) if "2026" in one.text]


def test_numbers_are_found_across_the_blocks_that_are_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbers, "_BLOCK", 64)
    for before in range(130):
        assert list(numbers.left_in(b"a" * before + SECRET.encode() + b"z" * 9)) == [SECRET]
        assert list(numbers.left_in(b"a\0" * before + SECRET.encode("utf-16-le") + b"z\0")) == [SECRET]
