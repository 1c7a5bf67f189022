"""Text of Word paragraphs as it is shown: no deleted and no hidden text, boxes instead of symbol fonts, numbers."""

from __future__ import annotations

from typing import Any

from mingtang.foundation.containers.markup import attribute, child, children, name_of
from mingtang.foundation.tables import notes
from mingtang.foundation.tables.notes import Notes
from mingtang.foundation.tables.numbering import Numbering
from mingtang.foundation.tables.symbols import is_symbol_font, symbol, symbols, without_private

CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
GONE = ("del", "moveFrom")
WRAPPERS = ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo")


def is_on(parent: Any | None, name: str) -> bool:
    """A switch such as `w:vanish`, which may also say that it is off."""
    switch = None if parent is None else child(parent, name)
    return switch is not None and attribute(switch, "val", "1") not in ("0", "false", "off")


class TextReader:
    def __init__(self, numbering: Numbering, found: Notes) -> None:
        self._numbering = numbering
        self._notes = found

    def paragraph(self, paragraph: Any) -> str:
        pieces: list[str] = []
        self._inline(paragraph, pieces)
        text = "".join(pieces)
        number = self._numbering.next(child(paragraph, "pPr"))
        if not number:
            return text
        # Between words a blank; Chinese punctuation stands for itself.
        return number + (" " if number[-1].isascii() and text else "") + text

    def _inline(self, parent: Any, pieces: list[str]) -> None:
        for part in parent:
            name = name_of(part)
            if name == "r":
                self._run(part, pieces)
            elif name in WRAPPERS:
                self._inline(part, pieces)
                if name in ("ins", "moveTo"):
                    self._notes.add(notes.TRACKED_CHANGES)
            elif name in GONE:
                self._notes.add(notes.TRACKED_CHANGES)
            elif name == "sdt":
                self._control(part, pieces)
            elif name == "AlternateContent":
                self._inline(chosen(part), pieces)
            elif name in ("oMath", "oMathPara"):
                pieces.extend(found.text or "" for found in part.iter("{*}t"))

    def _control(self, control: Any, pieces: list[str]) -> None:
        """A content control; a box is told by its state, a prompt to type something is no text."""
        properties = child(control, "sdtPr")
        box = None if properties is None else child(properties, "checkbox")
        if box is not None:
            pieces.append("☑" if is_on(box, "checked") else "□")
        elif not is_on(properties, "showingPlcHdr"):
            content = child(control, "sdtContent")
            if content is not None:
                self._inline(content, pieces)

    def _run(self, run: Any, pieces: list[str]) -> None:
        properties = child(run, "rPr")
        if is_on(properties, "vanish"):
            return
        fonts = None if properties is None else child(properties, "rFonts")
        font = "" if fonts is None else attribute(fonts, "ascii") or attribute(fonts, "hAnsi")
        for part in run:
            name = name_of(part)
            if name == "t":
                text = part.text or ""
                pieces.append(symbols(text, font) if is_symbol_font(font) else without_private(text))
            elif name in CHARACTERS:
                pieces.append(CHARACTERS[name])
            elif name == "sym":
                pieces.append(symbol_of(part))
            elif name == "fldChar":
                pieces.append(old_box(part))
            elif name == "ruby":
                base = child(part, "rubyBase")
                if base is not None:
                    self._inline(base, pieces)
            elif name == "AlternateContent":
                self._boxes(chosen(part), pieces)
            elif name in ("drawing", "pict", "object"):
                self._boxes(part, pieces)

    def _boxes(self, drawing: Any, pieces: list[str]) -> None:
        """Text boxes; their tables are read as tables."""
        for box in drawing.iter("{*}txbxContent"):
            for paragraph in children(box, "p"):
                pieces.append("\n")
                self._inline(paragraph, pieces)


def chosen(alternate: Any) -> Any:
    """Of two renderings of the same the first, which Word shows; never both."""
    found = child(alternate, "Choice")
    if found is None:
        found = child(alternate, "Fallback")
    return () if found is None else found


def symbol_of(part: Any) -> str:
    try:
        return symbol(attribute(part, "font"), int(attribute(part, "char"), 16))
    except ValueError:
        return ""


def old_box(field: Any) -> str:
    """A tick box of old forms: its state, or else its default."""
    box = child(field, "ffData", "checkBox")
    if box is None:
        return ""
    state = "checked" if child(box, "checked") is not None else "default"
    return "☑" if is_on(box, state) else "□"
