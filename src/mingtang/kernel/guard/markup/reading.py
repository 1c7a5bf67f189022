"""HTML → pieces: `pieces_of_html`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import unescape

from mingtang.kernel.guard.markup.elements import (
    BLOCKS,
    CELLS,
    ENDS_PARAGRAPH,
    LINKS,
    ROWS,
    UNSHOWN,
    VOID,
    WORDS,
)
from mingtang.kernel.guard.markup.entities import decoded
from mingtang.kernel.guard.markup.run import Run
from mingtang.kernel.guard.markup.sheets import Compound, Sheet, for_readers
from mingtang.kernel.guard.markup.sources import Sources
from mingtang.kernel.guard.markup.stack import NOTHING, Stack
from mingtang.kernel.guard.markup.styles import WHITE, Look, Style, colour_of, dressed, runs_code, style_of
from mingtang.kernel.guard.markup.tables import span
from mingtang.kernel.guard.markup.tokens import BROKEN, CLOSE, COMMENT, OPEN, RAW, TEXT, attributes, tokens
from mingtang.kernel.guard.pieces import Part, Piece, Place

ADDRESS_MOST = 4_096
"""Characters of a link target; the rest is a picture written into the page."""
LABEL_MOST = 120
_PICTURE = ("data:image/", "data:font/", "data:audio/", "data:video/")


def pieces_of_html(source: str, part: Part = Part.BODY) -> Iterator[Piece]:
    """The text of a page or of a part of one, block by block as a browser shows it, and what is not text.

    Text of a block is one piece of `part`: over tags inside it, without references, `<br>` as a line break. What nobody
    sees of a block is a second piece, `hidden`, whose label says what hides it. Besides come: the title (Part.TITLE)
    and the other `<meta>` of a page (Part.FIELD, label its name); link targets (Part.LINK, label the link's words, or
    the tag as “<img>”); alternative texts and the like (Part.ALT, label the attribute); comments, scripts, styles,
    handlers and what is broken (Part.MARKUP, label one of these). In a whole page, or when `part` is not BODY, much of
    this is usual; so there labels of tags, of what is hidden, of scripts, styles and handlers begin with “page ”
    (“<page img>”). `Place.block` counts blocks with text, and the others each by their part.
    """
    reader = _Reader(source, part)
    out = reader.out
    for kind, start, end, name, inner, upto in tokens(source):
        if kind == TEXT:
            reader.text(start, end)
        elif kind == OPEN:
            reader.open(name, start, inner, upto, end)
        elif kind == CLOSE:
            reader.close(name)
        elif kind == RAW:
            reader.raw(name, inner, upto)
        elif kind == COMMENT:
            reader.markup("comment", inner, upto, name == "")
        elif kind == BROKEN:
            reader.markup("broken", inner, upto, True)
        if out:
            yield from out
            out.clear()
    reader.ended()
    reader.end_link()
    yield from out


class _Reader:
    def __init__(self, source: str, part: Part) -> None:
        self.out: list[Piece] = []
        self._source = source
        self._part = part
        self._page = part != Part.BODY or is_page(source)
        self._sheet = Sheet(source)
        self._counts: Counter[Part] = Counter()
        # A body stands on white; a page may have a dark style sheet of its own.
        self._stack = Stack(Look(background=None if self._page else WHITE), self.ended)
        self._seen = Run(source)
        self._unseen = Run(source)
        self._how = ""
        self._apart = False
        self._link: tuple[str, Sources, bool] | None = None
        self._words: list[str] = []
        self._letters = 0

    # Text

    def text(self, start: int, end: int) -> None:
        look = self._stack.look
        if look.how:
            if self._apart and self._unseen.length:
                self._unseen.line(start, start)
            self._apart = False
            self._how = self._how or look.how
            self._unseen.add(start, end, look.pre)
        else:
            self._apart = True
            self._seen.add(start, end, look.pre)
        if self._link is not None and self._letters < LABEL_MOST:
            self._words.append(self._source[start : min(end, start + LABEL_MOST)])
            self._letters += end - start

    def ended(self) -> None:
        """The block read so far is whole."""
        if not (self._seen.length or self._unseen.length):
            return
        block = self._counts[self._part]
        for run, how in ((self._seen, ""), (self._unseen, self._how)):
            if run.length:
                text, sources = run.done()
                if text.strip("\n"):
                    label = f"page {how}" if how and self._page else how
                    place = Place(self._part, label, block=block, hidden=bool(how))
                    self.out.append(Piece(text, place, self._stack.cell, sources))
                    self._counts[self._part] = block + 1
        self._seen, self._unseen = Run(self._source), Run(self._source)
        self._how, self._apart = "", False

    # Tags

    def open(self, name: str, start: int, inner: int, upto: int, end: int) -> None:
        stack = self._stack
        if name == "br":
            (self._unseen if stack.look.how else self._seen).line(start, end)
            return
        found = attributes(self._source, inner, upto) if upto - inner > 1 else {}
        if name in BLOCKS:
            self.ended()
            if name in ENDS_PARAGRAPH and stack.open_paragraph():
                stack.end("p")
            stack.before(name)
        elif name == "hr":
            self.ended()
            if stack.open_paragraph():
                stack.end("p")
        look, what = self._look(name, found)
        if found or name == "a":
            self._said(name, found, look)
        if name in VOID:
            return
        grid = stack.grid if name in CELLS or name in ROWS else None
        if name == "tr" and grid:
            grid.row()
        elif name in CELLS and not grid:
            return  # no table is open: browsers do not know the tag here
        stack.push(name, look, what)
        if name in ("td", "th") and grid:
            stack.in_cell(
                grid.cell(self._span(found, "colspan", 1_000), self._span(found, "rowspan", 65_534))
            )

    def close(self, name: str) -> None:
        if name in BLOCKS:
            self.ended()
        elif name == "a":
            self.end_link()
        elif name == "br":
            return
        self._stack.end(name)

    def raw(self, name: str, start: int, end: int) -> None:
        """What stands in an element that holds no tags."""
        if name == "title":
            self._piece(Part.TITLE, "", start, end)
        elif name in ("script", "style"):
            self.markup(f"page {name}" if self._page else name, start, end, True)
        elif end > start:
            self.text(start, end)

    def markup(self, label: str, start: int, end: int, hidden: bool) -> None:
        if label == "comment" and self._source[start : start + 7].lower() == "doctype":
            return
        if end > start and not self._source[start:end].isspace():
            place = Place(Part.MARKUP, label, block=self._next(Part.MARKUP), hidden=hidden)
            self.out.append(
                Piece(self._source[start:end], place, None, Sources([0, end - start], [start, end]))
            )

    def end_link(self) -> None:
        """The words of a link are known when it ends."""
        if self._link is None:
            return
        text, sources, hidden = self._link
        label = " ".join(unescape("".join(self._words)).split())[:LABEL_MOST]
        self.out.append(
            Piece(text, Place(Part.LINK, label, block=self._next(Part.LINK), hidden=hidden), None, sources)
        )
        self._link = None
        self._words, self._letters = [], 0

    def _look(self, name: str, found: dict[str, tuple[int, int]]) -> tuple[Look, Compound]:
        look = self._stack.look
        if name in UNSHOWN:
            look = dressed(look, Style(gone=UNSHOWN[name]))
        elif name in ("pre", "textarea", "listing"):
            look = dressed(look, Style(pre=True))
        if not found:
            return self._ruled(name, "", "", dressed(look, _UNOPENED) if name == "dialog" else look)
        classes = self._value(found, "class")
        look, what = self._ruled(name, classes, self._value(found, "id") if self._sheet else "", look)
        readers = for_readers(classes) if classes else False
        if readers:
            look = self._stack.look
        for attribute in _COLOURS:
            if (
                attribute in found
                and (colour := colour_of(self._value(found, attribute).lower())) is not None
            ):
                letters = attribute != "bgcolor"
                look = dressed(look, Style(colour=colour) if letters else Style(background=colour))
        if "hidden" in found or (name == "dialog" and "open" not in found):
            look = dressed(look, _UNOPENED)
        if (
            name == "marquee"
            and min(self._span(found, "height", 99, 99), self._span(found, "width", 99, 99)) < 3
        ):
            look = dressed(look, Style(gone="size"))
        if "style" in found and not readers and (style := style_of(self._value(found, "style"))) is not None:
            look = dressed(look, style)
        return look, what

    def _ruled(self, name: str, classes: str, identity: str, look: Look) -> tuple[Look, Compound]:
        """The look after the page's own style sheets."""
        if not self._sheet:
            return look, NOTHING
        what = frozenset(
            (name, *("." + one for one in classes.split()), *(["#" + identity] if identity else []))
        )
        for style in self._sheet.styles(what, self._stack.around()):
            look = dressed(look, style)
        return look, what

    def _said(self, name: str, found: dict[str, tuple[int, int]], look: Look) -> None:
        """The pieces an element brings by its attributes."""
        hidden = bool(look.how)
        if name == "a":
            self.end_link()
        for attribute in LINKS.get(name, ()):
            if attribute in found:
                self._lead(name, attribute, found[attribute], hidden)
        for attribute, (start, end) in found.items():
            if attribute.startswith("on") and len(attribute) > 3:
                self._piece(Part.MARKUP, "page handler" if self._page else "handler", start, end, True)
            elif attribute in WORDS:
                self._piece(Part.ALT, attribute, start, end, hidden)
                if name == "img" and attribute == "alt" and self._link is not None:
                    self._words.append(self._source[start : min(end, start + LABEL_MOST)])
            elif attribute == "style":
                if self._source.find("(", start, end) >= 0 and runs_code(self._value(found, attribute)):
                    self.markup("page style" if self._page else "style", start, end, True)
            elif attribute == "srcdoc":
                self._piece(Part.MARKUP, "frame", start, end, True)
        if name == "input" and "value" in found:
            self._piece(Part.ALT, "value", *found["value"], self._value(found, "type").lower() == "hidden")
        elif name == "meta" and "content" in found:
            self._meta(found)

    def _lead(self, name: str, attribute: str, place: tuple[int, int], hidden: bool) -> None:
        start, end = place
        if self._source.startswith(_PICTURE, start) and name != "a":
            return
        tag = f"<page {name}>" if self._page else f"<{name}>"
        if attribute == "srcset":
            for one in self._source[start : min(end, start + ADDRESS_MOST)].split(","):
                address = one.split()[0] if one.strip() else ""
                at = start + one.find(address)
                self._piece(Part.LINK, tag, at, at + len(address), hidden)
                start += len(one) + 1
        elif name == "a":
            text, sources = decoded(self._source, start, min(end, start + ADDRESS_MOST))
            if text.strip():
                self._link = text, sources, hidden
        else:
            self._piece(Part.LINK, tag, start, min(end, start + ADDRESS_MOST), hidden)

    def _meta(self, found: dict[str, tuple[int, int]]) -> None:
        start, end = found["content"]
        if self._value(found, "http-equiv").strip().lower() == "refresh":
            # “url=” may be left out (HTML standard, 4.2.5.3).
            address = _REFRESH.match(self._source, start, end)
            if address:
                start, end = address.span("to")
                self._piece(
                    Part.LINK,
                    "<page meta>" if self._page else "<meta>",
                    start,
                    min(end, start + ADDRESS_MOST),
                    True,
                )
        elif label := self._value(found, "name") or self._value(found, "property"):
            self._piece(Part.FIELD, label[:40], start, end)

    def _piece(self, part: Part, label: str, start: int, end: int, hidden: bool = False) -> None:
        text, sources = decoded(self._source, start, end)
        if text.strip():
            place = Place(part, label, block=self._next(part), hidden=hidden)
            self.out.append(Piece(text, place, None, sources))

    def _next(self, part: Part) -> int:
        self._counts[part] += 1
        return self._counts[part] - 1

    def _value(self, found: dict[str, tuple[int, int]], name: str) -> str:
        place = found.get(name)
        if place is None:
            return ""
        text = self._source[place[0] : min(place[1], place[0] + ADDRESS_MOST)]
        return unescape(text) if "&" in text else text

    def _span(self, found: dict[str, tuple[int, int]], name: str, most: int, without: int = 1) -> int:
        return span(self._value(found, name), most) if name in found else without


_REFRESH = re.compile(r"[\s\d.]*[;,\s]\s*(?:url\s*=\s*)?[\"']?(?P<to>[^\s\"'][^\"']*)", re.IGNORECASE)
_UNOPENED = Style(gone="attribute")
_COLOURS: Sequence[str] = ("bgcolor", "color", "text")


def is_page(source: str) -> bool:
    """Whether this is a whole page, with scripts and menus of its own, and not a part of one."""
    head = source[:4096].lower()
    return "<html" in head or "<!doctype" in head or "<body" in head or "<head>" in head
