"""PDF: characters are taken out of the drawing of a page; where that cannot be shown to be right, the page becomes a
picture that is painted over."""

from __future__ import annotations

import io
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image, ImageChops, ImageDraw

from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.redaction import pdf_cleaning as cleaning
from mingtang.foundation.redaction import pdf_pictures as pictures
from mingtang.foundation.redaction.masks import Masking, Reading, Span, is_inside_number, kept
from mingtang.foundation.redaction.notes import Notes
from mingtang.foundation.redaction.pdf_fonts import Unsupported
from mingtang.foundation.redaction.pdf_glyphs import Hidden, rewrite_page
from mingtang.foundation.redaction.pdf_words import Box, Joint, box_of, joints, squeezed, text_of
from mingtang.kernel.guard.folding import folded
from mingtang.kernel.guard.lexicon import Lexicon
from mingtang.kernel.guard.pieces import Part, Piece, Place

PAGES_MOST = 2_000
CHANGED_MOST = 500
"""Pages with something to mask."""
_CHARACTERS_MOST = 5_000_000
_LOOK_DPI = 96
_DIFFERENT = 40
"""Of 255: letters are drawn a little differently when they stand alone."""
_SLACK = 2
_EMPTY_PAGE = 10
_GAP = re.compile(r"[\s.,，、·_()（）\-\u2010-\u2015]")


@dataclass
class _Page:
    """`unturned`: it was read as if it were not turned, since more is found so. Pdfium puts the words of a line
    together by how the page is shown."""

    text: str
    joints: list[Joint] = field(default_factory=list)
    unturned: bool = False
    hidden: set[int] = field(default_factory=set)
    """Numbers of characters, as pdfium counts them."""
    boxes: dict[int, Box] = field(default_factory=dict)


def masked_copy(data: bytes, masking: Masking, notes: Notes) -> bytes:
    """Raises Refused."""
    document, links, hides = cleaning.cleaned(data, notes)
    bookmarks = cleaning.take_bookmarks(document)
    # As it is now, a look at it and the changes to it speak of the same pages.
    plain = _saved(document)
    unturned = _unturned(plain)
    pages = _read(plain, notes)
    if unturned is not None:
        _choose(pages, _read(unturned, Notes()), masking)
    _find(pages, bookmarks, masking)
    _measure(plain, unturned, pages)
    changed = [number for number, page in enumerate(pages) if page.hidden]
    if len(changed) > CHANGED_MOST:
        raise Refused("too-many-pages", str(CHANGED_MOST))
    drawn = set(range(len(pages))) if hides else set(changed) - _taken_out(plain, pages, changed)
    if hides:
        notes.add("hidden-layers")
    for number in changed:
        if number not in drawn:
            rewrite_page(document, document.pages[number], _spots(pages[number], stars=True))
    _draw(document, plain, pages, sorted(drawn), words=not hides)
    notes.add("pages-drawn", len(drawn), *(str(number + 1) for number in sorted(drawn)))
    cleaning.forget_layers(document)
    cleaning.put_bookmarks(document, bookmarks)
    cleaning.put_links(document, links, masking)
    made = _saved(document)
    check_gone(made, masking)
    return made


def unturned_words(data: bytes) -> Iterator[Piece]:
    """The pieces of turned pages as they are written, to look at a copy once more."""
    other = _unturned(data)
    for number, page in enumerate([] if other is None else _read(other, Notes()), 1):
        yield Piece(page.text, Place(Part.TEXT, page=number))


