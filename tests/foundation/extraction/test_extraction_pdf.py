"""PDF: words of every page, those nobody sees, and what its objects say; no false alarm on scans and dark heads."""

import io
from typing import Any

import pikepdf
import pytest
import typst
from pikepdf import Array, Dictionary, Name, String

from mingtang.foundation.extraction.items import Picture
from mingtang.foundation.extraction.pdf import flowing
from mingtang.kernel.guard.pieces import Part
from tests.foundation.extraction.finding import (
    SECRET,
    holding,
    items,
    only,
    pictures_in,
    pieces,
    shown,
    unread,
)
from tests.foundation.inspection.making import pdf


def words(text: str = SECRET, *, left: int = 72, top: int = 400, size: int = 12, before: str = "") -> str:
    return f"q {before} BT /F1 {size} Tf {left} {top} Td ({text}) Tj ET Q "


def page(*contents: str, change: Any = None, size: tuple[int, int] = (595, 842)) -> bytes:
    """A page drawn by these commands; /Im is a picture of 300 by 200 dots, /Fm a form with the secret."""
    document = pikepdf.new()
    sheet = document.add_blank_page(page_size=size)
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    picture = document.make_stream(bytes(300 * 200))
    picture.stream_dict = Dictionary(
        Type=Name.XObject, Subtype=Name.Image, Width=300, Height=200,
        ColorSpace=Name.DeviceGray, BitsPerComponent=8,
    )  # fmt: skip
    form = document.make_stream(words().encode())
    form.stream_dict = Dictionary(
        Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 600, 900]),
        Resources=Dictionary(Font=Dictionary(F1=font)),
    )  # fmt: skip
    drawn = {"/Im": picture} | ({"/Fm": form} if any("/Fm" in one for one in contents) else {})
    sheet.Resources = Dictionary(Font=Dictionary(F1=font), XObject=Dictionary(drawn))
    sheet.Contents = document.make_stream("".join(contents).encode())
    if change:
        change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


PICTURE = "q 200 0 0 40 60 390 cm /Im Do Q "
SCAN = "q 595 0 0 842 0 0 cm /Im Do Q "
BAR = "q 0 g 60 390 300 30 re f Q "
LINES = "".join(f"q 0 g 60 {n} 300 0.5 re f Q " for n in range(30, 530))
HIDDEN = {
    "under a picture": words() + PICTURE,
    "under a black bar": words() + BAR,
    "invisible": words(before="3 Tr"),
    "white": words(before="1 g"),
    "nearly white": words(before="0.98 0.99 0.98 rg"),
    "beside the page": words(left=700),
    "below the page": words(top=-40),
    "as small as dust": f"q 0.01 0 0 0.01 72 400 cm BT /F1 12 Tf ({SECRET}) Tj ET Q ",
    "in a form under a bar": "/Fm Do " + BAR,
    "under a bar behind the lines of a long table": LINES + words() + BAR,
}
SEEN = {
    "plain": words(),
    "in a form": "/Fm Do ",
    "on a bar": BAR + words(before="1 g"),
    "on a picture": PICTURE + words(before="1 g"),
    "beside a picture": words(top=700) + PICTURE,
    "beside a bar": words(top=700) + BAR,
    "in a long table": words() + LINES,
    "on a ground of stripes": LINES + "q 0 g 60 395 300 0.5 re f Q " * 3 + words(before="1 g"),
    "small print": words(size=5),
    "red": words(before="1 0 0 rg"),
    "scan with invisible words": SCAN + words(before="3 Tr"),
    "scan over its words": words() + SCAN,
}


@pytest.mark.parametrize("how", HIDDEN)
def test_what_is_hidden_is_found_and_said_to_be_so(how: str) -> None:
    data = page(words("seen", top=800), HIDDEN[how])
    piece = only(data)
    assert (piece.place.part, piece.place.page, piece.place.hidden) == (Part.TEXT, 1, True)
    assert shown(data) == ["seen"]


@pytest.mark.parametrize("how", SEEN)
def test_what_is_seen_is_not_said_to_be_hidden(how: str) -> None:
    assert not only(page(SEEN[how])).place.hidden


def test_a_number_that_no_page_draws_is_found() -> None:
    piece = only(page(words("seen"), words().replace("Tj", "Tk")))
    assert (piece.text, piece.place.hidden) == (SECRET, True)


def test_words_drawn_as_shapes_count_as_a_picture() -> None:
    assert len(pictures_in(page("1 1 m 9 9 l 3 4 l f " * 60))) == 1
    assert pictures_in(page(words("words of a page"), "1 1 m 9 9 l S " * 60)) == []
    assert pictures_in(page("1 1 m 9 9 l S ")) == []


def test_what_lies_outside_of_the_crop_box_is_hidden() -> None:
    def crop(document: pikepdf.Pdf) -> None:
        document.pages[0].CropBox = Array([0, 500, 595, 842])

    data = page(words("seen", top=700), words(top=400), change=crop)
    assert only(data).place.hidden
    assert shown(data) == ["seen"]


def test_pages_have_numbers() -> None:
    assert [piece.place.page for piece in pieces(pdf("one", "two", "three"))] == [1, 2, 3]


def annotated(**values: Any) -> Any:
    def change(document: pikepdf.Pdf) -> None:
        note = document.make_indirect(Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **values))
        document.pages[0].Annots = Array([note])

    return change


def rooted(key: str, value: Any) -> Any:
    def change(document: pikepdf.Pdf) -> None:
        document.Root[key] = document.make_indirect(value)

    return change


def informed(document: pikepdf.Pdf) -> None:
    document.docinfo[Name.Author] = SECRET


XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/">'
    f"<dc:source>{SECRET}</dc:source></rdf:Description></rdf:RDF></x:xmpmeta>"
)


def described(document: pikepdf.Pdf) -> None:
    stream = document.make_stream(XMP.encode())
    stream.Type = Name.Metadata
    document.Root.Metadata = stream


OBJECTS: dict[str, tuple[Any, Part, int]] = {
    "note": (annotated(Subtype=Name.Text, Contents=String(SECRET)), Part.ANNOTATION, 1),
    "link": (
        annotated(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("http://a.example/" + SECRET))),
        Part.LINK,
        1,
    ),
    "field": (annotated(Subtype=Name.Widget, FT=Name.Tx, V=String(SECRET)), Part.ANNOTATION, 1),
    "author": (informed, Part.PROPERTY, 0),
    "metadata": (described, Part.PROPERTY, 0),
    "bookmark": (rooted("/Outlines", Dictionary(First=Dictionary(Title=String(SECRET)))), Part.PROPERTY, 0),
    "alternative text": (
        rooted("/StructTreeRoot", Dictionary(K=Dictionary(Alt=String(SECRET)))),
        Part.ALT,
        0,
    ),
    "chinese in GBK": (
        annotated(Subtype=Name.Text, Contents=String("批注" + SECRET)),
        Part.ANNOTATION,
        1,
    ),
}


@pytest.mark.filterwarnings("ignore:This document has")
@pytest.mark.parametrize("where", OBJECTS)
def test_what_objects_say_is_read(where: str) -> None:
    change, part, number = OBJECTS[where]
    piece = only(page(words("seen"), change=change))
    assert (piece.place.part, piece.place.page) == (part, number)


def test_an_attachment_is_named_and_said_to_be_unread() -> None:
    def attach(document: pikepdf.Pdf) -> None:
        document.attachments["名单.xlsx"] = b"x"

    data = page(words("seen"), change=attach)
    assert unread(data) == ["embedded"]
    assert holding(data, "名单.xlsx")


def test_what_was_there_before_a_change_is_found() -> None:
    old = page(words(), words("stays", top=700))
    with pikepdf.open(io.BytesIO(old)) as document:
        # Written by hand, because libraries write a file anew.
        number = document.pages[0].Contents.objgen[0]
    stream = words("stays", top=700).encode()
    begin = len(old)
    body = b"\n%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (number, len(stream), stream)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, begin + 1)
    with pikepdf.open(io.BytesIO(old)) as document:
        root, size = document.Root.objgen[0], len(document.objects) + 1
    start = old[: old.rindex(b"%%EOF")].rsplit(b"startxref", 1)[1].strip()
    trailer = b"trailer\n<< /Size %d /Root %d 0 R /Prev %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        size, root, start, begin + len(body),
    )  # fmt: skip
    data = old + body + table + trailer
    piece = only(data)
    assert (piece.place.part, piece.place.hidden, piece.place.page) == (Part.DELETED, True, 1)
    assert shown(data) == ["stays"]
    assert "stays" not in piece.text


def test_a_page_that_was_taken_out_is_found() -> None:
    def take_out(document: pikepdf.Pdf) -> None:
        lost = document.make_indirect(document.pages[0].obj.__copy__())
        document.Root.Lost = lost
        document.pages[0].Contents = document.make_stream(words("seen").encode())

    data = page(words(), change=take_out)
    assert only(data).place.part == Part.DELETED
    assert shown(data) == ["seen"]


def test_pictures_of_pages_are_handed_out_when_they_are_wanted() -> None:
    data = page(SCAN)
    assert pictures_in(data) == [Picture(pictures_in(data)[0].place)]
    (drawn,) = pictures_in(data, wanted=True)
    assert drawn.place.page == 1
    assert drawn.data.startswith(b"\x89PNG")
    (raw,) = pictures_in(page(words("many words on this page"), PICTURE), wanted=True)
    assert raw.data.startswith(b"\x89PNG")
    assert pictures_in(page(words("many words on this page"), SCAN)) == []


def test_words_in_letters_nobody_knows_are_said_to_be_unread() -> None:
    strange = "".join(f"\\{number:03o}" for number in range(1, 9)) * 5
    assert unread(page(words(strange))) == ["letters"]


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (pdf(encryption=pikepdf.Encryption(owner="a", user="b")), ["encrypted"]),
        (pdf(encryption=pikepdf.Encryption(owner="a", user="")), []),
        (pdf("words")[:-30], ["damaged"]),
        (b"%PDF-1.7\n" + bytes(500), ["damaged"]),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, codes: list[str]) -> None:
    assert unread(data) == codes


def test_a_page_that_typst_wrote_is_read_as_running_text() -> None:
    source = (
        b"#set page(width: 300pt, height: 400pt)\n= Title\nWords of a page, number " + SECRET.encode() + b"."
    )
    data = typst.compile(source)
    assert isinstance(data, bytes)
    assert SECRET in "".join(shown(data))
    assert not [item for item in items(data) if isinstance(item, Picture)]


def test_lines_that_only_the_width_ended_are_joined() -> None:
    one, two = "明堂县人民政府办公室关于进一步做好最低生活保", "障工作的通知"
    assert flowing(f"{one}\n{two}") == one + two
    assert flowing(f"{one}。\n{two}") == f"{one}。\n{two}"
    rows = f"张三 {SECRET} 青石村一组某某某某\n李四 {SECRET} 青石村二组某某某某"
    assert flowing(rows) == rows
    numbers = f"这一行写满了一直写到右边的边上才停下来号码是{SECRET[:9]}\n{SECRET[9:]}"
    assert flowing(numbers) == numbers
