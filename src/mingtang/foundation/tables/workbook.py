"""What all sheets of an XLSX file share: its list of sheets, texts, number formats and fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mingtang.foundation.containers import markup
from mingtang.foundation.containers.archive import Archive
from mingtang.foundation.tables.formats import GENERAL, NumberFormat, built_in, number_format
from mingtang.foundation.tables.symbols import is_symbol_font, symbols

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class Style:
    form: NumberFormat = GENERAL
    font: str = ""
    """Only if it is a font of symbols, in which “R” is a ticked box."""


PLAIN = Style()


@dataclass(frozen=True)
class SheetEntry:
    name: str
    part: str
    hidden: bool


class Workbook:
    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        main = archive.main_part()
        root = archive.xml(main)
        self.since_1904 = any(
            markup.attribute(entry, "date1904").lower() in ("1", "true")
            for entry in markup.children(root, "workbookPr")
        )
        relations = archive.relations(main)
        self.sheets = list(_sheets(root, relations))
        parts = {kind: target for kind, target in relations.values() if target in archive}
        self.texts = list(_texts(archive, parts["sharedStrings"])) if "sharedStrings" in parts else []
        self.styles = list(_styles(archive.xml(parts["styles"]))) if "styles" in parts else []

    def style(self, number: int) -> Style:
        return self.styles[number] if 0 <= number < len(self.styles) else PLAIN


def _sheets(root: Any, relations: dict[str, tuple[str, str]]) -> Iterator[SheetEntry]:
    for entry in markup.inside(root, "sheets"):
        kind, part = relations.get(markup.attribute(entry, "id"), ("", ""))
        # Charts and dialogues are sheets too, without cells.
        if kind == "worksheet":
            yield SheetEntry(entry.get("name", ""), part, entry.get("state", "visible") != "visible")


def _texts(archive: Archive, part: str) -> Iterator[str]:
    with archive.open(part) as source:
        for entry in markup.stream(source, "si"):
            yield text_of(entry)


def text_of(entry: Any) -> str:
    """Of a shared or an inline text: its runs, without the reading aid (拼音) above them."""
    pieces = []
    for part in entry:
        name = markup.name_of(part)
        if name == "t":
            pieces.append(part.text or "")
        elif name == "r":
            text = "".join(found.text or "" for found in markup.children(part, "t"))
            font = markup.child(part, "rPr", "rFont")
            pieces.append(symbols(text, markup.attribute(font, "val")) if font is not None else text)
    return unescape("".join(pieces))


def unescape(text: str) -> str:
    """`_x000D_` stands for a character that XML cannot hold."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _styles(root: Any) -> Iterator[Style]:
    codes = {
        entry.get("numFmtId", ""): number_format(entry.get("formatCode", ""))
        for entry in markup.inside(root, "numFmts")
    }
    fonts = []
    for entry in markup.inside(root, "fonts"):
        name = markup.child(entry, "name")
        font = "" if name is None else markup.attribute(name, "val")
        fonts.append(font if is_symbol_font(font) else "")
    for entry in markup.inside(root, "cellXfs"):
        number, font_number = entry.get("numFmtId", "0"), int(entry.get("fontId", "0"))
        form = codes.get(number) or built_in(int(number))
        yield Style(form, fonts[font_number] if 0 <= font_number < len(fonts) else "")
