"""An office package taken apart into the parts that may go out, and put together again.

Only what is reached by relations of known types is kept: comments, embedded files, properties, custom data, caches
and whatever a later program invents stay behind.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from mingtang.foundation.containers.archive import Archive
from mingtang.foundation.containers.markup import attribute, name_of
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.redaction.pictures import redrawn

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DAY = (1980, 1, 1, 0, 0, 0)
_DRAWN = frozenset(
    (
        *("image", "chart", "chartUserShapes", "chartStyle", "chartColorStyle", "themeOverride", "theme", "font"),
        *("diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing", "hyperlink"),
    )
)  # fmt: skip
KEPT = {
    "docx": _DRAWN
    | {"officeDocument", "styles", "settings", "fontTable", "numbering", "header", "footer"}
    | {"footnotes", "endnotes"},
    "pptx": _DRAWN
    | {"officeDocument", "slide", "slideLayout", "slideMaster", "notesSlide", "notesMaster", "tableStyles"}
    | {"presProps"},
    "xlsx": _DRAWN
    | {"officeDocument", "worksheet", "chartsheet", "sharedStrings", "drawing", "table", "styles"},
}
"""Last word of the type of a relation, by kind of file."""
_HOLDERS = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor", "drawing", "graphicFrame")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_./-]{0,100}")
_LINKS = ("http://", "https://")
"""Addresses of mail are not told apart here into those of offices and of people; the words of the link stay."""


@dataclass
class Relation:
    id: str
    type: str
    target: str
    outside: bool = False

    @property
    def kind(self) -> str:
        return self.type.rpartition("/")[2]


@dataclass
class Part:
    """`root` is set for XML, `data` for pictures and fonts."""

    name: str
    content_type: str
    root: Any = None
    data: bytes = b""
    relations: list[Relation] = field(default_factory=list)

    def target(self, identifier: str) -> str:
        return next((one.target for one in self.relations if one.id == identifier), "")


class Package:
    """Parts in the order in which they are reached. `lost` counts what was left behind, by last word of its type."""

    def __init__(self, archive: Archive, kind: str) -> None:
        self._archive = archive
        self._kept = KEPT[kind]
        self._names = {
            entry.filename.replace("\\", "/").strip("/").lower(): entry for entry in archive.entries()
        }
        self._types = _types(archive)
        self.lost: dict[str, int] = {}
        self.parts: dict[str, Part] = {}
        main = archive.main_part()
        if not main:
            raise Refused("damaged")
        roots = [Relation(key, full, target) for key, full, target, _out in _relations(archive, "")]
        self._roots = [one for one in roots if one.kind == "officeDocument"][:1]
        for relation in roots:
            if relation.kind != "officeDocument":
                self._lose(relation.kind)
        if not self._roots:
            self._roots = [Relation("rId1", f"{_OFFICE}/officeDocument", main)]
        self._roots[0].target = self._read(main)

    @property
    def main(self) -> Part:
        return self.parts[self._roots[0].target]

    def of_kind(self, kind: str) -> Iterator[Part]:
        """Parts that relations of the kind lead to, each once."""
        seen = set()
        for part in list(self.parts.values()):
            for relation in part.relations:
                if relation.kind == kind and not relation.outside and relation.target not in seen:
                    seen.add(relation.target)
                    if relation.target in self.parts:
                        yield self.parts[relation.target]

    def cut(self, part: Part, relation: Relation) -> None:
        """Takes a relation away with what hangs on it in the part."""
        part.relations.remove(relation)
        if part.root is not None:
            _unhang(part.root, {relation.id})

    def saved(self) -> bytes:
        """With what can still be reached, and nothing else."""
        reached: dict[str, Part] = {}
        todo = [self._roots[0].target]
        while todo:
            part = self.parts[todo.pop()]
            if part.name not in reached:
                reached[part.name] = part
                todo += [one.target for one in part.relations if not one.outside]
        _rename(reached, self._roots)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            _write(made, "[Content_Types].xml", _types_of(reached.values()))
            _write(made, "_rels/.rels", _relations_of(self._roots))
            for part in reached.values():
                data = part.data if part.root is None else _xml(part.root)
                _write(made, part.name, data)
                if part.relations:
                    folder, base = posixpath.split(part.name)
                    _write(made, f"{folder}/_rels/{base}.rels", _relations_of(part.relations))
        return out.getvalue()

    def _lose(self, kind: str) -> None:
        self.lost[kind] = self.lost.get(kind, 0) + 1

    def _read(self, first: str) -> str:
        """The part and all it leads to; its name as the archive spells it."""
        todo = [first]
        while todo:
            wanted = todo.pop()
            entry = self._names[wanted.lower()]
            name = entry.filename.replace("\\", "/").strip("/")
            if name in self.parts:
                continue
            content_type = self._types(name)
            data = self._archive.read(name)
            self.parts[name] = part = Part(name, content_type)
            if content_type.startswith("image/") or name.lower().endswith((".emf", ".wmf", ".svg")):
                part.data, part.content_type, was_lost = redrawn(data)
                if was_lost:
                    self._lose("picture")
                continue
            if content_type.endswith("xml") or name.lower().endswith(".xml"):
                part.root = self._archive.xml(name)
            elif "font" in content_type.lower():
                part.data = data
            self._follow(part)
            todo += [one.target for one in part.relations if not one.outside]
        return self._names[first.lower()].filename.replace("\\", "/").strip("/")

    def _follow(self, part: Part) -> None:
        lost = set()
        for key, full, target, outside in _relations(self._archive, part.name):
            relation = Relation(key, full, target, outside)
            known = relation.kind in self._kept
            if outside:
                known = relation.kind == "hyperlink" and target.lower().startswith(_LINKS)
            elif known and target.lower() in self._names:
                entry = self._names[target.lower()]
                relation.target = entry.filename.replace("\\", "/").strip("/")
            else:
                # Links to places inside have no part behind them.
                known = False
            if known:
                part.relations.append(relation)
            else:
                lost.add(key)
                self._lose(relation.kind)
        if lost and part.root is not None:
            _unhang(part.root, lost)


def _rename(parts: dict[str, Part], roots: list[Relation]) -> None:
    """Some programs keep the names that pictures had as files, and people name these after persons."""
    names: dict[str, str] = {}
    for number, part in enumerate(parts.values()):
        folder, base = posixpath.split(part.name)
        if not _PLAIN_NAME.fullmatch(part.name) or re.search("[0-9]{7}", base):
            ending = re.search(r"\.[A-Za-z0-9]{1,5}$", base)
            folder = folder if _PLAIN_NAME.fullmatch(folder) else "parts"
            name = f"{folder}/part{number}{ending[0] if ending else ''}"
            names[part.name] = part.name = name.lstrip("/")
    for relation in (*roots, *(one for part in parts.values() for one in part.relations)):
        if not relation.outside:
            relation.target = names.get(relation.target, relation.target)


def _unhang(root: Any, lost: set[str]) -> None:
    """Takes away what refers to relations that are no more: a program would call the file damaged."""
    hanging = [
        (element, key)
        for element in root.iter("{*}*")
        for key, value in element.attrib.items()
        if value in lost and "/relationships" in key
    ]
    for element, key in hanging:
        name = name_of(element)
        if name == "pageSetup" or (name == "hyperlink" and len(element)):
            # Of Word: the words of the link stay.
            del element.attrib[key]
        elif name.startswith("hlink"):
            remove(element)
        else:
            within = next(element.iterancestors(*(f"{{*}}{holder}" for holder in _HOLDERS)), None)
            remove(element if within is None else within)


def remove(element: Any) -> None:
    """With its children; what follows it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _relations(archive: Archive, name: str) -> list[tuple[str, str, str, bool]]:
    """Id, type, target, whether it lies outside."""
    folder, base = posixpath.split(name)
    listed = posixpath.join(folder, "_rels", base + ".rels")
    if listed not in archive:
        return []
    found = []
    for entry in archive.xml(listed):
        outside = attribute(entry, "TargetMode").strip().lower() == "external"
        target = attribute(entry, "Target")
        if not outside:
            target = posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).strip("/")
        found.append((attribute(entry, "Id"), attribute(entry, "Type"), target, outside))
    return found


