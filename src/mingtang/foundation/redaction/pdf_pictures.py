"""A PDF page as a picture, painted over where it must be, with its words behind it for searching and reading aloud."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from PIL import Image, ImageDraw

from mingtang.foundation.redaction.pdf_words import Box

_DPI = 200
_PIXELS_MOST = 16_000_000
_CODES_AT_ONCE = 100


@dataclass(frozen=True)
class Line:
    """Words of one line, already masked, from the box of the first character to that of the last."""

    text: str
    first: Box
    last: Box


@dataclass(frozen=True)
class Drawn:
    """`frame` is what of the page is seen, in its own units; the picture stands upright in these."""

    picture: Image.Image
    frame: tuple[float, float, float, float]

    def pixels(self, box: Box) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        left, bottom, right, top = self.frame
        across, down = self.picture.width / (right - left), self.picture.height / (top - bottom)
        return (
            (box.left - left) * across,
            (top - box.top) * down,
            (box.right - left) * across,
            (top - box.bottom) * down,
        )


def drawn(page: Any, dpi: float = _DPI) -> Drawn:
    """As it is written, not turned as it is shown: what is placed on it later stays in its place."""
    turned = page.get_rotation() % 360
    width, height = page.get_size()
    scale = min(dpi / 72, math.sqrt(_PIXELS_MOST / max(width * height, 1)), 8000 / max(width, height, 1))
    picture = page.render(scale=scale, rotation=-turned % 360, may_draw_forms=False).to_pil().convert("RGB")
    return Drawn(picture, page.get_cropbox())


def blot(drawing: Drawn, boxes: Sequence[Box]) -> None:
    """Paints in the colour around, and sets an asterisk for each character."""
    brush = ImageDraw.Draw(drawing.picture)
    places = [_whole(drawing.pixels(box)) for box in boxes]
    colours = [_around(drawing.picture, place) for place in places]
    for place, colour in zip(places, colours, strict=True):
        brush.rectangle(place, fill=colour)
    for place, colour in zip(places, colours, strict=True):
        left, top, right, bottom = place
        middle, centre = (left + right) / 2, (top + bottom) / 2
        reach = max(min(right - left, bottom - top) * 0.38, 1.5)
        ink = (0, 0, 0) if sum(colour) > 380 else (255, 255, 255)
        for angle in (90, 210, 330):
            x, y = math.cos(math.radians(angle)) * reach, math.sin(math.radians(angle)) * reach
            brush.line(
                (middle - x, centre - y, middle + x, centre + y), fill=ink, width=max(round(reach / 5), 1)
            )


def _whole(place: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
    left, top, right, bottom = place
    return math.floor(left), math.floor(top), math.ceil(right), math.ceil(bottom)


def _around(picture: Image.Image, place: tuple[int, int, int, int]) -> tuple[int, int, int]:
    """The colour of the paper: what most of the place has, or, where letters take up much of it, the lightest."""
    left, top, right, bottom = place
    inside = picture.crop((max(left, 0), max(top, 0), min(right, picture.width), min(bottom, picture.height)))
    pixels = inside.width * inside.height
    counts = sorted(inside.getcolors(pixels) or [], key=lambda entry: -entry[0]) if pixels else []
    common = [colour for count, colour in counts if count * 12 > pixels and isinstance(colour, tuple)]
    if not common:
        return 255, 255, 255
    red, green, blue = common[0] if counts[0][0] * 10 > pixels * 6 else max(common, key=sum)
    return red, green, blue


def put_in(
    document: pikepdf.Pdf, page: pikepdf.Page, drawing: Drawn, lines: Sequence[Line], font: Any
) -> None:
    """The picture becomes all of the page; links stay where they are."""
    out = io.BytesIO()
    drawing.picture.save(out, "JPEG", quality=80, optimize=True)
    picture = pikepdf.Stream(
        document,
        out.getvalue(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=drawing.picture.width,
        Height=drawing.picture.height,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    left, bottom, right, top = drawing.frame
    content = [f"q {right - left:.4f} 0 0 {top - bottom:.4f} {left:.4f} {bottom:.4f} cm /MtPage Do Q BT 3 Tr"]
    content += [_set(line) for line in lines if line.text.strip()]
    content.append("ET")
    page.obj.Contents = document.make_stream("\n".join(content).encode("ascii"))
    page.obj.Resources = pikepdf.Dictionary(
        XObject=pikepdf.Dictionary(MtPage=document.make_indirect(picture)),
        Font=pikepdf.Dictionary(MtWords=font),
    )
    page.obj.MediaBox = pikepdf.Array([left, bottom, right, top])
    for key in ("/CropBox", "/Group", "/BleedBox", "/TrimBox", "/ArtBox"):
        if key in page.obj:
            del page.obj[key]


def _set(line: Line) -> str:
    angle = line.first.angle
    size = max(_height(line.first, angle) * 0.8, 1.0)
    # From where the first character begins to where the last one ends, along the line.
    length = math.hypot(line.last.x - line.first.x, line.last.y - line.first.y) + _width(line.last, angle)
    scale = max(100 * length / (size * len(line.text)), 1.0)
    a, b = math.cos(angle), math.sin(angle)
    codes = "".join(f"{ord(letter):04X}" for letter in line.text)
    place = f"{a:.5f} {b:.5f} {-b:.5f} {a:.5f} {line.first.x:.3f} {line.first.y:.3f}"
    return f"/MtWords {size:.3f} Tf {scale:.3f} Tz {place} Tm <{codes}> Tj"


def _is_upright(angle: float) -> bool:
    return abs(math.cos(angle)) > 0.7


def _height(box: Box, angle: float) -> float:
    return box.top - box.bottom if _is_upright(angle) else box.right - box.left


def _width(box: Box, angle: float) -> float:
    return box.right - box.left if _is_upright(angle) else box.top - box.bottom


def words_font(document: pikepdf.Pdf, letters: set[str]) -> Any:
    """A font without shapes, whose codes are the characters themselves: nothing set in it is drawn."""
    codes = sorted(ord(letter) for letter in letters)
    maps = []
    for at in range(0, len(codes), _CODES_AT_ONCE):
        some = codes[at : at + _CODES_AT_ONCE]
        maps.append(
            f"{len(some)} beginbfchar\n" + "".join(f"<{c:04X}> <{c:04X}>\n" for c in some) + "endbfchar"
        )
    meaning = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /MtWords def /CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        + "\n".join(maps)
        + "\nendcmap CMapName currentdict /CMap defineresource pop end end"
    )
    name = pikepdf.Name("/MtWords")
    inner = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=pikepdf.Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        FontDescriptor=document.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.FontDescriptor,
                FontName=name,
                Flags=4,
                FontBBox=pikepdf.Array([0, -200, 1000, 800]),
                ItalicAngle=0,
                Ascent=800,
                Descent=-200,
                CapHeight=800,
                StemV=80,
            )
        ),
        DW=1000,
    )
    return document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=name,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=pikepdf.Array([document.make_indirect(inner)]),
            ToUnicode=document.make_stream(meaning.encode("ascii")),
        )
    )