def _saved(document: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    document.remove_unreferenced_resources()
    document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def _unturned(data: bytes) -> bytes | None:
    """The same pages upright as they are written; None when they are."""
    with pikepdf.open(io.BytesIO(data)) as document:
        turned = [page for page in document.pages if page.obj.get("/Rotate", 0) != 0]
        for page in turned:
            del page.obj["/Rotate"]
        return _saved(document) if turned else None


def _choose(pages: list[_Page], others: list[_Page], masking: Masking) -> None:
    for number, (page, other) in enumerate(zip(pages, others, strict=True)):
        if page.text != other.text:
            here, there = (len(masking.check([Piece(one.text)]).hits) for one in (page, other))
            if there > here:
                other.unturned = True
                pages[number] = other


def _read(data: bytes, notes: Notes) -> list[_Page]:
    document = pypdfium2.PdfDocument(data)
    if len(document) > PAGES_MOST:
        raise Refused("too-many-pages", str(PAGES_MOST))
    pages = []
    left = _CHARACTERS_MOST
    for number in range(len(document)):
        page = document[number]
        words = page.get_textpage()
        text = text_of(words)
        others = list(joints(words, text))
        words.close()
        page.close()
        left -= len(text)
        if left < 0:
            raise Refused("too-large")
        if len(text.strip()) < _EMPTY_PAGE:
            notes.add("pages-without-text", 1, str(number + 1))
        pages.append(_Page(text, others))
    document.close()
    return pages


def _find(pages: list[_Page], bookmarks: list[cleaning.Bookmark], masking: Masking) -> None:
    broken = [(page, joint) for page in pages for joint in page.joints]
    texts = [Piece(page.text, Place(Part.TEXT, page=number)) for number, page in enumerate(pages, 1)]
    texts += [Piece(one.title, Place(Part.PROPERTY)) for one in bookmarks]
    numbers = {id(page): number for number, page in enumerate(pages, 1)}
    readings = {}
    for page, joint in broken:
        readings[len(texts)] = Reading(numbers[id(page)] - 1, joint.places, joint.ends)
        texts.append(Piece(joint.text, Place(Part.TEXT, page=numbers[id(page)])))
    found = masking.find(texts, readings)
    for page, spans in zip(pages, found, strict=False):
        for span in spans:
            page.hidden |= _hidden_of(page.text, span)
    for one, spans in zip(bookmarks, found[len(pages) :], strict=False):
        for span in reversed(spans):
            one.title = one.title[: span.start] + span.mask + one.title[span.end :]
    for (page, joint), spans in zip(broken, found[len(pages) + len(bookmarks) :], strict=True):
        for span in spans:
            page.hidden |= {joint.places[n] for n in _hidden_of(joint.text, span)}
    lexicon = Lexicon(masking.secrets)
    for page in pages:
        _spread(page, lexicon)


def _hidden_of(text: str, span: Span) -> set[int]:
    """The characters that the mask does not show. Masks of numbers have no gaps."""
    places = [n for n in range(span.start, span.end) if not _GAP.match(text[n])]
    if len(places) != len(span.mask):
        places = list(range(span.start, span.end))
    first, last = kept("".join(folded(text[n])[0] or " " for n in places), span.mask)
    return set(places[first : len(places) - last])


def _spread(page: _Page, lexicon: Lexicon) -> None:
    """Numbers that are masked elsewhere, here set so wide or upright that they are no numbers to pdfium."""
    text, places = squeezed(page.text)
    for found in lexicon.find(folded(text)[0] if len(folded(text)[0]) == len(text) else text):
        start, end = places[found.start], places[found.end - 1] + 1
        if page.hidden.isdisjoint(places[found.start : found.end]) and not is_inside_number(
            page.text, start, end
        ):
            page.hidden.update(places[found.start : found.end])


def _measure(data: bytes, unturned: bytes | None, pages: list[_Page]) -> None:
    """Places of what is to be hidden; what has none is not drawn."""
    document = pypdfium2.PdfDocument(data)
    other = None if unturned is None else pypdfium2.PdfDocument(unturned)
    for number, page in enumerate(pages):
        if not page.hidden:
            continue
        source = other if page.unturned and other is not None else document
        words = source[number].get_textpage()
        for at in page.hidden:
            box = box_of(words, at)
            if box is not None:
                page.boxes[at] = box
        page.hidden &= page.boxes.keys()
        words.close()
    document.close()
    if other is not None:
        other.close()


def _spots(page: _Page, *, stars: bool) -> Hidden:
    return Hidden([(page.boxes[at].x, page.boxes[at].y) for at in sorted(page.hidden)], stars)


def _taken_out(data: bytes, pages: list[_Page], changed: list[int]) -> set[int]:
    """Numbers of the pages whose characters can be taken out: tried on a copy, and looked at."""
    tried = []
    with pikepdf.open(io.BytesIO(data)) as copy:
        for number in changed:
            hidden = _spots(pages[number], stars=False)
            try:
                rewrite_page(copy, copy.pages[number], hidden)
            except (
                Unsupported,
                ValueError,
                TypeError,
                KeyError,
                AttributeError,
                IndexError,
                ArithmeticError,
            ):
                continue
            except pikepdf.PdfError:
                continue
            if len(hidden.met) == len(hidden.spots):
                tried.append(number)
        made = _saved(copy)
    before, after = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument(made)
    good = {number for number in tried if _is_right(before[number], after[number], pages[number])}
    before.close()
    after.close()
    return good


def _is_right(before: Any, after: Any, page: _Page) -> bool:
    """The words are the same without what was hidden; so is the picture, and where that stood it is empty."""
    words = after.get_textpage()
    rest = Counter(text_of(words))
    words.close()
    wanted = Counter(letter for n, letter in enumerate(page.text) if n not in page.hidden)
    # Lines and gaps between words are what pdfium makes of the places.
    if any(rest[letter] != wanted[letter] for letter in {*rest, *wanted} if not letter.isspace()):
        return False
    old, new = pictures.drawn(before, _LOOK_DPI), pictures.drawn(after, _LOOK_DPI)
    changed = ImageChops.difference(old.picture, new.picture).convert("L")
    changed = changed.point(lambda value: 255 if value > _DIFFERENT else 0)
    brush = ImageDraw.Draw(changed)
    places = [_within(new, new.pixels(page.boxes[at])) for at in page.hidden]
    for left, top, right, bottom in places:
        brush.rectangle((left - _SLACK, top - _SLACK, right + _SLACK, bottom + _SLACK), fill=0)
    if changed.getbbox() is not None:
        return False
    return all(_is_empty(new.picture, place) for place in places)


def _within(drawing: pictures.Drawn, place: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
    width, height = drawing.picture.size
    left, right = (min(max(value, 0), width) for value in (place[0], place[2]))
    top, bottom = (min(max(value, 0), height) for value in (place[1], place[3]))
    return math.floor(left), math.floor(top), math.ceil(right), math.ceil(bottom)


def _is_empty(picture: Image.Image, place: tuple[int, int, int, int]) -> bool:
    """Of one colour in the middle: letters below, of a picture or another layer, would show. Lines of a table that
    touch the box lie at its edge."""
    left, top, right, bottom = place
    height, width = bottom - top, right - left
    inner = (left + width // 4, top + height // 3, right - width // 4, bottom - height // 3)
    if inner[2] <= inner[0] or inner[3] <= inner[1]:
        return True
    colours = picture.crop(inner).convert("L").getextrema()
    return bool(colours[1] - colours[0] <= _DIFFERENT)  # type: ignore[operator]


def _draw(
    document: pikepdf.Pdf, data: bytes, pages: list[_Page], numbers: Sequence[int], *, words: bool
) -> None:
    """Makes pictures of pages. Without `words` there is nothing behind them: part of it was not shown."""
    if not numbers:
        return
    source = pypdfium2.PdfDocument(data)
    lines: dict[int, list[pictures.Line]] = {}
    for number in numbers:
        lines[number] = _lines(source[number], pages[number]) if words else []
    letters = {letter for some in lines.values() for line in some for letter in line.text}
    font = pictures.words_font(document, letters)
    for number in numbers:
        drawing = pictures.drawn(source[number])
        pictures.blot(drawing, list(pages[number].boxes.values()))
        pictures.put_in(document, document.pages[number], drawing, lines[number], font)
    source.close()


def _lines(source: Any, page: _Page) -> list[pictures.Line]:
    found: list[pictures.Line] = []
    words = source.get_textpage()
    text, first, last = "", None, None
    for number, letter in enumerate(page.text + "\n"):
        if letter == "\n":
            if first is not None and last is not None:
                found.append(pictures.Line(text.rstrip(), first, last))
            text, first, last = "", None, None
            continue
        box = box_of(words, number)
        if box is not None:
            first, last = first or box, box
        if first is not None:
            text += "*" if number in page.hidden else letter if ord(letter) < 0x10000 else "\ufffd"
    words.close()
    return found


def check_gone(data: bytes, masking: Masking) -> None:
    """Raises Refused when a number that was masked stands anywhere in the file, as text of whatever kind."""
    if not masking.secrets:
        return
    lexicon = Lexicon(masking.secrets)
    with pikepdf.open(io.BytesIO(data)) as document:
        for thing in document.objects:
            for text in _texts(thing):
                for found in lexicon.find(text):
                    if not is_inside_number(text, found.start, found.end):
                        raise Refused("left")
    for page in _read(data, Notes()):
        _spread(page, lexicon)
        if page.hidden:
            raise Refused("left")


def _texts(thing: Any) -> list[str]:
    if isinstance(thing, pikepdf.Stream):
        if thing.get("/Subtype") == "/Image":
            return []
        raw = thing.read_bytes() if thing.get("/Filter") != "/DCTDecode" else b""
        return [raw.decode("latin-1"), raw.replace(b"\x00", b"").decode("latin-1")]
    return [repr(thing)] if isinstance(thing, pikepdf.Dictionary | pikepdf.Array) else []
