"""DOCX, XLSX, PPTX: every part is read through; nothing in it may run, reach out, or carry files of its own."""

from __future__ import annotations

import posixpath
import re
from typing import Any

from mingtang.foundation.containers.archive import BROKEN, Archive
from mingtang.foundation.containers.limits import Limits
from mingtang.foundation.containers.markup import attribute
from mingtang.foundation.containers.ole import SIGNATURE, CompoundFile
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.inspection import fields, whole
from mingtang.foundation.inspection.links import check_target
from mingtang.foundation.inspection.told import Told

_PIECE = 1 << 20
_OVERLAP = 64
"""Longer than any mark that is looked for, also in two bytes a letter."""
_DTD = tuple(
    mark.encode(coding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for coding in ("utf-8", "utf-16-le", "utf-16-be")
)
_RUNS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe")
_PACKED = (b"PK\x03\x04", b"Rar!\x1a", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08")
_MACRO_PARTS = re.compile(r"(?:^|/)(?:vbaproject\.bin|vbadata\.xml)$|/macrosheets/|/dialogsheets/")
_PROGRAM_ACTIONS = (b"ppaction://program", b"ppaction://macro", b"ppaction://ole")
# cmd|'/c calc'!A0 in a formula of a sheet.
_DDE_FORMULA = re.compile(
    rb"<(?:\w+:)?f\b[^>]*>[^<]{0,500}?[\w.)]\|(?:'|&apos;|&#39;|\w)(?:[^<\"&]|&apos;|&#39;|&amp;){0,200}!"
)
# Formulas that fetch from an address or start a server as soon as the sheet is calculated.
_FETCHING_FORMULA = re.compile(
    rb"<(?:\w+:)?f\b[^>]*>[^<]{0,500}?\b(?:_xlfn\.)?(?:WEBSERVICE|IMAGE|RTD)\(", re.IGNORECASE
)
_REFRESHED = re.compile(rb"""\brefreshOnLoad\s*=\s*["'](?:1|true)|<(?:\w+:)?webPr\b""")
_CODINGS = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"<\x00\x00\x00", b"\x00\x00\x00<", b"\x4c\x6f\xa7\x94")
"""UTF-32 and EBCDIC: no office program writes them, and marks would be missed in them."""
_MACRO_TYPES = ("macroenabled", "vbaproject", "macrosheet", "dialogsheet")


def check(data: bytes, kind: str, limits: Limits, *, deep: int = 0) -> Told:
    """Raises Refused."""
    told = Told(kind)
    if not deep:
        whole.archive_ends_well(data)
    if b"%PDF-" in data[:1024]:
        raise Refused("polyglot")
    archive = Archive(data, limits)
    check_names(archive)
    if archive.is_overlapping():
        raise Refused("too-large-unpacked")
    whole.archive_is_plain(archive, data)
    written: list[str] = []
    for name in archive.names():
        if _MACRO_PARTS.search(name):
            raise Refused("macro")
        if "/activex/" in name or name.startswith("activex/"):
            raise Refused("activex")
        if read_through(archive, name, limits, deep):
            written.append(name)
    _check_types(archive)
    # Whatever they are called, and wherever they lie: relations may point a program anywhere.
    for name in written:
        if name.endswith(".rels"):
            _check_relations(archive, name, told)
        elif "/externallinks/" in name:
            _check_outside_link(archive.xml(name))
        elif kind == "docx" and not name.endswith((".svg", ".vml")):
            fields.check(archive.xml(name), told)
        elif name == "xl/workbook.xml":
            _note_hidden(archive.xml(name), told)
        elif name == "xl/connections.xml":
            if _REFRESHED.search(archive.read(name)):
                raise Refused("external", posixpath.basename(name))
            told.note("data-connection")
    return told


def check_names(archive: Archive) -> None:
    """Raises Refused for names that would leave the folder they are unpacked in."""
    for entry in archive.entries():
        name = entry.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or re.match(r"^[A-Za-z]:", name) or "\x00" in name:
            raise Refused("traversal", posixpath.basename(name)[:60])


def read_through(archive: Archive, name: str, limits: Limits, deep: int) -> bool:
    """To its end, so that its checksum is compared; looks for document types, programs and archives.

    Whether it is markup.
    """
    markup = name.endswith((".xml", ".rels", ".vml"))
    start, tail = b"", b""
    try:
        with archive.open(name) as part:
            while piece := part.read(_PIECE):
                if not start:
                    start = piece[:512]
                    markup = markup or start.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").startswith(
                        (b"<", b"<\x00", b"\x00<")
                    )
                if markup:
                    if start.startswith(_CODINGS):
                        raise Refused("unsafe")
                    seen = tail + piece
                    if any(mark in seen for mark in _DTD):
                        raise Refused("unsafe")
                    plain = (seen.replace(b"\x00", b"") if b"\x00" in start else seen).lower()
                    if any(action in plain for action in _PROGRAM_ACTIONS):
                        raise Refused("embedded", posixpath.basename(name))
                    if b"|" in plain and _DDE_FORMULA.search(plain):
                        raise Refused("dde", posixpath.basename(name))
                    if b"(" in plain and _FETCHING_FORMULA.search(plain):
                        raise Refused("external", posixpath.basename(name))
                    tail = seen[-_OVERLAP:]
    except BROKEN as error:
        raise Refused("damaged") from error
    if start.startswith(_RUNS):
        raise Refused("embedded", posixpath.basename(name))
    if start.startswith(_PACKED):
        _look_inside(archive.read(name), name, limits, deep)
    if start.startswith(SIGNATURE):
        _check_object(archive.read(name), name)
    return markup


