"""Word: what a reader of the paper does not see is taken out; the words are in `paragraphs`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mingtang.foundation.containers.markup import attribute, child, name_of
from mingtang.foundation.redaction.notes import Notes
from mingtang.foundation.redaction.package import Package, Part, remove
from mingtang.foundation.redaction.paragraphs import Tables, units_of
from mingtang.foundation.redaction.units import Unit
from mingtang.kernel.guard import pieces
from mingtang.kernel.guard.pieces import Place

_DELETED = ("del", "moveFrom", "cellDel", "delText", "delInstrText")
_ACCEPTED = ("ins", "moveTo", "smartTag", "customXml")
"""Their content stays, they go."""
_FORMER = (
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "tblPrExChange",
    "trPrChange",
    "tcPrChange",
)
_MARKS = (
    *("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "numberingChange", "cellIns"),
    *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "cellMerge", "permStart"),
    *("customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd"),
    *("customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart", "permEnd"),
    *("customXmlMoveToRangeEnd", "dataBinding", "placeholder", "proofErr", "printerSettings", "extLst"),
)  # fmt: skip
_SETTINGS = (
    *("attachedTemplate", "rsids", "docVars", "mailMerge", "trackRevisions", "saveThroughXslt", "captions"),
    *("attachedSchema", "schemaLibrary", "activeWritingStyle", "writeProtection", "docId", "readModeInkLockDown"),
)  # fmt: skip
_OFF = ("0", "false", "off")


def clean(package: Package, notes: Notes) -> None:
    hiding = _hiding_styles(package)
    for part in package.parts.values():
        if part.root is None:
            continue
        kind = name_of(part.root)
        if kind == "settings":
            _drop(part.root, _SETTINGS)
        if kind in ("document", "hdr", "ftr", "footnotes", "endnotes"):
            notes.add("changes-accepted", _accept_changes(part.root))
            notes.add("hidden-text", _remove_hidden(part.root, hiding))
        _drop(part.root, _MARKS)


def units(package: Package) -> Iterator[Unit]:
    tables = Tables()
    names = {"hdr": pieces.Part.HEADER, "ftr": pieces.Part.HEADER}
    names |= {"footnotes": pieces.Part.FOOTNOTE, "endnotes": pieces.Part.FOOTNOTE}
    for part in _in_order(package):
        yield from units_of(part.root, Place(names.get(name_of(part.root), pieces.Part.TEXT)), tables)


def _in_order(package: Package) -> list[Part]:
    parts = [part for part in package.parts.values() if part.root is not None]
    return sorted(parts, key=lambda part: part is not package.main)


def _drop(root: Any, names: tuple[str, ...]) -> int:
    found = list(root.iter(*(f"{{*}}{name}" for name in names)))
    for element in found:
        remove(element)
    return len(found)


def _accept_changes(root: Any) -> int:
    """Deleted text goes, inserted text stays, former looks go. How many changes there were."""
    count = 0
    for element in list(root.iter(*(f"{{*}}{name}" for name in _DELETED))):
        parent = element.getparent()
        holder = "" if parent is None else name_of(parent)
        if holder == "trPr":
            # The row is deleted.
            parent = parent.getparent()
            if parent is not None:
                remove(parent)
        elif holder == "tcPr" and name_of(element) == "cellDel":
            cell = parent.getparent()
            for paragraph in list(cell.iter("{*}r")) if cell is not None else ():
                remove(paragraph)
            remove(element)
        else:
            remove(element)
        count += 1
    count += _drop(root, _FORMER)
    for element in list(root.iter(*(f"{{*}}{name}" for name in _ACCEPTED))):
        parent = element.getparent()
        if parent is None:
            continue
        count += name_of(element) in ("ins", "moveTo")
        at = parent.index(element)
        for inner in reversed(list(element)):
            if name_of(inner) not in ("smartTagPr", "customXmlPr"):
                parent.insert(at + 1, inner)
        remove(element)
    return count


def _hiding_styles(package: Package) -> set[str]:
    """Identifiers of styles whose text is not shown, also by the style they build on."""
    hides: dict[str, bool | None] = {}
    based: dict[str, str] = {}
    for part in package.of_kind("styles"):
        if part.root is None:
            continue
        for style in part.root.iter("{*}style"):
            identifier = attribute(style, "styleId")
            hides[identifier] = _vanishes(child(style, "rPr"))
            on = child(style, "basedOn")
            based[identifier] = "" if on is None else attribute(on, "val")
    found = set()
    for identifier in hides:
        at, seen = identifier, set()
        while at in hides and hides[at] is None and at not in seen:
            seen.add(at)
            at = based[at]
        if hides.get(at):
            found.add(identifier)
    return found


def _vanishes(looks: Any) -> bool | None:
    """None when nothing is said."""
    if looks is None:
        return None
    mark = child(looks, "vanish")
    return None if mark is None else attribute(mark, "val", "1").lower() not in _OFF


def _style_of(looks: Any, name: str) -> str:
    style = None if looks is None else child(looks, name)
    return "" if style is None else attribute(style, "val")


def _remove_hidden(root: Any, hiding: set[str]) -> int:
    count = 0
    for row in list(root.iter("{*}tr")):
        mark = child(row, "trPr", "hidden")
        if mark is not None and attribute(mark, "val", "1").lower() not in _OFF:
            remove(row)
            count += 1
    for run in list(root.iter("{*}r")):
        looks = child(run, "rPr")
        hidden = _vanishes(looks)
        if hidden is None and hiding:
            style = _style_of(looks, "rStyle")
            if not style:
                paragraph = next(run.iterancestors("{*}p"), None)
                style = "" if paragraph is None else _style_of(child(paragraph, "pPr"), "pStyle")
            hidden = style in hiding
        if hidden and any(
            name_of(inner) in ("t", "drawing", "pict", "object", "sym", "tab") for inner in run
        ):
            remove(run)
            count += 1
    return count
