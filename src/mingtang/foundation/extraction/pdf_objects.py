"""What the objects of a PDF say beside its pages: annotations, fields, bookmarks, metadata, links, attachments."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.extraction.items import Item, Unread, careful
from mingtang.foundation.extraction.making import Making
from mingtang.foundation.extraction.numbers import Numbers
from mingtang.foundation.extraction.pdf_apart import drawings, photograph
from mingtang.foundation.extraction.pdf_past import Lines
from mingtang.foundation.extraction.pictures import xmp_texts
from mingtang.foundation.extraction.xml_texts import texts
from mingtang.foundation.inspection.pdf import HARMLESS, items, within
from mingtang.kernel.guard.pieces import Part

_WORDY: dict[str, Part] = {
    **dict.fromkeys(
        ("/Contents", "/RC", "/Subj", "/T", "/TU", "/TM", "/V", "/DV", "/TI", "/CA", "/AC"), Part.ANNOTATION
    ),
    **dict.fromkeys(("/Alt", "/ActualText", "/E"), Part.ALT),
    **dict.fromkeys(("/URI", "/F", "/UF", "/Unix", "/DOS", "/Mac"), Part.LINK),
    **dict.fromkeys(("/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Producer"), Part.PROPERTY),
    **dict.fromkeys(("/Desc", "/Name", "/Location", "/Reason", "/ContactInfo", "/NM", "/P"), Part.PROPERTY),
    "/JS": Part.FORMULA,
}
_BINARY = ("/ByteRange", "/SubFilter", "/Cert")
_NO_DRAWING = ("/Length1", "/N", "/FunctionType", "/PatternType", "/CMapName", "/Width")
"""What only streams of fonts, colours and pictures have."""
_DATE = re.compile(r"D:\d{4,14}")
_NO_NUMBER = re.compile(rb"<[0-9A-Fa-f\s]*>|D:\d{4,14}")
_STREAM = re.compile(rb"\bstream\r?\n")
_DEEP = 30
_TEXT_MOST = 2_000_000
_FORM_MOST = 50_000_000


def read(data: bytes, making: Making, lines: Lines, numbers: Numbers) -> Iterator[Item]:
    """`numbers` are those of the file that were told so far, and goes on being kept while this is read."""
    try:
        document = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise Refused("encrypted") from error
    with document:
        pages = _pages_of_annotations(document)
        information = _number(document.trailer.get("/Info"))
        attached = False
        for thing in document.objects:
            page = pages.get(thing.objgen, 0) if isinstance(thing, pikepdf.Object) else 0
            yield from _undrawn(thing, making, numbers, page)
            if isinstance(thing, pikepdf.Stream):
                yield from photograph(document, thing, making, numbers, page)
            is_information = information is not None and thing.objgen == information
            for found in within(thing, 0):
                yield from _words(found, making, page, is_information)
                if "/EF" in found:
                    attached = True
                    yield Unread(making.place(label=_name(found)), "embedded")
                elif found.get("/Type") == "/Metadata" and isinstance(found, pikepdf.Stream):
                    yield from _metadata(found, making)
                elif found.get("/Type") == "/EmbeddedFile" and not attached:
                    attached = True
                    yield Unread(making.place(), "embedded")
        yield from _unnamed(document, making, numbers)
        yield from careful(drawings(document, making, lines), making.place())
        # An object that is not where the file says counts as absent here; other readers search and find it.
        if any(HARMLESS not in warning for warning in document.get_warnings()):
            yield Unread(making.place(), "damaged")
        form = document.Root.get("/AcroForm")
        if isinstance(form, pikepdf.Dictionary) and "/XFA" in form:
            yield from _xfa(form["/XFA"], making)


def _pages_of_annotations(document: Any) -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = {}
    for number, page in enumerate(document.pages, 1):
        annotations = page.obj.get("/Annots")
        if isinstance(annotations, pikepdf.Array):
            for annotation in annotations:
                if isinstance(annotation, pikepdf.Object) and annotation.is_indirect:
                    found[annotation.objgen] = number
        found[page.obj.objgen] = number
    return found


def _number(thing: Any) -> tuple[int, int] | None:
    return thing.objgen if isinstance(thing, pikepdf.Object) and thing.is_indirect else None


def _words(found: Any, making: Making, page: int, is_information: bool) -> Iterator[Item]:
    binary = any(key in found for key in _BINARY)
    for key, value in items(found):
        part = _WORDY.get(key) or (Part.PROPERTY if is_information else None)
        if key == "/Opt" and isinstance(value, pikepdf.Array):
            part = Part.ANNOTATION
        if part is None or (binary and key == "/Contents"):
            continue
        for text in _strings(value, 0):
            hidden = part in (Part.LINK, Part.ALT, Part.PROPERTY, Part.FORMULA) and key != "/Title"
            yield from making.text(text, part, label=key.strip("/"), page=page, hidden=hidden)
        if key == "/JS" and isinstance(value, pikepdf.Stream):
            text = value.read_bytes()[:_TEXT_MOST].decode("utf-8", "replace")
            yield from making.text(text, part, label="JS", page=page, hidden=True)


def _strings(value: Any, deep: int) -> Iterator[str]:
    if isinstance(value, pikepdf.String):
        text = str(value)[:_TEXT_MOST]
        raw = bytes(value)[:_TEXT_MOST]
        # Programs that know no rule for it write GBK.
        if not raw.isascii() and not raw.startswith((b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf")):
            text = _decoded(raw) or text
        yield text.strip("\x00")
    elif isinstance(value, pikepdf.Array) and deep < 3:
        for inner in value:
            yield from _strings(inner, deep + 1)


def _decoded(raw: bytes) -> str:
    for coding in ("utf-8", "gb18030"):
        try:
            return raw.decode(coding)
        except UnicodeDecodeError:
            continue
    return ""


def _name(specification: Any) -> str:
    for key in ("/UF", "/F", "/Desc"):
        value = specification.get(key)
        if isinstance(value, pikepdf.String):
            return str(value)[:100]
    return ""


def _unnamed(document: pikepdf.Pdf, making: Making, numbers: Numbers) -> Iterator[Item]:
    """Numbers under keys nobody knows, and in names of things."""
    for thing in document.objects:
        said = "\n".join(_said(thing, 0))
        for number in numbers.new(_DATE.sub("", said).encode("utf-8", "replace")):
            yield from making.text(number, Part.PROPERTY, hidden=True)


def _said(thing: Any, deep: int) -> Iterator[str]:
    children: list[Any] = []
    if isinstance(thing, pikepdf.String | pikepdf.Name):
        yield str(thing)
    elif isinstance(thing, pikepdf.Array):
        children = list(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        listed = items(thing)
        yield from (key for key, _value in listed)
        binary = any(key in thing for key in _BINARY)
        children = [value for key, value in listed if not (binary and key == "/Contents")]
    for child in children:
        if isinstance(child, pikepdf.Object) and not child.is_indirect and deep < _DEEP:
            yield from _said(child, deep + 1)


def between(data: bytes, making: Making, numbers: Numbers) -> Iterator[Item]:
    """Numbers in remarks, in objects that no list names, and behind the end. Strings written as hexadecimal digits are
    none; what lists name was read."""
    for part in data.split(b"endstream"):
        beside = _STREAM.split(part, 1)[0]
        for number in numbers.new(_NO_NUMBER.sub(b"", beside)):
            yield from making.text(number, Part.DELETED, hidden=True)


def _undrawn(thing: Any, making: Making, numbers: Numbers, page: int) -> Iterator[Item]:
    """Numbers in commands that draw, or once drew, which came out of no page: the letters are unknown, the command is
    broken, nobody uses it. Only those that stand there as they are."""
    if not isinstance(thing, pikepdf.Stream) or any(key in thing for key in _NO_DRAWING):
        return
    if thing.get("/Subtype", "/Form") not in ("/Form", "/PS") or thing.get("/Type", "/XObject") != "/XObject":
        return
    try:
        drawn = thing.read_bytes()
    except pikepdf.PdfError:
        yield Unread(making.place(page=page), "damaged")
        return
    for found in numbers.new(drawn):
        yield from making.text(found, Part.TEXT, page=page, hidden=True)


def _metadata(stream: Any, making: Making) -> Iterator[Item]:
    for text in xmp_texts(stream.read_bytes()):
        yield from making.text(text, Part.PROPERTY, label="XMP", hidden=True)


def _xfa(value: Any, making: Making) -> Iterator[Item]:
    """A form of another kind inside the PDF, in XML, whole or in parts that are one when joined."""
    streams = (
        [part for part in value if isinstance(part, pikepdf.Stream)]
        if isinstance(value, pikepdf.Array)
        else [value]
    )
    joined = b"".join(stream.read_bytes() for stream in streams if isinstance(stream, pikepdf.Stream))
    if len(joined) > _FORM_MOST:
        raise Refused("too-large")
    for _tag, text in texts(io.BytesIO(joined)):
        yield from making.text(text, Part.ANNOTATION, label="XFA", hidden=True)
