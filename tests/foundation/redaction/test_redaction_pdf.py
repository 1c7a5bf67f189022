"""PDF: what was masked is gone from the file, and elsewhere every page looks as it did."""

import io
import re
from collections import Counter
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from mingtang.foundation.redaction import pdf
from mingtang.kernel.guard.masking import masked
from tests.foundation.redaction.making import (
    ID,
    MOBILE,
    OTHER_ID,
    bank_card,
    copy,
    everything_of_pdf,
    leaked,
    words_of_pdf,
)
from tests.foundation.redaction.papers import PLAIN, ROUND, drawn, line, typeset

MASKED = masked("personal.id_number", ID)


def pictures(data: bytes, scale: float = 1.5) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(data)
    return [document[n].render(scale=scale).to_pil().convert("L") for n in range(len(document))]


def difference(
    before: bytes, after: bytes, page: int = 0, *, drawn_anew: bool = False
) -> tuple[tuple[int, int, int, int] | None, int]:
    """Where the two pages differ, and by how many pixels; edges of letters look other in a picture of them."""
    one, other = pictures(before)[page], pictures(after)[page]
    assert one.size == other.size
    changed = ImageChops.difference(one, other).point(lambda value: 255 if value > 90 else 0)
    if drawn_anew:
        changed = changed.filter(ImageFilter.MinFilter(3))
    return changed.getbbox(), changed.histogram()[255]


def turn(rotation: int, crop: list[int] | None = None) -> Any:
    def change(document: pikepdf.Pdf) -> None:
        for page in document.pages:
            page.Rotate = rotation
            if crop:
                page.CropBox = pikepdf.Array(crop)

    return change


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, [50, 600, 400, 800]], ids=["whole", "cropped"])
@pytest.mark.parametrize("as_picture", [False, True], ids=["taken out", "as a picture"])
def test_text_is_gone_and_the_rest_of_the_page_is_the_same(
    rotation: int, crop: list[int] | None, as_picture: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if as_picture:
        monkeypatch.setattr(pdf, "_taken_out", lambda *_given: set())
    data = drawn(PLAIN, change=turn(rotation, crop))
    made, notes, _masks = copy(data, "pdf")
    assert ("pages-drawn" in notes) is as_picture
    assert not leaked(everything_of_pdf(made))
    wanted = Counter(f"householdofgreenstonevillageNo.{MASKED}seengroupthree,secondline")
    assert Counter("".join(words_of_pdf(made)[0].split())) == wanted
    box, count = difference(data, made, drawn_anew=as_picture)
    assert box is not None
    assert count > (2 if as_picture else 60)
    # Eleven digits of 14 points, at one and a half pixels a point.
    across, along = box[2] - box[0], box[3] - box[1]
    assert min(across, along) < 24
    assert max(across, along) < 11 * 14 * 0.556 * 1.5 + 4


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        ROUND + f"BT /F1 14 Tf 72 700 Td [(No. {ID[:4]}) -20 ({ID[4:9]}) 15 ({ID[9:]}) ( seen)] TJ ET",
        ROUND + "BT /F1 14 Tf 72 700 Td " + " ".join(f"({digit}) Tj" for digit in ID) + " ET",
        ROUND + "".join(line(digit, 72 + 9 * n) for n, digit in enumerate(ID)),
        ROUND + f"BT /F1 14 Tf 16 TL 72 616 Td ({ID}) ' T* 0 0 ({MOBILE}) \" ET",
        ROUND + f"q 0.5 0 0 0.5 20 200 cm BT 3 Ts 1.5 Tc 4 Tw 80 Tz /F1 28 Tf 1 0 0 1 72 700 Tm (No {ID} seen) Tj ET Q",
        ROUND + f"BT /F1 1 Tf 14 0 0 14 72 700 Tm (No {ID} seen) Tj ET",
        ROUND + f"BT /F1 14 Tf 0 1 -1 0 300 200 Tm (No {ID} seen) Tj ET",
        ROUND + f"q q BT /F1 14 Tf 72 700 Td ({ID}) Tj ET",
        "/Fm1 Do " + ROUND,
        ROUND + "q 0 1 -1 0 500 0 cm /Fm1 Do Q /Fm2 Do",
        ROUND + f"/Span <</ActualText ({ID})>> BDC " + line(ID) + "EMC",
    ],
    ids=[
        *("plain", "kerned", "one by one", "placed one by one", "next line", "scaled, raised, spaced", "size in the matrix"),
        *("upright", "state left open", "in a form", "in two forms", "told beside"),
    ],
)  # fmt: skip
def test_text_is_taken_out_however_it_is_set(content: str) -> None:
    forms = {"/Fm1": line(f"In {ID} form", 200, 500), "/Fm2": line(f"In {MOBILE} form and {ID}", 90, 400)}
    data = drawn(content, forms=forms)
    made, notes, _masks = copy(data, "pdf")
    assert not leaked(everything_of_pdf(made))
    assert MASKED in "".join(words_of_pdf(made)[0].split())
    if "ActualText" not in content:
        assert "pages-drawn" not in notes