def _look_inside(data: bytes, name: str, limits: Limits, deep: int) -> None:
    """The workbook behind a chart is usual; anything packed deeper, or packed otherwise, is not."""
    if deep or not data.startswith(b"PK"):
        raise Refused("nested", posixpath.basename(name))
    inner = Archive(data, limits).main_part().partition("/")[0]
    kind = {"xl": "xlsx", "word": "docx", "ppt": "pptx"}.get(inner.lower())
    if kind is None:
        raise Refused("nested", posixpath.basename(name))
    check(data, kind, limits, deep=deep + 1)


def _check_object(data: bytes, name: str) -> None:
    names = CompoundFile(data).names
    if names & {"\x01ole10native", "package", "contents"} or names & {"macros", "_vba_project_cur", "vba"}:
        raise Refused("embedded", posixpath.basename(name))
    if names & {"encryptedpackage"}:
        raise Refused("encrypted")


def _check_types(archive: Archive) -> None:
    if "[content_types].xml" not in archive:
        raise Refused("damaged")
    for entry in archive.xml("[content_types].xml"):
        said = attribute(entry, "ContentType").lower()
        if any(mark in said for mark in _MACRO_TYPES):
            raise Refused("macro")
        if "activex" in said:
            raise Refused("activex")


def _check_relations(archive: Archive, name: str, told: Told) -> None:
    for entry in archive.xml(name):
        kind = attribute(entry, "Type").rpartition("/")[2]
        if kind in ("vbaProject", "xlMacrosheet", "xlIntlMacrosheet"):
            raise Refused("macro")
        if kind.lower() == "afchunk":
            raise Refused("embedded", "altChunk")
        if attribute(entry, "TargetMode").strip().lower() == "external":
            check_target(attribute(entry, "Target"), told, link=kind == "hyperlink")


def _check_outside_link(root: Any) -> None:
    for element in root.iter("{*}ddeLink", "{*}oleLink"):
        raise Refused("dde", attribute(element, "ddeService")[:40])


def _note_hidden(root: Any, told: Told) -> None:
    hidden = [
        attribute(sheet, "name")[:40]
        for sheet in root.iter("{*}sheet")
        if attribute(sheet, "state") in ("hidden", "veryHidden")
    ]
    if hidden:
        told.note("hidden-sheets", *hidden[:5])
