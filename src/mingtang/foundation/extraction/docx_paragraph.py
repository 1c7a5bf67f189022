"""One paragraph of a Word document: what is seen of it, what is not, and what else hangs on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from mingtang.foundation.containers.markup import attribute, child, name_of
from mingtang.foundation.extraction.docx_looks import UNKNOWN, Looks, fill_in, with_run
from mingtang.foundation.tables.word_text import CHARACTERS, chosen, is_on, symbol_of

State = Literal["shown", "hidden", "deleted", "inserted"]

_EDGE_AFTER = re.compile(r"^[0-9A-Za-z*]{1,32}")
_EDGE_BEFORE = re.compile(r"[0-9A-Za-z*]{1,32}$")
_DRAWN = ("drawing", "pict", "object")
_IGNORED = frozenset(("pPr", "rPr", "sdtEndPr", "tblPr", "trPr", "tcPr"))
_USUAL_FIELD = re.compile(
    r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|TOC|SEQ|(?:PAGEREF|REF|NOTEREF)\s+_(?:Toc|Ref|Hlk)\d{1,9})\b"
    r"(?:\s+\\[a-z@*#](?:\s*\"[^\"]{0,20}\")?|\s+(?:MERGEFORMAT|Arabic|图|表))*\s*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\s*(?:HYPERLINK|INCLUDE|LINK|DDE|IMPORT|DATABASE|RD)", re.IGNORECASE)


@dataclass
class Found:
    """`more`: texts that hang on it, each with its sort: “alt”, “link” or “field”. `boxes` are contents of text boxes,
    each with whether it is seen."""

    segments: list[tuple[State, str]] = field(default_factory=list)
    more: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[tuple[Any, bool]] = field(default_factory=list)

    def shown(self) -> str:
        return "".join(text for state, text in self.segments if state in ("shown", "inserted"))

    def hidden(self) -> Iterator[str]:
        """Each stretch that is not seen, with letters and digits that touch it: a number may be hidden in part."""
        return _stretches([one for one in self.segments if one[0] != "deleted"], "hidden")

    def deleted(self) -> Iterator[str]:
        """Each stretch that was struck out, with what it hung together with: as it was before."""
        return _stretches([one for one in self.segments if one[0] != "inserted"], "deleted")


class ParagraphReader:
    """Fields may reach over paragraphs, so one reader goes through a whole part."""

    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self._fields: list[list[str]] = []
        self.authors: set[str] = set()

    def read(self, paragraph: Any, behind: str, *, state: State = "shown") -> Found:
        """`behind` is the fill of the cell or the page, `state` that of the row it stands in."""
        found = Found()
        properties = child(paragraph, "pPr")
        styled = None if properties is None else child(properties, "pStyle")
        style = "" if styled is None else attribute(styled, "val")
        fill = fill_in(properties) or self._looks.fill_of(style) or behind
        self._inline(paragraph, found, state, style, fill)
        return found

    def left_open(self) -> Iterator[str]:
        """Instructions of fields that nothing closed."""
        for pieces in self._fields:
            yield "".join(pieces)
        self._fields.clear()

    def _inline(self, parent: Any, found: Found, state: State, style: str, fill: str) -> None:
        for part in parent:
            name = name_of(part)
            if name == "r":
                self._run(part, found, state, style, fill)
            elif name in ("ins", "moveTo"):
                self._note_author(part)
                self._inline(part, found, "inserted" if state == "shown" else state, style, fill)
            elif name in ("del", "moveFrom"):
                self._note_author(part)
                self._inline(part, found, "deleted", style, fill)
            elif name == "fldSimple":
                self._instruction(attribute(part, "instr"), found)
                self._inline(part, found, state, style, fill)
            elif name == "hyperlink":
                found.more.append(("alt", attribute(part, "tooltip")))
                self._inline(part, found, state, style, fill)
            elif name == "sdtPr":
                found.more += (("alt", text) for text in choices(part))
            elif name == "AlternateContent":
                self._alternate(part, found, state, style, fill)
            elif name in ("oMath", "oMathPara"):
                found.segments += ((state, text.text or "") for text in part.iter("{*}t"))
            elif name and name not in _IGNORED:
                self._inline(part, found, state, style, fill)

    def _run(self, run: Any, found: Found, state: State, style: str, fill: str) -> None:
        properties = child(run, "rPr")
        styled = None if properties is None else child(properties, "rStyle")
        look = self._looks.of(style, "" if styled is None else attribute(styled, "val"))
        look = with_run(look, properties)
        if state != "deleted" and look.is_hidden(fill):
            state = "hidden"
        for part in run:
            name = name_of(part)
            if name == "t":
                found.segments.append((state, part.text or ""))
            elif name == "delText":
                found.segments.append(("deleted", part.text or ""))
            elif name in CHARACTERS:
                found.segments.append((state, CHARACTERS[name]))
            elif name == "sym":
                found.segments.append((state, symbol_of(part)))
            elif name in ("instrText", "delInstrText"):
                if not self._fields:
                    self._fields.append([])
                self._fields[-1].append(part.text or "")
            elif name == "fldChar":
                self._field(part, found)
            elif name in _DRAWN:
                self._drawing(part, found, state)
            elif name == "AlternateContent":
                self._alternate(part, found, state, style, fill)
            elif name in ("ruby", "rt", "rubyBase"):
                self._inline(part, found, state, style, fill)

    def _alternate(self, part: Any, found: Found, state: State, style: str, fill: str) -> None:
        """Two renderings of the same: of the one that is not shown only what the other does not say."""
        first, second = Found(), Found()
        shown = chosen(part)
        for rendering in part:
            into = first if rendering is shown else second
            # Drawings stand in it as they do in a run.
            for inner in rendering:
                if name_of(inner) in _DRAWN:
                    self._drawing(inner, into, state)
                else:
                    self._inline([inner], into, state, style, fill)
        found.segments += first.segments
        found.more += first.more
        found.boxes += first.boxes
        said = set(_words(first))
        found.segments += (("hidden", text) for _state, text in second.segments if text not in said)
        found.more += (one for one in second.more if one not in first.more)
        if not said.issuperset(_words(second)):
            found.boxes += ((box, False) for box, _seen in second.boxes)

    def _drawing(self, drawing: Any, found: Found, state: State) -> None:
        for part in drawing.iter():
            name = name_of(part)
            if name == "txbxContent":
                if not any(name_of(above) == "txbxContent" for above in _above(part, drawing)):
                    found.boxes.append((part, state in ("shown", "inserted")))
            elif name in ("docPr", "cNvPr"):
                found.more += (("alt", attribute(part, key)) for key in ("descr", "title", "name"))
            elif name == "textpath":
                found.segments.append((state, part.get("string", "")))
            elif name in ("shape", "imagedata", "rect"):
                found.more += (("alt", attribute(part, key)) for key in ("alt", "title"))
                found.more.append(("link", attribute(part, "href")))

    def _field(self, mark: Any, found: Found) -> None:
        kind = attribute(mark, "fldCharType")
        if kind == "begin":
            self._fields.append([])
            for part in mark.iter("{*}default", "{*}helpText", "{*}statusText", "{*}listEntry"):
                found.more.append(("alt", attribute(part, "val")))
        elif self._fields and kind == "separate":
            self._instruction("".join(self._fields[-1]), found)
            self._fields[-1].clear()
        elif self._fields and kind == "end":
            self._instruction("".join(self._fields.pop()), found)

    def _instruction(self, text: str, found: Found) -> None:
        found.more += told(text)

    def _note_author(self, part: Any) -> None:
        if len(self.authors) < 1000:
            self.authors.add(attribute(part, "author"))


def told(instruction: str) -> list[tuple[str, str]]:
    """A field as a piece; numbers of pages and the like say nothing."""
    if not instruction.strip() or _USUAL_FIELD.fullmatch(instruction[:300]):
        return []
    return [("link" if _ADDRESS.match(instruction) else "field", instruction.strip())]


def choices(properties: Any) -> Iterator[str]:
    """Of a content control: its name and the answers it offers."""
    for part in properties.iter("{*}alias", "{*}tag", "{*}listItem"):
        yield attribute(part, "displayText") or attribute(part, "val")
        if attribute(part, "value"):
            yield attribute(part, "value")


def row_state(properties: Any | None) -> State:
    """Of the cells of a row."""
    if properties is None:
        return "shown"
    if child(properties, "del") is not None:
        return "deleted"
    return "hidden" if is_on(properties, "hidden") else "shown"


def _stretches(segments: list[tuple[State, str]], wanted: State) -> Iterator[str]:
    at = 0
    while at < len(segments):
        if segments[at][0] != wanted or not segments[at][1]:
            at += 1
            continue
        end = at
        while end < len(segments) and segments[end][0] == wanted:
            end += 1
        before = _EDGE_BEFORE.search("".join(text for _state, text in segments[max(at - 8, 0) : at])[-32:])
        after = _EDGE_AFTER.search("".join(text for _state, text in segments[end : end + 8])[:32])
        middle = "".join(text for _state, text in segments[at:end])
        if middle.strip():
            yield (before[0] if before else "") + middle + (after[0] if after else "")
        at = end


def _words(found: Found) -> Iterator[str]:
    yield from (text for _state, text in found.segments if text.strip())
    for box, _seen in found.boxes:
        yield from (part.text for part in box.iter("{*}t") if part.text and part.text.strip())


def _above(element: Any, top: Any) -> Iterator[Any]:
    for above in element.iterancestors():
        if above is top:
            return
        yield above


BOX = UNKNOWN
"""What is behind the words of a text box: shapes are filled in many ways."""
