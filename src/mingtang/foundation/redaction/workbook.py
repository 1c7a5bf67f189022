"""Workbooks: formulas become values, hidden content and everything behind the cells goes, cells are masked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from mingtang.foundation.containers.markup import attribute, child, children, name_of
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.redaction.cells import CellUnit, Sheet
from mingtang.foundation.redaction.notes import Notes
from mingtang.foundation.redaction.package import Package, Part, Relation, remove
from mingtang.foundation.redaction.paragraphs import Tables, has_long_number, units_of
from mingtang.foundation.redaction.strings import Strings
from mingtang.foundation.redaction.units import Leaf, Unit
from mingtang.kernel.guard import pieces
from mingtang.kernel.guard.pieces import Place

_BOOK = ("workbookPr", "workbookProtection", "bookViews", "sheets", "definedNames", "calcPr")
_SHEET = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetProtection", "mergeCells"),
    *("conditionalFormatting", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter"),
    *("rowBreaks", "colBreaks", "ignoredErrors", "drawing", "tableParts"),
)  # fmt: skip
"""What a sheet may hold, in the order of the standard."""
_ADDS = re.compile(r'"[^"]*[0-9][^"]*"|\\[0-9]')
_WORDS = ("display", "tooltip", "location", "text")
_PRINTED = ("_xlnm.Print_Area", "_xlnm.Print_Titles")
_STRINGS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
CELLS_MOST = 700_000
"""Fifty thousand households with a dozen columns; each cell takes two kilobytes while it is worked on."""


class Workbook:
    """Takes out of a package what is not to be published, at once; then gives the words, and puts masks in."""

    def __init__(self, package: Package, notes: Notes) -> None:
        self._package = package
        self._notes = notes
        self._main = package.main
        listed = next(package.of_kind("sharedStrings"), None)
        namespace = self._main.root.tag[1:].partition("}")[0]
        self._strings = Strings(None if listed is None else listed.root, namespace)
        self._strings_part = listed
        self._hidden_formats = _formats_that_hide(package)
        adding = _formats_that_add(package)
        self._names: dict[str, str] = {}
        self._clean_book()
        self._sheets = [
            Sheet(part.root, self._names[part.name], self._strings, self._hidden_formats, adding)
            for part in self._parts_of_sheets()
        ]
        if sum(sheet.count for sheet in self._sheets) > CELLS_MOST:
            raise Refused("too-large")
        for sheet in self._sheets:
            sheet.clean(notes)

    def units(self) -> Iterator[Unit | CellUnit]:
        tables = Tables()
        for sheet in self._sheets:
            yield from sheet.units(tables.next())
        for part in self._package.parts.values():
            if part.root is None or part is self._strings_part or name_of(part.root) == "table":
                continue
            if name_of(part.root) == "worksheet":
                yield from self._around_cells(part)
            else:
                yield from units_of(part.root, Place(), tables)

    def finish(self) -> None:
        """After the masks are in: only strings that a cell still shows stay."""
        used = [number for sheet in self._sheets for number in sheet.used_strings()]
        numbers = self._strings.keep(used)
        for sheet in self._sheets:
            sheet.renumber(numbers)
        if self._strings_part is None and numbers:
            part = Part("xl/sharedStringsMasked.xml", _STRINGS, self._strings.root)
            self._package.parts[part.name] = part
            self._main.relations.append(Relation("rIdMaskedStrings", _RELATION, part.name))
        for part in self._parts_of_sheets():
            self._settle_tables(part)
        for entry in list(self._main.root.iter("{*}sheet", "{*}definedName")):
            # Asterisks are not allowed in names of sheets.
            if name_of(entry) == "sheet":
                entry.set("name", attribute(entry, "name").replace("*", "＊")[:31])
            elif "*" in (entry.text or ""):
                remove(entry)

    def _parts_of_sheets(self) -> list[Part]:
        return [
            part
            for part in (self._package.parts[name] for name in self._names)
            if part.root is not None and name_of(part.root) == "worksheet"
        ]

    def _clean_book(self) -> None:
        root = self._main.root
        _only(root, _BOOK)
        by_number: list[tuple[Any, bool]] = []
        for entry in (
            list(children(child(root, "sheets"), "sheet")) if child(root, "sheets") is not None else ()
        ):
            identifier = next((value for key, value in entry.attrib.items() if "/relationships" in key), "")
            relation = next((one for one in self._main.relations if one.id == identifier), None)
            hidden = attribute(entry, "state", "visible") != "visible"
            by_number.append((entry, not hidden))
            if relation is None or relation.target not in self._package.parts:
                remove(entry)
            elif hidden:
                self._notes.add("hidden-sheets", 1, attribute(entry, "name")[:40])
                self._package.cut(self._main, relation)
            else:
                self._names[relation.target] = attribute(entry, "name")
        # Sheets that no list names are reached all the same.
        for relation in list(self._main.relations):
            if relation.kind in ("worksheet", "chartsheet") and relation.target not in self._names:
                self._package.cut(self._main, relation)
        if not self._names:
            raise Refused("nothing-left")
        _settle_names(root, [shown for _entry, shown in by_number])
        for view in root.iter("{*}workbookView"):
            for key in ("activeTab", "firstSheet"):
                view.attrib.pop(key, None)
        for part in self._package.parts.values():
            if part.root is not None:
                for element in list(part.root.iter("{*}extLst", "{*}AlternateContent")):
                    remove(element)
                if name_of(part.root) == "worksheet":
                    _only(part.root, _SHEET)
                    _drop_rules_about_other_sheets(part.root)

    def _around_cells(self, part: Part) -> Iterator[Unit]:
        """Heads and feet, notes at links, rules of conditional looks: what of a sheet is not in cells."""
        place = Place(pieces.Part.HEADER, label=self._names.get(part.name, ""))
        for element in part.root:
            name = name_of(element)
            if name == "sheetData":
                continue
            for inner in element.iter("{*}*"):
                if inner.text and inner.text.strip():
                    yield Unit(place, [Leaf(inner.text, inner)])
                for key, value in inner.attrib.items():
                    if value and (key in _WORDS or has_long_number(value)):
                        yield Unit(place, [Leaf(value, inner, key)])

    def _settle_tables(self, part: Part) -> None:
        """The columns of a formatted table are called like the cells of its first row, or it is no table."""
        sheet = next(one for one in self._sheets if one.root is part.root)
        for relation in list(part.relations):
            if relation.kind != "table":
                continue
            table = self._package.parts[relation.target].root
            if table is None or not sheet.name_columns(table):
                self._package.cut(part, relation)
        listed = child(part.root, "tableParts")
        if listed is not None:
            listed.attrib.pop("count", None)
            if not len(listed):
                remove(listed)


def _only(root: Any, names: tuple[str, ...]) -> None:
    for element in list(root):
        if name_of(element) not in names:
            remove(element)


def _drop_rules_about_other_sheets(root: Any) -> None:
    """Of conditional looks: the other sheet may be gone, and a program would call the file damaged."""
    for looks in list(children(root, "conditionalFormatting")):
        if any("!" in (formula.text or "") for formula in looks.iter("{*}formula")):
            remove(looks)


def _settle_names(root: Any, shown: list[bool]) -> None:
    """Of defined names only what is printed stays; sheets are counted anew."""
    listed = child(root, "definedNames")
    if listed is None:
        return
    for entry in list(listed):
        number = attribute(entry, "localSheetId")
        known = number.isascii() and number.isdigit() and len(number) < 6 and int(number) < len(shown)
        if attribute(entry, "name") in _PRINTED and known and shown[int(number)]:
            entry.set("localSheetId", str(sum(shown[: int(number)])))
            entry.attrib.pop("comment", None)
        else:
            remove(entry)
    if not len(listed):
        remove(listed)


def _formats_that_hide(package: Package) -> frozenset[str]:
    """Numbers of cell formats (`s` of a cell) under which nothing is shown, “;;;”."""
    return frozenset(
        number
        for number, entry in _formats(package)
        if ";" in attribute(entry, "formatCode") and not attribute(entry, "formatCode").strip('; "')
    )


def _formats_that_add(package: Package) -> dict[str, str]:
    """Number of a cell format → code, of those that show digits which are not in the cell: “"340102"@”. Under such a
    format a mask would not cover them, so it is one of text from now on."""
    found = {
        number: (entry, attribute(entry, "formatCode"))
        for number, entry in _formats(package)
        if _ADDS.search(attribute(entry, "formatCode"))
    }
    for entry, _code in found.values():
        entry.set("formatCode", "@")
    return {number: code for number, (_entry, code) in found.items()}


def _formats(package: Package) -> Iterator[tuple[str, Any]]:
    """Number of a cell format, and the number format of the workbook that it names."""
    for part in package.of_kind("styles"):
        if part.root is None:
            continue
        codes = {attribute(one, "numFmtId"): one for one in part.root.iter("{*}numFmt")}
        formats = child(part.root, "cellXfs")
        for number, one in enumerate(formats if formats is not None else ()):
            if attribute(one, "numFmtId") in codes:
                yield str(number), codes[attribute(one, "numFmtId")]
