"""The inside of Word paragraphs as HTML: emphasis, links, notes and pictures; nothing deleted, hidden or commented."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from mingtang.foundation.containers.markup import attribute, child, name_of
from mingtang.foundation.manuscripts import notes
from mingtang.foundation.tables.notes import Notes
from mingtang.foundation.tables.symbols import is_symbol_font, symbols, without_private
from mingtang.foundation.tables.word_text import CHARACTERS, GONE, WRAPPERS, chosen, is_on, old_box, symbol_of

LINKS = ("http://", "https://", "mailto:", "tel:")


class Inline:
    """Collects HTML of one paragraph, and beside it pictures and text boxes, which become blocks of their own."""

    def __init__(
        self,
        found: Notes,
        links: dict[str, str],
        footnote: Callable[[str, str], int],
        picture: Callable[[Any], str],
    ) -> None:
        self._notes, self._links, self._footnote, self._picture = found, links, footnote, picture
        self.boxes: list[Any] = []
        self.figures: list[str] = []

    def html(self, paragraph: Any) -> str:
        self.boxes, self.figures = [], []
        pieces: list[str] = []
        self._walk(paragraph, pieces)
        return _joined("".join(pieces))

    def _walk(self, parent: Any, pieces: list[str]) -> None:
        for part in parent:
            name = name_of(part)
            if name == "r":
                self._run(part, pieces)
            elif name == "hyperlink":
                self._link(part, pieces)
            elif name in WRAPPERS:
                if name in ("ins", "moveTo"):
                    self._notes.add(notes.TRACKED_CHANGES)
                self._walk(part, pieces)
            elif name in GONE:
                self._notes.add(notes.TRACKED_CHANGES)
            elif name == "commentReference":
                self._notes.add(notes.COMMENTS)
            elif name == "sdt":
                self._control(part, pieces)
            elif name == "AlternateContent":
                self._walk(chosen(part), pieces)
            elif name in ("oMath", "oMathPara"):
                pieces.append(escape("".join(found.text or "" for found in part.iter("{*}t"))))

    def _link(self, link: Any, pieces: list[str]) -> None:
        inner: list[str] = []
        self._walk(link, inner)
        target = self._links.get(attribute(link, "id"), "")
        text = "".join(inner)
        if text and target.lower().startswith(LINKS):
            pieces.append(f'<a href="{escape(target)}">{text}</a>')
        else:
            pieces.append(text)

    def _control(self, control: Any, pieces: list[str]) -> None:
        properties = child(control, "sdtPr")
        box = None if properties is None else child(properties, "checkbox")
        if box is not None:
            pieces.append("☑" if is_on(box, "checked") else "□")
        elif not is_on(properties, "showingPlcHdr"):
            content = child(control, "sdtContent")
            if content is not None:
                self._walk(content, pieces)

    def _run(self, run: Any, pieces: list[str]) -> None:
        properties = child(run, "rPr")
        if is_on(properties, "vanish"):
            if any(part.text for part in run.iter("{*}t")):
                self._notes.add(notes.HIDDEN_TEXT)
            return
        fonts = None if properties is None else child(properties, "rFonts")
        font = "" if fonts is None else attribute(fonts, "ascii") or attribute(fonts, "hAnsi")
        inner: list[str] = []
        for part in run:
            self._part(part, font, inner)
        text = "".join(inner)
        pieces.append(_emphasised(text, properties) if text.strip() else text)

    def _part(self, part: Any, font: str, pieces: list[str]) -> None:
        name = name_of(part)
        if name == "t":
            text = part.text or ""
            pieces.append(escape(symbols(text, font) if is_symbol_font(font) else without_private(text)))
        elif name == "br" and attribute(part, "type") in ("page", "column"):
            return
        elif name in CHARACTERS:
            pieces.append(CHARACTERS[name])
        elif name == "sym":
            pieces.append(escape(symbol_of(part)))
        elif name == "fldChar":
            pieces.append(old_box(part))
        elif name == "ruby":
            base = child(part, "rubyBase")
            if base is not None:
                self._walk(base, pieces)
        elif name in ("footnoteReference", "endnoteReference"):
            number = self._footnote(name.removesuffix("Reference"), attribute(part, "id"))
            if number:
                pieces.append(f"<sup>[{number}]</sup>")
        elif name == "commentReference":
            self._notes.add(notes.COMMENTS)
        elif name == "AlternateContent":
            for inside in chosen(part):
                self._part(inside, font, pieces)
        elif name in ("drawing", "pict", "object"):
            self._drawing(part)

    def _drawing(self, drawing: Any) -> None:
        boxes = [
            box
            for box in drawing.iter("{*}txbxContent")
            if not any(name_of(above) in ("Fallback", "txbxContent") for above in box.iterancestors())
        ]
        if boxes:
            self.boxes += boxes
            return
        figure = self._picture(drawing)
        if figure:
            self.figures.append(figure)


def _emphasised(text: str, properties: Any | None) -> str:
    if properties is None:
        return text
    align = child(properties, "vertAlign")
    raised = "" if align is None else attribute(align, "val")
    if raised in ("superscript", "subscript") and "<sup>" not in text:
        text = f"<{raised[:3]}>{text}</{raised[:3]}>"
    if is_on(properties, "i"):
        text = f"<em>{text}</em>"
    if is_on(properties, "b"):
        text = f"<strong>{text}</strong>"
    line = child(properties, "u")
    if line is not None and attribute(line, "val", "single") != "none":
        text = f"<u>{text}</u>"
    return text


def _joined(html: str) -> str:
    """Word splits runs at every change of language or spelling mark; their emphasis is one."""
    for tag in ("u", "strong", "em", "sup", "sub"):
        html = html.replace(f"</{tag}><{tag}>", "")
    return html.replace("\n", "<br>")
