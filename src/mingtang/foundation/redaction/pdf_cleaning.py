"""What of a PDF is not on its pages is taken out; what lies on top of them, forms and notes, is drawn into them."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2
from pypdfium2 import raw

from mingtang.foundation.containers.pdf_photographs import photograph_in
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.redaction.masks import Masking
from mingtang.foundation.redaction.notes import Notes
from mingtang.foundation.redaction.pictures import without_notes
from mingtang.kernel.guard.pieces import Part, Piece, Place

_ROOT = ("/Type", "/Pages", "/Lang", "/PageLayout", "/Outlines", "/Version", "/OCProperties")
_PAGE = (
    "/Type",
    "/Parent",
    "/Contents",
    "/Resources",
    "/MediaBox",
    "/CropBox",
    "/Rotate",
    "/UserUnit",
    "/Group",
)
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_COMMENTS = (
    "/Text",
    "/Popup",
    "/Redact",
    "/FileAttachment",
    "/Caret",
    "/Sound",
    "/Movie",
    "/TrapNet",
    "/PrinterMark",
)
_LOOSE = (
    "/Metadata",
    "/PieceInfo",
    "/LastModified",
    "/Measure",
    "/PtData",
    "/OPI",
    "/Alternates",
    "/StructParent",
)
"""Of any object: what programs write down beside the page."""
_LINKS = ("http://", "https://")
_HIDDEN_FLAGS = 0b100010
"""Of an annotation: hidden, not viewed."""
_NAMES = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}")
_OUTLINES_MOST = 5_000
_DEEP = 30


def cleaned(data: bytes, notes: Notes) -> tuple[pikepdf.Pdf, list[Any], bool]:
    """The document, the links of each page, and whether there are layers that are not shown."""
    document = pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True)
    hidden = _hides_layers(document)
    _tell(document, notes)
    links = [_take_links(page, notes) for page in document.pages]
    if any("/Annots" in page.obj for page in document.pages):
        _generate_looks(document)
        document = _flattened(document)
    _strip(document)
    return document, links, hidden


def _tell(document: pikepdf.Pdf, notes: Notes) -> None:
    root = document.Root
    if "/AcroForm" in root and any(
        field.get("/FT") == "/Sig" for field in document.objects if isinstance(field, pikepdf.Dictionary)
    ):
        notes.add("signature")
    if "/Metadata" in root or len(document.trailer.get("/Info", pikepdf.Dictionary())):
        notes.add("properties")
    if any(
        thing.get("/Subtype") == "/Image" for thing in document.objects if isinstance(thing, pikepdf.Stream)
    ):
        notes.add("pictures")


def _hides_layers(document: pikepdf.Pdf) -> bool:
    layers = document.Root.get("/OCProperties")
    usual = layers.get("/D") if isinstance(layers, pikepdf.Dictionary) else None
    if not isinstance(usual, pikepdf.Dictionary):
        return False
    off = usual.get("/OFF")
    return (
        usual.get("/BaseState") == "/OFF"
        or (isinstance(off, pikepdf.Array) and len(off) > 0)
        or "/AS" in usual
    )


def _take_links(page: pikepdf.Page, notes: Notes) -> list[tuple[Any, Any]]:
    """Leaves on the page what is to be drawn into it. Links: rectangle, and address or place in the document."""
    listed = page.obj.get("/Annots")
    if not isinstance(listed, pikepdf.Array):
        if "/Annots" in page.obj:
            del page.obj["/Annots"]
        return []
    links, drawn = [], []
    for one in listed:
        if not isinstance(one, pikepdf.Dictionary):
            continue
        kind = str(one.get("/Subtype"))
        if kind == "/Link":
            target = _target(one)
            if target is not None and isinstance(one.get("/Rect"), pikepdf.Array):
                links.append(([float(value) for value in one.Rect], target))
        elif kind in _COMMENTS:
            notes.add("comments")
        elif int(one.get("/F", 0)) & _HIDDEN_FLAGS:
            notes.add("hidden-notes")
        else:
            drawn.append(one)
    if drawn:
        page.obj.Annots = pikepdf.Array(drawn)
    else:
        del page.obj["/Annots"]
    return links


def _target(link: Any) -> str | None:
    action = link.get("/A")
    address = action.get("/URI") if isinstance(action, pikepdf.Dictionary) else None
    text = str(address) if isinstance(address, pikepdf.String) else ""
    return text if text.lower().startswith(_LINKS) else None


def _generate_looks(document: pikepdf.Pdf) -> None:
    form = document.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and form.get("/NeedAppearances"):
        document.generate_appearance_streams()


def _flattened(document: pikepdf.Pdf) -> pikepdf.Pdf:
    """Forms and notes become part of the drawing of their page, so they are read and masked like all of it."""
    out = io.BytesIO()
    document.save(out)
    drawn = pypdfium2.PdfDocument(out.getvalue())
    for number in range(len(drawn)):
        page = drawn[number]
        if raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_FAIL:
            raise Refused("damaged")
        page.close()
    out = io.BytesIO()
    drawn.save(out)
    drawn.close()
    out.seek(0)
    return pikepdf.open(out)


def _strip(document: pikepdf.Pdf) -> None:
    for page in document.pages:
        for key in _INHERITED:
            if key not in page.obj and (value := _inherited(page.obj, key)) is not None:
                page.obj[key] = value
        for key in list(page.obj.keys()):
            if key not in _PAGE:
                del page.obj[key]
        _prune(document, page)
    for key in list(document.Root.keys()):
        if key not in _ROOT or (key == "/Lang" and not _LANGUAGE.fullmatch(str(document.Root[key]))):
            del document.Root[key]
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            for key in _LOOSE:
                if key in thing:
                    del thing[key]
        if isinstance(thing, pikepdf.Stream):
            _clean_photograph(document, thing)
    for key in list(document.trailer.keys()):
        if key in ("/Info", "/ID"):
            del document.trailer[key]


def _clean_photograph(document: pikepdf.Pdf, stream: pikepdf.Stream) -> None:
    """Without place, time and names."""
    found = photograph_in(document, stream)
    if found is None or found[0] != "jpeg":
        return
    settings = stream.get("/DecodeParms")
    if isinstance(settings, pikepdf.Array):
        settings = settings[-1] if len(settings) else None
    try:
        plain = without_notes(found[1])
    except ValueError as error:
        raise Refused("damaged") from error
    how = settings if isinstance(settings, pikepdf.Dictionary) else None
    stream.write(plain, filter=pikepdf.Name.DCTDecode, decode_parms=how)


def forget_layers(document: pikepdf.Pdf) -> None:
    """Once pages are drawn: until then it says what of them is shown."""
    if "/OCProperties" in document.Root:
        del document.Root["/OCProperties"]
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/OCG":
            thing.Name = pikepdf.String("")


def _inherited(page: Any, key: str) -> Any:
    at = page
    for _level in range(60):
        at = at.get("/Parent")
        if not isinstance(at, pikepdf.Dictionary):
            return None
        if key in at:
            return at.get(key)
    return None


def _prune(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Pages share lists of forms; what a page does not draw is not left with it."""
    resources = page.obj.get("/Resources")
    if not isinstance(resources, pikepdf.Dictionary):
        return
    forms = resources.get("/XObject")
    if not isinstance(forms, pikepdf.Dictionary) or "/Contents" not in page.obj:
        return
    contents = page.obj.Contents
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    drawing = b"\n".join(stream.read_bytes() for stream in streams if isinstance(stream, pikepdf.Stream))
    names = {"/" + name.decode("latin-1") for name in _NAMES.findall(drawing)}
    if any("#" in name for name in names):
        return
    copy = pikepdf.Dictionary({key: resources.get(key) for key in resources.keys()})  # noqa: SIM118
    copy.XObject = pikepdf.Dictionary({key: forms.get(key) for key in forms.keys() if key in names})  # noqa: SIM118
    page.obj.Resources = copy