def test_fonts_of_two_bytes_and_lines_of_chinese() -> None:
    data = typeset(f"陈桂兰，身份证号{ID}，联系电话：{MOBILE}。\n#table(columns: 2, [青石村], [{OTHER_ID}])")
    made, notes, _masks = copy(data, "pdf")
    assert not leaked(everything_of_pdf(made))
    assert "pages-drawn" not in notes
    words = "".join(words_of_pdf(made)[0].split())
    assert f"身份证号{MASKED}，联系电话：{masked('personal.mobile', MOBILE)}。" in words
    assert masked("personal.id_number", OTHER_ID) in words


def test_text_over_a_picture_of_it_is_painted_over_too() -> None:
    def scan(document: pikepdf.Pdf) -> None:
        picture = pypdfium2.PdfDocument(drawn(PLAIN))[0].render(scale=2).to_pil().convert("RGB")
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=95)
        image = pikepdf.Stream(
            document,
            out.getvalue(),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=picture.width,
            Height=picture.height,
            ColorSpace=pikepdf.Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )
        document.pages[0].Resources.XObject["/Im1"] = document.make_indirect(image)

    data = drawn("q 595 0 0 842 0 0 cm /Im1 Do Q " + line(f"No. {ID} seen", extra="3 Tr"), change=scan)
    made, notes, _masks = copy(data, "pdf")
    assert notes["pages-drawn"] == ["1"]
    assert not leaked(everything_of_pdf(made))
    assert MASKED in words_of_pdf(made)[0]
    old, new = pictures(data, 2)[0], pictures(made, 2)[0]
    # The hidden digits begin behind “No. 990”.
    x, y = round((72 + 14 * 0.556 * 3 + 14 * 0.278 * 4) * 2), ((842 - 700) * 2)
    area = (x + 40, y - 20, x + 120, y + 2)
    assert (
        ImageChops.difference(old.crop(area), new.crop(area)).point(lambda v: 255 if v > 90 else 0).getbbox()
    )
    rest = ImageChops.difference(old, new).point(lambda v: 255 if v > 120 else 0)
    ImageDraw.Draw(rest).rectangle((140, y - 40, 480, y + 16), fill=0)
    assert rest.getbbox() is None


def test_pages_without_personal_data_stay_as_they_are() -> None:
    data = drawn(PLAIN, ROUND)
    made, _notes, _masks = copy(data, "pdf")
    assert difference(data, made, 1)[0] is None
    with pikepdf.open(io.BytesIO(made)) as document:
        assert document.pages[1].Contents.read_bytes().strip() == ROUND.strip().encode()


def test_a_form_that_a_page_lists_but_does_not_draw_is_not_left_in_the_file() -> None:
    made, _notes, _masks = copy(drawn(ROUND, PLAIN, forms={"/Fm1": line(f"{ID} {OTHER_ID}")}), "pdf")
    assert not leaked(everything_of_pdf(made))


def test_a_number_broken_over_two_lines_is_masked() -> None:
    made, _notes, _masks = copy(drawn(ROUND + line(ID[:10], y=640) + line(ID[10:], y=624)), "pdf")
    words = "".join(words_of_pdf(made)[0].split())
    assert ID not in words
    assert ID[3:10] not in words
    assert MASKED in words


def test_a_number_broken_twice_above_another_number_is_masked_alone() -> None:
    lines = (ID[:7], ID[7:14], ID[14:], "6228480000900173841")
    data = drawn(ROUND + "".join(line(text, y=640 - 16 * n) for n, text in enumerate(lines)))
    words = words_of_pdf(copy(data, "pdf")[0])[0].split()
    assert "".join(words).endswith(MASKED + "6228480000900173841")


@pytest.mark.parametrize("step", [(0, -15), (22, 0)], ids=["upright", "set wide"])
def test_numbers_whose_digits_stand_far_apart_are_masked(step: tuple[int, int]) -> None:
    apart = "".join(line(digit, 80 + step[0] * n, 640 + step[1] * n) for n, digit in enumerate(ID))
    made, _notes, _masks = copy(drawn(ROUND + apart), "pdf")
    assert MASKED in "".join(words_of_pdf(made)[0].split())