def _types(archive: Archive) -> Any:
    defaults, overrides = {}, {}
    for entry in archive.xml("[content_types].xml"):
        said = attribute(entry, "ContentType")
        if name_of(entry) == "Default":
            defaults[attribute(entry, "Extension").lower()] = said
        else:
            overrides[attribute(entry, "PartName").strip("/").lower()] = said

    def content_type(name: str) -> str:
        name = name.lower()
        return overrides.get(name) or defaults.get(name.rpartition(".")[2], "application/octet-stream")

    return content_type


def _types_of(parts: Any) -> bytes:
    root = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})
    etree.SubElement(
        root,
        f"{{{_TYPES}}}Default",
        Extension="rels",
        ContentType="application/vnd.openxmlformats-package.relationships+xml",
    )
    for part in parts:
        etree.SubElement(
            root, f"{{{_TYPES}}}Override", PartName=f"/{part.name}", ContentType=part.content_type
        )
    return _xml(root)


def _relations_of(relations: list[Relation]) -> bytes:
    root = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
    for one in relations:
        found = etree.SubElement(
            root,
            f"{{{_RELATIONS}}}Relationship",
            Id=one.id,
            Type=one.type,
            Target=one.target if one.outside else f"/{one.target}",
        )
        if one.outside:
            found.set("TargetMode", "External")
    return _xml(root)


def _xml(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _write(made: zipfile.ZipFile, name: str, data: bytes) -> None:
    made.writestr(zipfile.ZipInfo(name, _DAY), data, zipfile.ZIP_DEFLATED)
