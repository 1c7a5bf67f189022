"""HTML → blocks: pages saved from a browser or from Word, and what is pasted from Word, WPS and web pages."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import replace
from html import escape
from typing import Any

from lxml import etree

from mingtang.foundation.containers.decoding import decode
from mingtang.foundation.containers.markup import name_of, reason, was_cut_off
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.manuscripts import notes, page_looks
from mingtang.foundation.manuscripts.blocks import PICTURE, Block, Found, Picture, at_breaks
from mingtang.foundation.manuscripts.page_content import content_of
from mingtang.foundation.manuscripts.page_looks import Style
from mingtang.foundation.manuscripts.pictures import redrawn
from mingtang.foundation.manuscripts.text import plain
from mingtang.foundation.manuscripts.word_inline import LINKS
from mingtang.foundation.tables.page_text import ends_line, is_hidden, words
from mingtang.foundation.tables.web_pages import groups, is_layout, span
from mingtang.kernel.official.lines import Line

_BLANK = re.compile(r"^[\s\u3000\xa0]+|[\s\u3000\xa0]+$")
_EDGES = re.compile(r"^(?:<br>|[\s\u3000\xa0])+|(?:<br>|[\s\u3000\xa0])+$")
_DEEP = 200
_HEADING = re.compile(r"h([1-6])$")


def read(data: bytes) -> Found:
    text, lost = decode(data)
    found = Found()
    if lost:
        found.notes.add(notes.UNDECODABLE, str(lost))
    # Word hides the numbers of lists in comments that only browsers understand; the texts inside are shown ones.
    text = re.sub(r"<!\[(?:if|endif)[^>]*>", "", text)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise Refused(reason(error)) from error
    if was_cut_off(parser):
        raise Refused("too-large")
    if root is not None:
        reader = _Reader(found)
        reader.walk(content_of(root), Style(), 0)
        reader.end_line(Style())
    return found


class _Reader:
    def __init__(self, found: Found) -> None:
        self._found = found
        self._line: list[str] = []
        self._weights: dict[Style, int] = {}

    def walk(self, element: Any, above: Style, deep: int) -> None:
        name = name_of(element)
        if not name or is_hidden(element) or deep > _DEEP:
            return
        style = page_looks.of(element, above)
        if name == "table" and not is_layout(element):
            self.end_line(above)
            self._table(element, style, deep)
        elif name == "img":
            figure = self._figure(element)
            if figure:
                self.end_line(above)
                self._found.blocks.append(Block(Line("", "figure"), figure, whole=True))
        elif name in ("ul", "ol") and element.find("li") is not None:
            self.end_line(above)
            self._list(element, name, style, deep)
        elif name == "br":
            self._line.append("<br>")
        elif ends_line(name):
            self.end_line(above)
            self._inside(element, style, deep)
            heading = _HEADING.match(name)
            self.end_line(style, int(heading[1]) if heading else 0, blank=name == "p")
        else:
            self._inside(element, style, deep)

    def _inside(self, element: Any, style: Style, deep: int) -> None:
        opening, closing = _tags(element, style)
        self._line.append(opening)
        self._say(element.text, style)
        for part in element:
            self.walk(part, style, deep + 1)
            self._say(part.tail, style)
        self._line.append(closing)

    def _say(self, text: str | None, style: Style) -> None:
        said = words(text)
        if said:
            self._line.append(escape(said))
            length = len(said.strip())
            if length:
                own = replace(style, underline=False, raised="")
                self._weights[own] = self._weights.get(own, 0) + length

    def end_line(self, style: Style, heading: int = 0, *, blank: bool = False) -> None:
        html, weights = "".join(self._line), self._weights
        self._line, self._weights = [], {}
        text = plain(html)
        if not text.strip():
            if blank:
                self._found.blocks.append(Block(Line(""), ""))
            return
        looks = max(weights, key=lambda own: weights[own]) if weights else style
        line = Line(
            _BLANK.sub("", text) if looks.align else text.rstrip().lstrip("\n\r\t "),
            align="" if looks.align == "left" else looks.align,
            size=looks.size,
            font=looks.font,
            bold=looks.bold,
            red=looks.red,
            indent=style.indent,
            heading=heading,
        )
        self._found.blocks += at_breaks(Block(line, balanced(_EDGES.sub("", html))))

    def _list(self, element: Any, name: str, style: Style, deep: int) -> None:
        items, texts = [], []
        for item in element:
            if name_of(item) == "li" and not is_hidden(item):
                html = self._apart(item, style, deep)
                if plain(html).strip():
                    items.append(f"<li><p>{html}</p></li>")
                    texts.append("• " + plain(html).strip())
        if items:
            html = f"<{name}>{''.join(items)}</{name}>"
            self._found.blocks.append(Block(Line("\n".join(texts)), html, whole=True))

    def _apart(self, element: Any, style: Style, deep: int) -> str:
        """The inside of a cell or list item: its lines parted by breaks."""
        inner = _Reader(self._found)
        kept, self._found.blocks = self._found.blocks, []
        inner._inside(element, style, deep + 1)
        inner.end_line(style)
        made, self._found.blocks = self._found.blocks, kept
        pieces = [
            "<br>".join(escape(" ".join(row.split())) for row in block.line.text.split("\n"))
            if block.whole and block.line.kind == "table"
            else block.html
            for block in made
            if block.html
        ]
        return "<br>".join(pieces)

    def _table(self, table: Any, style: Style, deep: int) -> None:
        rows = [
            [cell for cell in row if name_of(cell) in ("td", "th") and not is_hidden(cell)]
            for group in groups(table)
            for row in group
        ]
        rows = [cells for cells in rows if cells]
        if len(rows) <= 3 and all(len(cells) == 1 for cells in rows):
            for (cell,) in rows:
                self._inside(cell, page_looks.of(cell, style), deep + 1)
                self.end_line(style)
            return
        html, texts = [], []
        for cells in rows:
            written = [self._apart(cell, page_looks.of(cell, style), deep) for cell in cells]
            html.append(
                "<tr>"
                + "".join(_cell(cell, inner) for cell, inner in zip(cells, written, strict=True))
                + "</tr>"
            )
            texts.append("\t".join(" ".join(plain(inner).split()) for inner in written))
        text = "\n".join(texts)
        if text.strip():
            whole = f"<table><tbody>{''.join(html)}</tbody></table>"
            self._found.blocks.append(Block(Line(text, "table"), whole, whole=True))

    def _figure(self, image: Any) -> str:
        source, alt = image.get("src", ""), image.get("alt", "")
        head, comma, coded = source.partition(",")
        if not (comma and head.startswith("data:image/") and head.endswith(";base64")):
            self._found.notes.add(notes.PICTURE_LINKED)
            return ""
        try:
            data = redrawn(base64.b64decode(coded))
        except (binascii.Error, ValueError):
            data = None
        if data is None:
            self._found.notes.add(notes.PICTURE_UNKNOWN)
            return ""
        self._found.pictures.append(Picture(data, alt))
        place = len(self._found.pictures) - 1
        return f'<figure><img src="{PICTURE}{place}" alt="{escape(alt)}"><figcaption></figcaption></figure>'


def balanced(html: str) -> str:
    """Tags of a line that was ended inside an element are closed or dropped; empty ones go."""
    out: list[str] = []
    open_: list[str] = []
    for piece in re.split(r"(<[^>]+>)", html):
        tag = re.match(r"<(/?)(\w+)", piece)
        if tag is None or tag[2] == "br":
            out.append(piece)
        elif not tag[1]:
            # Said twice, it is meant once.
            out.append("" if tag[2] in open_ else piece)
            open_.append(tag[2])
        elif open_ and open_[-1] == tag[2]:
            open_.pop()
            out.append("" if tag[2] in open_ else piece)
    out += [f"</{name}>" for name in reversed(list(dict.fromkeys(open_)))]
    joined = "".join(out)
    before = ""
    while before != joined:
        before = joined
        joined = re.sub(r"<(strong|em|u|sub|sup|a)\b[^>]*></\1>", "", joined)
        joined = re.sub(r"</(u|strong|em)><\1>", "", joined)
    return joined


def _tags(element: Any, style: Style) -> tuple[str, str]:
    name = name_of(element)
    if name == "a" and element.get("href", "").lower().startswith(LINKS):
        return f'<a href="{escape(element.get("href"))}">', "</a>"
    if ends_line(name) or name in ("td", "th", "li"):
        return "", ""
    said = page_looks.declared(element.get("style", ""))
    tags = []
    if style.underline:
        tags.append("u")
    if name in ("b", "strong") or said.get("font-weight", "").lower() in ("bold", "bolder", "700"):
        tags.append("strong")
    if name in ("i", "em") or said.get("font-style", "").lower() == "italic":
        tags.append("em")
    if style.raised in ("sub", "sup"):
        tags.append(style.raised)
    return "".join(f"<{tag}>" for tag in tags), "".join(f"</{tag}>" for tag in reversed(tags))


def _cell(cell: Any, inner: str) -> str:
    name = name_of(cell)
    spans = "".join(f' {key}="{number}"' for key in ("colspan", "rowspan") if (number := span(cell, key)) > 1)
    inside = (
        "".join(f"<p>{line}</p>" for line in inner.split("<br>"))
        if "<" not in inner.replace("<br>", "")
        else f"<p>{inner}</p>"
    )
    return f"<{name}{spans}>{inside}</{name}>"
