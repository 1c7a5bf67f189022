"""Text, tables of text, pages, archives, pictures, OFD: every coding, every entry, every broken end."""

import io
import struct
import zipfile

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from mingtang.foundation.containers.limits import Limits
from mingtang.foundation.extraction.items import Picture, Unread
from mingtang.kernel.guard.pieces import Cell, Part, Piece, Place
from tests.foundation.extraction.finding import SECRET, items, only, pictures_in, pieces, shown, unread
from tests.foundation.inspection.hostile import flagged
from tests.foundation.inspection.making import OFD, docx_file, drawing, mp4, ofd_file, pdf, zipped

TEXT = f"关于低保的通知\n身份证号{SECRET}。\n"


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le"])
def test_every_coding_is_read(coding: str) -> None:
    data = TEXT.encode(coding)
    assert [(piece.text, piece.place.block) for piece in pieces(data)] == [
        ("关于低保的通知", 0),
        (f"身份证号{SECRET}。", 1),
    ]
    assert unread(data) == []


def test_letters_that_are_lost_are_said() -> None:
    data = TEXT.encode() * 20 + b"\xff\xfe" + TEXT.encode()
    assert unread(data) == ["undecodable"]
    assert len(shown(data)) == 42


@pytest.mark.parametrize("coding", ["utf-8", "gb18030"])
def test_tables_of_text_have_cells(coding: str) -> None:
    data = f'姓名,证号,村\n"某,某",{SECRET},"青石\n村"\n王某,="0012",清水\n'.encode(coding)
    found = {piece.text: (piece.cell, piece.place.cell) for piece in pieces(data, "名单.csv")}
    assert found["姓名"] == (Cell(0, 0, 0), "A1")
    assert found[SECRET] == (Cell(0, 1, 1), "B2")
    assert {"某,某", "青石\n村", "0012"} <= found.keys()


def test_a_quotation_mark_that_nothing_closes_hides_nothing() -> None:
    rows = '姓名,证号,村\n王某,"123,青石\n' + "李某,456,清水\n" * 400 + f"末尾,{SECRET},白云\n"
    assert only(rows.encode(), name="a.csv").text == SECRET
    assert only(rows.replace("\n", "\r").encode(), name="a.csv").text == SECRET


def test_one_long_line_is_read() -> None:
    data = ("某" * 3_000_000 + SECRET).encode()
    assert only(data).text.endswith(SECRET)


def test_pages_of_the_web_are_read_as_such() -> None:
    page = f"<!doctype html><html><body><p>通知</p><p style='display:none'>{SECRET}</p></body></html>"
    assert (only(page.encode()).place.part, only(page.encode()).place.hidden) == (Part.TEXT, True)
    assert only(zipped({"a/页.html": page})).place.entry == "a/页.html"


def test_a_number_in_a_broken_tag_is_found() -> None:
    piece = only(f"<html><body><p>通知</p?{SECRET}></body></html>".encode())
    assert (piece.place.part, piece.place.hidden) == (Part.MARKUP, True)


def test_files_of_an_archive_are_read_one_level_deep() -> None:
    data = zipped(
        {
            "通知/正文.docx": docx_file(SECRET),
            "名单.csv": f"a,b,c\n1,{SECRET},3\n",
            "里面.zip": zipped({"a.txt": "x"}),
            "坏的.docx": docx_file()[:300],
            "film.mp4": mp4(),
        }
    )
    places = [piece.place for piece in pieces(data) if SECRET in piece.text]
    assert [(place.entry, place.part, place.cell) for place in places] == [
        ("通知/正文.docx", Part.TEXT, ""),
        ("名单.csv", Part.CELL, "B2"),
    ]
    found = {item.place.entry: item.code for item in items(data) if isinstance(item, Unread)}
    assert found == {"里面.zip": "nested", "坏的.docx": "damaged", "film.mp4": "media"}


def test_names_and_remarks_in_an_archive_are_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        entry = zipfile.ZipInfo(f"{SECRET}.txt")
        entry.comment = "备注里的话".encode("gb18030")
        archive.writestr(entry, "正文")
    data = out.getvalue()
    assert only(data).place.part == Part.FILE_NAME
    assert only(data, "备注里的话").place.hidden


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (flagged(zipped({"a.txt": "x", "b.txt": "y"})), ["encrypted", "encrypted"]),
        (zipped({"a.bin": bytes(range(256)) * 20}), ["unknown"]),
        (zipped({"../a.txt": "x"}), ["traversal"]),
        (b"{\\rtf1 x}", ["rtf"]),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), ["odf"]),
        (b"Rar!\x1a\x07\x00" + bytes(60), ["archive"]),
        (b"MZ\x90\x00" + bytes(100), ["program"]),
        (bytes(range(256)) * 20, ["unknown"]),
        (b"", ["empty"]),
        (docx_file()[:-40], ["damaged"]),
        (docx_file() + b"<script>x</script>" * 10, ["polyglot"]),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, codes: list[str]) -> None:
    assert unread(data) == codes


def test_bombs_are_not_unpacked() -> None:
    small = Limits(unpacked_mb=2, part_mb=1)
    assert unread(zipped({"a.txt": bytes(3_000_000)}), limits=small) == ["too-large-unpacked"]
    assert unread(zipped({"a.txt": b"x" * 1_500_000}), limits=Limits(part_mb=1, ratio=10**6)) == ["too-large"]


