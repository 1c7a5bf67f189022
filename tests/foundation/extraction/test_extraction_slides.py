"""Slides: what is shown, what is said beside them, what lies outside or is hidden; and the old formats."""

import struct
from collections.abc import Mapping

import pytest

from mingtang.kernel.guard.pieces import Cell, Part
from tests.foundation.extraction.finding import SECRET, holding, only, pictures_in, pieces, shown, unread
from tests.foundation.inspection.making import _SLIDES, doc_file, drawing, ppt_file, pptx_file, relations
from tests.foundation.tables.ole import compound

SIZE = '<p:sldSz cx="9144000" cy="6858000"/>'


def shape(text: str, *, left: int = 0, named: str = "", group: str = "") -> str:
    inner = (
        f'<p:sp><p:nvSpPr><p:cNvPr id="1" name="框" {named}/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{left}" y="0"/><a:ext cx="100000" cy="100000"/></a:xfrm></p:spPr>'
        f"<p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
    )
    if group:
        return f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="2" name="组" {group}/></p:nvGrpSpPr>{inner}</p:grpSp>'
    return inner


def show(
    *shapes: str,
    attributes: str = "",
    below: tuple[tuple[str, str, str], ...] = (),
    parts: Mapping[str, bytes] | None = None,
) -> bytes:
    """A show of one slide."""
    return pptx_file(
        **{
            "ppt/presentation.xml": f'<p:presentation {_SLIDES}><p:sldIdLst><p:sldId id="1" r:id="x2"/></p:sldIdLst>{SIZE}</p:presentation>'.encode(),
            "ppt/slides/slide2.xml": f"<p:sld {_SLIDES} {attributes}><p:cSld><p:spTree>{''.join(shapes)}</p:spTree></p:cSld></p:sld>".encode(),
            "ppt/slides/slide1.xml": b"<x/>",
            "ppt/notesSlides/n1.xml": b"<x/>",
            "ppt/slides/_rels/slide2.xml.rels": relations(*below).encode(),
        }
        | dict(parts or {})
    )


HIDDEN = {
    "slide left out": show(shape(SECRET), attributes='show="0"'),
    "hidden shape": show(shape(SECRET, named='hidden="1"')),
    "shape of a hidden group": show(shape(SECRET, group='hidden="1"')),
    "beside the slide": show(shape(SECRET, left=9_200_000)),
    "left of the slide": show(shape(SECRET, left=-200_000)),
}


@pytest.mark.parametrize("how", HIDDEN)
def test_what_is_hidden_is_found_and_said_to_be_so(how: str) -> None:
    piece = only(HIDDEN[how])
    assert (piece.place.part, piece.place.page, piece.place.hidden) == (Part.TEXT, 1, True)


def test_what_is_seen_is_not_said_to_be_hidden() -> None:
    table = (
        "<p:graphicFrame><a:graphic><a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>表头</a:t></a:r></a:p></a:txBody></a:tc>"
        f"<a:tc><a:txBody><a:p><a:r><a:t>{SECRET}</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl></a:graphic></p:graphicFrame>"
    )
    data = show(shape("标题"), shape("组里", group="x='1'"), table)
    assert shown(data) == ["标题", "组里", "表头", SECRET]
    assert (only(data).cell, only(data).place.cell) == (Cell(0, 0, 1), "B1")


def test_slides_come_in_their_order_with_notes() -> None:
    found = [(piece.text, piece.place.page, piece.place.part) for piece in pieces(pptx_file())]
    assert found == [("第一页", 1, Part.TEXT), ("第二页", 2, Part.TEXT), ("讲稿备注", 2, Part.NOTES)]


def test_comments_masters_alternatives_and_pictures_are_read() -> None:
    data = show(
        shape("标题", named=f'descr="替代{SECRET}"'),
        below=(("c", "comments", "../comments/c1.xml"), ("i", "image", "../media/i.png")),
        parts={
            "ppt/comments/c1.xml": f"<p:cmLst {_SLIDES}><p:cm><p:text>批注{SECRET}</p:text></p:cm></p:cmLst>".encode(),
            "ppt/slideMasters/m1.xml": f"<p:m {_SLIDES}><a:p><a:r><a:t>母版{SECRET}</a:t></a:r></a:p></p:m>".encode(),
            "ppt/media/i.png": drawing("PNG", (300, 300)),
        },
    )
    places = {piece.text[:2]: piece.place for piece in holding(data)}
    assert (places["替代"].part, places["替代"].page) == (Part.ALT, 1)
    assert (places["批注"].part, places["批注"].page) == (Part.COMMENT, 1)
    assert (places["母版"].part, places["母版"].hidden) == (Part.PROPERTY, True)
    assert [picture.place.page for picture in pictures_in(data)] == [1]


def test_a_slide_that_is_missing_is_said() -> None:
    data = show(shape("标题"))
    lost = pptx_file(
        **{"ppt/_rels/presentation.xml.rels": relations(("x1", "slide", "slides/slide1.xml")).encode()}
    )
    assert unread(data) == []
    assert unread(lost) == ["damaged"]


def test_old_letters_are_read_with_the_targets_of_their_fields() -> None:
    data = doc_file(f"正文\r{SECRET}\r", field=f'\x13 HYPERLINK "http://a.example/{SECRET}" \x14点这里\x15\r')
    found = {piece.place.part: piece.text for piece in holding(data)}
    assert found.keys() == {Part.TEXT, Part.LINK}
    assert "点这里" in shown(data)


def test_old_slides_are_read_with_what_is_not_drawn() -> None:
    data = ppt_file("第一页", "第二页")
    assert [(piece.text, piece.place.page) for piece in pieces(data)] == [("第一页", 1), ("第二页", 2)]
    atom = struct.pack("<HHI", 0, 0x0FBA, 36) + SECRET.encode("utf-16-le")
    streams = struct.pack("<HHI", 0x0F, 0x03EE, 0) + atom
    assert only(compound({"PowerPoint Document": streams})).place.hidden


def test_old_files_tell_who_wrote_them() -> None:
    name = "李某".encode("gb18030") + b"\0"
    properties = struct.pack("<II", 4, len(name)) + name
    entry = struct.pack("<II", 30, len(name)) + name
    one = struct.pack("<IIII", 0, 1, 4, 16) + entry
    summary = struct.pack("<HHI16sI", 0xFFFE, 0, 0, bytes(16), 1) + bytes(16) + struct.pack("<I", 48) + one
    assert properties
    data = compound({"PowerPoint Document": b"", "\x05SummaryInformation": summary})
    piece = only(data, "李某")
    assert (piece.place.part, piece.place.label) == (Part.PROPERTY, "author")


def test_what_an_old_file_keeps_beside_its_text_is_found() -> None:
    data = doc_file("正文\r")
    room = data.rindex(bytes(100))
    for number in (SECRET.encode(), SECRET.encode("utf-16-le")):
        piece = only(data[:room] + number + data[room + len(number) :])
        assert (piece.place.part, piece.place.hidden) == (Part.DELETED, True)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (doc_file(encrypted=True), "encrypted"),
        (ppt_file(encrypted=True), "encrypted"),
        (ppt_file(macro=True), "macro"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, code: str) -> None:
    assert unread(data) == [code]
