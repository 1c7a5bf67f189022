"""Word, Excel and slides: taken apart, cleaned, masked, put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from mingtang.foundation.containers.archive import Archive
from mingtang.foundation.containers.limits import Limits
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.redaction import slides, word
from mingtang.foundation.redaction.masks import Masking, Span, is_inside_number
from mingtang.foundation.redaction.notes import Notes
from mingtang.foundation.redaction.package import Package, Part, Relation
from mingtang.foundation.redaction.workbook import Workbook
from mingtang.kernel.guard import pieces
from mingtang.kernel.guard.folding import folded
from mingtang.kernel.guard.lexicon import Lexicon
from mingtang.kernel.guard.pieces import Piece, Place

_TOLD = {
    "comments": "comments",
    "commentsExtended": "comments",
    "threadedComment": "comments",
    "comment": "comments",
    "package": "embedded-files",
    "oleObject": "embedded-files",
    "pivotTable": "pivot-tables",
    "externalLink": "outside-links",
    "connections": "outside-links",
    "queryTable": "outside-links",
    "picture": "drawn-pictures",
    "audio": "media",
    "video": "media",
    "media": "media",
    "core-properties": "properties",
    "extended-properties": "properties",
    "custom-properties": "properties",
    "customXml": "custom-data",
}
"""Last word of the type of what was left behind → note."""


class Words(Protocol):
    @property
    def piece(self) -> Piece: ...

    def apply(self, spans: Sequence[Span]) -> None: ...


class _Link:
    """The address of a link: one with personal data goes as a whole."""

    def __init__(self, package: Package, part: Part, relation: Relation) -> None:
        self._package, self._part, self._relation = package, part, relation
        self.piece = Piece(relation.target, Place(pieces.Part.LINK))

    def apply(self, spans: Sequence[Span]) -> None:
        if spans:
            self._package.cut(self._part, self._relation)


def masked_copy(data: bytes, kind: str, masking: Masking, notes: Notes, limits: Limits) -> bytes:
    """Raises Refused."""
    package = Package(Archive(data, limits), kind)
    for lost, count in package.lost.items():
        if lost in _TOLD:
            notes.add(_TOLD[lost], count)
    book = Workbook(package, notes) if kind == "xlsx" else None
    units: list[Words] = []
    if book is not None:
        units += book.units()
    elif kind == "docx":
        word.clean(package, notes)
        units += word.units(package)
    else:
        slides.clean(package, notes)
        units += slides.units(package)
    units += [
        _Link(package, part, relation)
        for part in package.parts.values()
        for relation in part.relations
        if relation.outside
    ]
    for unit, spans in zip(units, masking.find([unit.piece for unit in units]), strict=True):
        unit.apply(spans)
    if book is not None:
        book.finish()
    if any(part.data for part in package.parts.values() if part.content_type.startswith("image/")):
        notes.add("pictures")
    made = package.saved()
    check_gone(made, masking, limits)
    return made


def check_gone(data: bytes, masking: Masking, limits: Limits) -> None:
    """Raises Refused when a number that was masked stands in any part, as text or between marks of formatting."""
    if not masking.secrets:
        return
    lexicon = Lexicon(masking.secrets)
    archive = Archive(data, limits)
    for name in archive.names():
        if name.endswith((".xml", ".rels")):
            text = folded(archive.read(name).decode("utf-8", "replace"))[0]
            for version in (text, re.sub(r"<[^<>]*>", "", text)):
                for found in lexicon.find(version):
                    if not is_inside_number(version, found.start, found.end):
                        raise Refused("left")