@dataclass
class Bookmark:
    """`page` counts from 0; None for one that leads nowhere, or not to a page."""

    depth: int
    title: str
    page: int | None


def take_bookmarks(document: pikepdf.Pdf) -> list[Bookmark]:
    """The outline, which is no longer in the document then."""
    root = document.Root.get("/Outlines")
    pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
    found: list[Bookmark] = []
    todo = [(0, root.get("/First"))] if isinstance(root, pikepdf.Dictionary) else []
    seen = set()
    while todo and len(found) < _OUTLINES_MOST:
        depth, entry = todo.pop()
        if not isinstance(entry, pikepdf.Dictionary) or entry.objgen in seen or depth > _DEEP:
            continue
        seen.add(entry.objgen)
        todo += [(depth, entry.get("/Next")), (depth + 1, entry.get("/First"))]
        action, place = entry.get("/A"), entry.get("/Dest")
        if isinstance(action, pikepdf.Dictionary) and action.get("/S") == "/GoTo":
            place = action.get("/D")
        first = place[0] if isinstance(place, pikepdf.Array) and len(place) else None
        number = pages.get(first.objgen) if isinstance(first, pikepdf.Dictionary) else None
        found.append(Bookmark(depth, str(entry.get("/Title", "")), number))
    if "/Outlines" in document.Root:
        del document.Root["/Outlines"]
    return found


def put_bookmarks(document: pikepdf.Pdf, bookmarks: list[Bookmark]) -> None:
    if not bookmarks:
        return
    with document.open_outline() as outline:
        above = [outline.root]
        for one in bookmarks:
            item = pikepdf.OutlineItem(one.title, one.page)
            del above[one.depth + 1 :]
            above[-1].append(item)
            above.append(item.children)


def put_links(document: pikepdf.Pdf, links: list[Any], masking: Masking) -> None:
    """Back on their pages, but for those whose address tells something."""
    for page, some in zip(document.pages, links, strict=True):
        made = []
        for rectangle, address in some:
            if masking.check([Piece(address, Place(Part.LINK))]).hits:
                continue
            made.append(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot,
                    Subtype=pikepdf.Name.Link,
                    Rect=pikepdf.Array(rectangle),
                    Border=pikepdf.Array([0, 0, 0]),
                    A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(address)),
                )
            )
        if made:
            page.obj.Annots = pikepdf.Array(made)
