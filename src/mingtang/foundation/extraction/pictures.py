"""Pictures: the words in their metadata, and the pictures themselves for who can read them."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from typing import Any

from PIL import ExifTags, Image, ImageFile, IptcImagePlugin

from mingtang.foundation.extraction.items import Item, Picture
from mingtang.foundation.extraction.making import Making
from mingtang.foundation.extraction.numbers import Numbers
from mingtang.foundation.inspection.pictures import MOST_PIXELS
from mingtang.kernel.guard.pieces import Part, Piece, Place

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")
_TRAVELS = frozenset(("PNG", "JPEG"))
_ICON_AREA, _ICON_SIDE = 72 * 72, 12
"""Pixels. What is not larger than both holds no words, or only such as bullets and logos have."""
_VALUE = re.compile(r"(?<![\w.:-])([\w.:-]{1,80})=[\"']([^\"'<>]{1,2000})[\"']")
_SKIPPED = frozenset(("MakerNote", "ComponentsConfiguration", "PrintImageMatching", "JPEGInterchangeFormat"))
_BYTES_MOST = 20_000_000
_PACKET_MOST = 2_000_000
Image.MAX_IMAGE_PIXELS = None  # sizes are looked at here before anything is drawn


def read(
    data: bytes, making: Making, *, page: int = 0, label: str = "", drawn: bool = True
) -> Iterator[Item]:
    """`drawn`: also the picture itself. What Pillow does not know counts as a picture nobody looked at."""
    place = making.place(Part.PICTURE, label=label, page=page)
    if not data.strip(b"\x00"):
        return
    try:
        picture = Image.open(io.BytesIO(data), formats=_FORMATS)
    except Exception:
        yield Picture(place)
        return
    with picture:
        kind = picture.format or ""
        numbers = Numbers()
        for piece in _metadata(picture, making, page, label):
            numbers.add(piece.text)
            yield piece
        for number in numbers.new(data):
            yield from making.text(number, Part.PROPERTY, label=label, page=page, hidden=True)
        if not drawn or is_icon(picture.width, picture.height):
            return
        yield _handed_out(picture, data if kind in _TRAVELS else b"", place, making)


def is_icon(width: int, height: int) -> bool:
    return width * height <= _ICON_AREA or min(width, height) < _ICON_SIDE


def _handed_out(picture: Image.Image, data: bytes, place: Place, making: Making) -> Picture:
    size = picture.width * picture.height
    if size > MOST_PIXELS or not making.purse.pays(len(data) or size):
        return Picture(place)
    if data:
        return Picture(place, data)
    return Picture(place, as_png(picture))


def as_png(picture: Image.Image) -> bytes:
    """Empty for what breaks while it is drawn."""
    out = io.BytesIO()
    try:
        picture.convert("L" if picture.mode in ("1", "L") else "RGB").save(out, "PNG", compress_level=1)
    except MemoryError:
        raise
    except Exception:
        return b""
    return out.getvalue()


def _metadata(picture: ImageFile.ImageFile, making: Making, page: int, label: str) -> Iterator[Piece]:
    said: set[str] = set()
    for name, text in _texts(picture):
        # Some stand in two places of the metadata.
        if text in said:
            continue
        said.add(text)
        named = f"{label} {name}".strip()
        yield from making.text(text, Part.PROPERTY, label=named, page=page, hidden=True)


def _texts(picture: ImageFile.ImageFile) -> Iterator[tuple[str, str]]:
    # PNG: its text chunks, also compressed ones; GIF and JPEG: comments; all: XMP.
    texts = getattr(picture, "text", None)
    for key, value in {**picture.info, **(texts if isinstance(texts, dict) else {})}.items():
        if key in ("exif", "icc_profile", "photoshop"):
            continue
        if "xmp" in str(key).lower() or (isinstance(value, str) and value.lstrip().startswith("<x:xmpmeta")):
            for text in xmp_texts(value):
                yield "XMP", text
        elif key == "comment" or isinstance(value, str):
            yield str(key), _decoded(value)
    for text in _captions(picture):
        yield "IPTC", text
    try:
        exif = picture.getexif()
        tags = [*exif.items()]
        for part in (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo):
            tags += exif.get_ifd(part).items()
    except MemoryError:
        raise
    except Exception:
        return
    for tag, value in tags:
        name = ExifTags.TAGS.get(tag, str(tag))
        if name not in _SKIPPED and isinstance(value, (str, bytes)) and len(value) < _BYTES_MOST:
            yield name, _exif_text(name, value)


def _captions(picture: ImageFile.ImageFile) -> Iterator[str]:
    """Titles, persons and places that editors write into pictures of the press (IPTC-IIM, record 2)."""
    try:
        found = IptcImagePlugin.getiptcinfo(picture) or {}
    except MemoryError:
        raise
    except Exception:
        return
    for key, values in found.items():
        if key[0] == 2:
            for value in values if isinstance(values, list) else [values]:
                yield _decoded(value)


def _exif_text(name: str, value: str | bytes) -> str:
    if isinstance(value, bytes):
        if name.startswith("XP"):
            return value.decode("utf-16-le", "replace").strip("\x00")
        for mark, coding in ((b"UNICODE\x00", "utf-16-le"), (b"ASCII\x00\x00\x00", "utf-8")):
            if value.startswith(mark):
                return value[8:].decode(coding, "replace").strip("\x00")
        text = _decoded(value)
        # Versions and flags are bytes too; words are printable.
        return text if text.isprintable() else ""
    # Pillow takes the bytes of an ASCII tag for Latin; programs in China write GBK or UTF-8 there.
    try:
        return _decoded(value.encode("latin-1"))
    except UnicodeEncodeError:
        return value


def _decoded(value: Any) -> str:
    if isinstance(value, str):
        return value.strip("\x00")
    if not isinstance(value, bytes):
        return ""
    for coding in ("utf-8", "gb18030"):
        try:
            return value.decode(coding).strip("\x00")
        except UnicodeDecodeError:
            continue
    return value.decode("utf-8", "replace").strip("\x00")


def xmp_texts(value: Any) -> Iterator[str]:
    """Contents and attributes of an XMP packet; looked through rather than parsed, as it may be broken."""
    text = _decoded(value)[:_PACKET_MOST]
    for found in _VALUE.finditer(text):
        if not found[1].startswith(("xmlns", "rdf:", "x:")):
            yield html.unescape(found[2])
    for part in text.split("<"):
        words = part.partition(">")[2].strip()
        if words:
            yield html.unescape(words)
