"""A DOCX file → blocks in the order of reading."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from mingtang.foundation.containers.archive import Archive
from mingtang.foundation.containers.markup import attribute, child, children, name_of
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.manuscripts import notes
from mingtang.foundation.manuscripts.blocks import PICTURE, Block, Found, Picture, at_breaks
from mingtang.foundation.manuscripts.looks import Looks, Styles, with_paragraph, with_run
from mingtang.foundation.manuscripts.pictures import redrawn
from mingtang.foundation.manuscripts.text import plain
from mingtang.foundation.manuscripts.word_inline import Inline
from mingtang.foundation.manuscripts.word_tables import TableWriter, lines_of
from mingtang.foundation.tables.numbering import Numbering
from mingtang.foundation.tables.word_parts import within
from mingtang.kernel.official.lines import Line

_BLANK = re.compile(r"^[\s\u3000]+|[\s\u3000]+$")


def read(archive: Archive) -> Found:
    main = archive.main_part()
    relations = archive.relations(main)
    parts = {kind: target for kind, target in relations.values() if target in archive}
    extra: dict[str, Any] = {
        kind: archive.xml(parts[kind])
        for kind in ("numbering", "styles", "footnotes", "endnotes")
        if kind in parts
    }
    body = child(archive.xml(main), "body")
    if body is None:
        raise Refused("damaged")
    reader = _Reader(archive, relations, archive.links(main), extra)
    return reader.read(body)


class _Reader:
    def __init__(
        self,
        archive: Archive,
        relations: dict[str, tuple[str, str]],
        links: dict[str, str],
        extra: dict[str, Any],
    ) -> None:
        self._archive, self._relations = archive, relations
        self._found = Found()
        self._styles = Styles(extra.get("styles"))
        self._numbering = Numbering(extra.get("numbering"), extra.get("styles"))
        self._inline = Inline(self._found.notes, links, self._footnote, self._picture)
        self._notes_of = {kind: extra.get(f"{kind}s") for kind in ("footnote", "endnote")}
        self._footnotes: dict[tuple[str, str], int] = {}
        self._new_page = False

    def read(self, body: Any) -> Found:
        for block in within(body, ("p", "tbl")):
            self._block(block)
        self._write_footnotes()
        return self._found

    def _block(self, block: Any) -> None:
        if name_of(block) == "p":
            self._paragraph(block)
            return
        loose = lines_of(block)
        if loose is not None:
            for paragraph in loose:
                self._paragraph(paragraph)
            return
        html, text = TableWriter(self._cell).write(block)
        if text:
            self._add(Block(Line(text, "table", new_page=self._taken_page()), html, whole=True))

    def _paragraph(self, paragraph: Any) -> None:
        properties = child(paragraph, "pPr")
        mark = None if properties is None else child(properties, "rPr")
        if mark is not None and child(mark, "del") is not None:
            self._found.notes.add(notes.TRACKED_CHANGES)
        number = self._numbering.next(properties)
        html = self._inline.html(paragraph)
        boxes, figures = self._inline.boxes, self._inline.figures
        looks = self._looks(paragraph, properties)
        # A red head often stands in a text box that hangs on the first paragraph.
        for box in boxes:
            for block in within(box, ("p", "tbl")):
                self._block(block)
        for figure in figures:
            self._add(Block(Line("", "figure"), figure, whole=True))
        html = _BLANK.sub("", html) if looks.align != "" else html
        if html and self._numbering.is_bullet(properties):
            self._add(
                Block(self._line("• " + plain(html), looks), f"<ul><li><p>{html}</p></li></ul>", whole=True)
            )
        else:
            if number:
                html = escape(number) + (" " if number[-1].isascii() and html else "") + html
            if html or not figures:
                self._add(Block(self._line(plain(html), looks), html))
        if any(attribute(found, "type") == "page" for found in paragraph.iter("{*}br")) or (
            properties is not None and child(properties, "sectPr") is not None
        ):
            self._new_page = True

    def _line(self, text: str, looks: Looks) -> Line:
        return Line(
            text,
            align=looks.align,
            size=looks.size,
            font=looks.font,
            bold=looks.bold,
            red=looks.red,
            indent=round(looks.characters, 1),
            heading=looks.level if looks.level <= 6 else 0,
            new_page=self._taken_page() or looks.new_page,
        )

    def _taken_page(self) -> bool:
        taken, self._new_page = self._new_page, False
        return taken

    def _looks(self, paragraph: Any, properties: Any | None) -> Looks:
        """Of the paragraph and of most of its characters."""
        style = None if properties is None else child(properties, "pStyle")
        looks = with_paragraph(self._styles.of("" if style is None else attribute(style, "val")), properties)
        weights: dict[Looks, int] = {}
        for run in paragraph.iter("{*}r"):
            length = sum(len((text.text or "").strip()) for text in children(run, "t"))
            if length:
                own = with_run(looks, child(run, "rPr"))
                weights[own] = weights.get(own, 0) + length
        return max(weights, key=lambda own: weights[own]) if weights else looks

    def _cell(self, cell: Any) -> tuple[str, bool]:
        """HTML of a table cell, and whether all of it is bold."""
        pieces, bold = [], True
        for paragraph in within(cell, ("p",)):
            number = self._numbering.next(child(paragraph, "pPr"))
            html = _BLANK.sub("", escape(number) + self._inline.html(paragraph))
            html += "".join(self._inline.figures)
            if html:
                bold = bold and self._looks(paragraph, child(paragraph, "pPr")).bold
                pieces.append(html if html.startswith("<figure>") else f"<p>{html}</p>")
        return "".join(pieces), bold and bool(pieces)

    def _picture(self, drawing: Any) -> str:
        for part in drawing.iter("{*}blip", "{*}imagedata"):
            kind, target = self._relations.get(attribute(part, "embed") or attribute(part, "id"), ("", ""))
            if kind != "image" or target not in self._archive:
                self._found.notes.add(notes.PICTURE_LINKED)
                return ""
            data = redrawn(self._archive.read(target))
            if data is None:
                self._found.notes.add(notes.PICTURE_UNKNOWN, target.rpartition("/")[2])
                return ""
            named = next(drawing.iter("{*}docPr"), None)
            alt = "" if named is None else attribute(named, "descr")
            self._found.pictures.append(Picture(data, alt))
            place = len(self._found.pictures) - 1
            return (
                f'<figure><img src="{PICTURE}{place}" alt="{escape(alt)}"><figcaption></figcaption></figure>'
            )
        if any(name_of(part) in ("chart", "relIds", "OLEObject") for part in drawing.iter()):
            self._found.notes.add(notes.DRAWING_LOST)
        return ""

    def _footnote(self, kind: str, key: str) -> int:
        if self._notes_of.get(kind) is None:
            return 0
        return self._footnotes.setdefault((kind, key), len(self._footnotes) + 1)

    def _write_footnotes(self) -> None:
        done = 0
        while done < len(self._footnotes):
            (kind, key), number = list(self._footnotes.items())[done]
            done += 1
            for note in children(self._notes_of[kind], kind):
                if attribute(note, "id") == key:
                    html = "<br>".join(filter(None, map(self._inline.html, within(note, ("p",))))).strip()
                    self._add(Block(Line(f"[{number}] {plain(html)}", size=9), f"[{number}] {html}"))

    def _add(self, block: Block) -> None:
        self._found.blocks += at_breaks(block)