def test_what_is_not_on_the_pages_goes() -> None:
    def change(document: pikepdf.Pdf) -> None:
        document.docinfo["/Author"] = f"周经办 {ID}"
        with document.open_metadata() as about:
            about["dc:description"] = OTHER_ID
        document.Root.PieceInfo = pikepdf.Dictionary(A=pikepdf.String(ID))
        document.pages[0].Thumb = document.make_stream(ID.encode())
        document.attachments["a.txt"] = ID.encode()
        with document.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(f"No {ID}", 0))
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Text,
            Rect=pikepdf.Array([10, 10, 30, 30]),
            Contents=pikepdf.String(OTHER_ID),
        )
        document.pages[0].Annots = pikepdf.Array(
            [note, *map(link, ("https://ming.example/a", f"https://ming.example/{ID}"))]
        )

    def link(address: str) -> pikepdf.Dictionary:
        return pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Link,
            Rect=pikepdf.Array([72, 700, 200, 720]),
            A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(address)),
        )

    made, notes, _masks = copy(drawn(PLAIN, change=change), "pdf")
    text = everything_of_pdf(made)
    assert not leaked(text)
    assert "周经办" not in text
    assert set(notes) >= {"comments", "properties"}
    with pikepdf.open(io.BytesIO(made)) as document:
        assert [str(one.A.URI) for one in document.pages[0].Annots] == ["https://ming.example/a"]
        assert not document.docinfo
        assert not document.attachments
        with document.open_outline() as outline:
            assert [one.title for one in outline.root] == [f"No {MASKED}"]


def test_fields_and_notes_that_are_drawn_become_part_of_the_page_and_are_masked() -> None:
    def change(document: pikepdf.Pdf) -> None:
        looks = document.make_stream(
            f"/Tx BMC q BT /F1 12 Tf 2 4 Td ({ID}) Tj ET Q EMC".encode(),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=pikepdf.Array([0, 0, 200, 16]),
            Resources=pikepdf.Dictionary(Font=document.pages[0].Resources.Font),
        )
        field = document.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Tx,
                T=pikepdf.String("id"),
                V=pikepdf.String(ID),
                F=4,
                Rect=pikepdf.Array([72, 400, 272, 416]),
                AP=pikepdf.Dictionary(N=looks),
            )
        )
        document.pages[0].Annots = pikepdf.Array([field])
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))

    made, _notes, _masks = copy(drawn(ROUND, change=change), "pdf")
    assert not leaked(everything_of_pdf(made))
    assert MASKED in "".join(words_of_pdf(made)[0].split())


def test_layers_that_are_not_shown_do_not_go_out() -> None:
    def change(document: pikepdf.Pdf) -> None:
        layer = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("a")))
        document.pages[0].Resources.Properties = pikepdf.Dictionary(L1=layer)
        document.Root.OCProperties = pikepdf.Dictionary(
            OCGs=pikepdf.Array([layer]), D=pikepdf.Dictionary(OFF=pikepdf.Array([layer]))
        )

    data = drawn(ROUND + "/OC /L1 BDC " + line("draft that nobody was to read") + "EMC", change=change)
    made, notes, _masks = copy(data, "pdf")
    assert "draft" not in everything_of_pdf(made)
    assert "hidden-layers" in notes
    assert difference(data, made, drawn_anew=True)[1] < 5


def test_pages_without_text_are_named() -> None:
    _made, notes, _masks = copy(drawn(ROUND, "0 0 100 100 re f"), "pdf")
    assert notes["pages-without-text"] == ["2"]


def test_old_versions_inside_the_file_do_not_go_out() -> None:
    first = drawn(PLAIN)
    with pikepdf.open(io.BytesIO(first)) as document:
        number = document.pages[0].Contents.objgen[0]
    start = int(re.findall(rb"startxref\s+(\d+)", first)[-1])
    size = int(re.findall(rb"/Size (\d+)", first)[-1])
    root = re.findall(rb"/Root (\d+) 0 R", first)[-1].decode()
    content = ROUND.encode()
    at = len(first)
    update = (
        f"{number} 0 obj\n<</Length {len(content)}>>\nstream\n".encode() + content + b"\nendstream\nendobj\n"
    )
    table = f"xref\n{number} 1\n{at:010d} 00000 n \ntrailer\n<</Size {size}/Root {root} 0 R/Prev {start}>>\nstartxref\n{at + len(update)}\n%%EOF\n"
    data = first + update + table.encode()
    assert ID not in "".join(words_of_pdf(data))
    assert not leaked(everything_of_pdf(copy(data, "pdf")[0]))


def test_numbers_of_two_cells_that_touch_are_told_apart() -> None:
    data = drawn(ROUND + line(ID, 72, 600) + line("640", 72 + 18 * 14 * 0.556, 600))
    assert f"{ID}640" in words_of_pdf(data)[0]
    made, notes, _masks = copy(data, "pdf")
    assert f"{MASKED}640" in "".join(words_of_pdf(made)[0].split())
    assert not leaked(everything_of_pdf(made))
    assert "pages-drawn" not in notes


def test_a_card_number_beside_another_number_is_masked_and_counted_once() -> None:
    card = bank_card(91736482736)
    data = drawn(ROUND + line(f"{card} 543", 72, 600) + line(f"{ID} 12", 72, 580))
    made, _notes, masks = copy(data, "pdf")
    assert card not in everything_of_pdf(made)
    assert f"{card[-4:]} 543" in words_of_pdf(made)[0]
    assert sorted((kind, count) for _place, kind, _before, _after, count in masks.rows) == [
        ("personal.bank_card", 1),
        ("personal.id_number", 1),
    ]