def test_metadata_of_pictures_is_read() -> None:
    exif = Image.Exif()
    exif[0x010E] = "说明"
    exif[0x9C9D] = f"{SECRET}\0".encode("utf-16-le")
    jpeg = drawing("JPEG", exif=exif.tobytes(), comment=b"remark")
    assert only(jpeg).place.label == "XPAuthor"
    assert only(jpeg, "remark").place.part == Part.PROPERTY
    said = PngInfo()
    said.add_itxt("Author", SECRET, zip=True)
    said.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta><a dc:by='王某'>李某</a></x:xmpmeta>")
    png = drawing("PNG", pnginfo=said)
    assert only(png).place.label == "Author"
    assert only(png, "王某").text == "王某"
    assert only(png, "李某").place.hidden
    gif = drawing("GIF", comment="批注".encode("gb18030"))
    assert only(gif, "批注").place.label == "comment"


def test_only_pictures_larger_than_icons_count() -> None:
    assert pictures_in(drawing("PNG", (64, 64))) == []
    assert pictures_in(drawing("PNG", (2000, 4))) == []
    (large,) = pictures_in(drawing("GIF", (300, 200)), wanted=True)
    assert large.data.startswith(b"\x89PNG")
    jpeg = drawing("JPEG", (300, 200))
    assert pictures_in(jpeg, wanted=True)[0].data == jpeg
    assert pictures_in(jpeg[:200] + bytes(10)) == [Picture(Place(Part.PICTURE))]


def test_a_broken_picture_counts_as_one_nobody_looked_at() -> None:
    data = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + bytes(40)
    assert len(pictures_in(data)) == 1


def ofd(objects: str, **parts: str) -> bytes:
    page = (
        f'<ofd:Page xmlns:ofd="{OFD}"><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>'
    )
    document = f'<ofd:Document xmlns:ofd="{OFD}"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>'
    return ofd_file(**{"Doc_0/Document.xml": document, "Doc_0/Pages/Page_0/Content.xml": page} | parts)


def words(text: str, *, box: str = "20 20 100 8", extra: str = "", inside: str = "") -> str:
    return f'<ofd:TextObject Boundary="{box}" Size="4" {extra}>{inside}<ofd:TextCode X="0" Y="5">{text}</ofd:TextCode></ofd:TextObject>'


WHITE = '<ofd:FillColor Value="255 255 255"/>'
OFD_HIDDEN = {
    "invisible": words(SECRET, extra='Visible="false"'),
    "transparent": words(SECRET, extra='Alpha="0"'),
    "in an invisible block": f'<ofd:PageBlock Visible="false">{words(SECRET)}</ofd:PageBlock>',
    "white": words(SECRET, inside=WHITE),
    "beside the page": words(SECRET, box="300 20 100 8"),
}
OFD_SEEN = {
    "plain": words(SECRET),
    "white on something": f'<ofd:PathObject Boundary="0 0 210 50"/>{words(SECRET, inside=WHITE)}',
    "red": words(SECRET, inside='<ofd:FillColor Value="255 0 0"/>'),
}


@pytest.mark.parametrize("how", OFD_HIDDEN)
def test_what_is_hidden_in_an_ofd_is_found_and_said_to_be_so(how: str) -> None:
    piece = only(ofd(OFD_HIDDEN[how]))
    assert (piece.place.part, piece.place.page, piece.place.hidden) == (Part.TEXT, 1, True)


@pytest.mark.parametrize("how", OFD_SEEN)
def test_what_is_seen_in_an_ofd_is_not_said_to_be_hidden(how: str) -> None:
    assert shown(ofd(OFD_SEEN[how])) == [SECRET]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Doc_0/Annots/Page_0/Annotation.xml", f"<a><Remark>{SECRET}</Remark></a>"),
        ("Doc_0/Attachs/Attachments.xml", f'<a><Attachment Name="{SECRET}.xlsx"/></a>'),
        ("Doc_0/Pages/Page_9/Content.xml", f"<a><TextCode>{SECRET}</TextCode></a>"),
        ("OFD2.xml", f"<a><Author>{SECRET}</Author></a>"),
    ],
)
def test_every_other_part_of_an_ofd_is_read(name: str, content: str) -> None:
    assert only(ofd(words("正文"), **{name: content})).place.hidden


def test_parts_of_an_ofd_that_cannot_be_read_are_said() -> None:
    assert unread(ofd(words("正文"), **{"Doc_0/Attachs/a.bin": "\x01\x02\x03"})) == ["embedded"]
    assert unread(ofd(words("正文"), **{"Doc_0/Signs/Sign_0/Seal.esl": "\x01\x02"})) == []
    assert unread(ofd("<broken>")) == ["damaged"]
    assert unread(ofd(words("正文"), **{"Encryptions.xml": "<x/>"})) == ["encrypted"]


def test_documents_as_people_write_them_hold_nothing_unread() -> None:
    from tests.official import making as official
    from tests.official.letters import LETTERS

    for data in (official.as_docx(LETTERS[0]), pdf("words of a page"), ofd_file("一\n二"), TEXT.encode()):
        found = items(data)
        assert not [item for item in found if not isinstance(item, Piece)]
        assert not [piece for piece in found if piece.place.hidden and piece.place.part == Part.TEXT]
