"""An office package (DOCX, XLSX, PPTX, OFD): its parts, each looked at once, and those nobody knows better."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from typing import Any

from mingtang.foundation.containers import markup
from mingtang.foundation.containers.archive import Archive
from mingtang.foundation.containers.limits import MEGABYTE
from mingtang.foundation.containers.ole import SIGNATURE, CompoundFile
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.extraction import pictures
from mingtang.foundation.extraction.items import Item, Picture, Unread, careful
from mingtang.foundation.extraction.making import Making
from mingtang.foundation.extraction.numbers import Numbers
from mingtang.foundation.extraction.xml_texts import texts
from mingtang.foundation.inspection import whole
from mingtang.kernel.guard.pieces import Part, Piece

_PICTURE = re.compile(r"\.(?:png|jpe?g|jfif|gif|bmp|dib|tiff?|webp|wdp|jb2|jbig2|jp2)$")
_DRAWING = re.compile(r"\.(?:emf|wmf|emz|wmz|pict|pct)$")
_MEDIA = re.compile(r"\.(?:mp3|mp4|m4a|m4v|wav|wma|wmv|avi|mov|ogg|webm|mid)$")
_FONT = re.compile(r"\.(?:odttf|fntdata|ttf|otf|ttc|cff)$")
_SETTINGS = re.compile(r"(?:^|/)printersettings\d*\.bin$|(?:^|/)devmode\w*\.bin$")
_MACRO = re.compile(r"(?:^|/)vba(?:project|data)[^/]*$|/macrosheets/|/activex/")
_SEEN_BY_READERS = re.compile(r"/(?:charts|diagrams/(?:data|drawing))|/drawings/|/chartsheets/|/media/")
_MARKUP = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<\x00", b"\xfe\xff\x00<", b"<\x00", b"\x00<")
_OFFICE = {"xl": "xlsx", "word": "docx", "ppt": "pptx"}
_CONTENTS = ("powerpoint document", "worddocument", "workbook", "book")
_INSIDE_MOST = 64 * MEGABYTE
_THUMBNAIL_MOST = 60_000

Inner = Callable[[bytes, str, Making], Iterator[Item]]
"""Reads a whole office file that lies in this one: bytes, kind."""


class Package:
    """`done` are the parts that were read, in lower case."""

    def __init__(self, archive: Archive, making: Making) -> None:
        self.archive = archive
        self.making = making
        self.done: set[str] = set()

    def parts(self, name: str) -> dict[str, list[str]]:
        """Parts that a part refers to, by kind, those that there are."""
        found: dict[str, list[str]] = {}
        for kind, target in self.relations(name).values():
            if target in self.archive:
                found.setdefault(kind, []).append(target)
        return found

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """As `Archive.relations`; broken ones are told when their turn comes in `rest`."""
        try:
            return self.archive.relations(name)
        except Refused:
            return {}

    def part(self, name: str, read: Callable[[str], Iterator[Item]], label: str = "") -> Iterator[Item]:
        """Reads a part once; if it breaks, that is said."""
        if name.lower() in self.done:
            return
        self.done.add(name.lower())
        place = self.making.place(Part.TEXT, label=label or name)
        yield from careful(read(name), place)

    def words(self, name: str, part: Part, *, label: str, hidden: bool, page: int = 0) -> Iterator[Item]:
        """Of a part of XML whatever words there are, one piece for each paragraph."""

        def read(name: str) -> Iterator[Item]:
            with self.archive.open(name) as source:
                for _name, text in texts(source):
                    yield from self.making.text(text, part, label=label, hidden=hidden, page=page)

        yield from self.part(name, read, label)

    def picture(self, name: str, page: int = 0) -> Iterator[Item]:
        """A part that is a picture, if it is one; else it is left for `rest`."""
        if _PICTURE.search(name.lower()):
            yield from self.part(name, lambda name: self._picture(name, page))

    def _picture(self, name: str, page: int = 0) -> Iterator[Item]:
        data = self.archive.read(name)
        # The small picture of the first page that programs keep shows no words that could be read.
        drawn = not (name.startswith("docprops/") and len(data) < _THUMBNAIL_MOST)
        yield from pictures.read(data, self.making, label=posixpath.basename(name), page=page, drawn=drawn)

    def properties(self) -> Iterator[Item]:
        for name in ("docprops/core.xml", "docprops/app.xml", "docprops/custom.xml"):
            if name in self.archive:
                yield from self.part(name, self._properties)

    def _properties(self, name: str) -> Iterator[Piece]:
        for entry in self.archive.xml(name):
            label = markup.attribute(entry, "name") or markup.name_of(entry)
            if label in ("created", "modified", "lastPrinted"):
                continue
            for text in map(str.strip, entry.itertext()):
                # Counts of pages and switches are no words.
                if text and text not in ("true", "false") and not (text.isdecimal() and len(text) < 7):
                    yield from self.making.text(text, Part.PROPERTY, label=label, hidden=True)
            if label == markup.attribute(entry, "name"):
                yield from self.making.text(label, Part.PROPERTY, label="name", hidden=True)

    def doubts(self, data: bytes) -> Iterator[Unread]:
        """What would be found by one reader of archives and missed by the next."""
        try:
            whole.archive_ends_well(data)
            whole.archive_is_plain(self.archive, data)
        except Refused as refused:
            yield Unread(self.making.place(), refused.code)

    def rest(self, inner: Inner) -> Iterator[Item]:
        """Every part that was not read yet, so that nothing is passed over without a word."""
        for name in self.archive.names():
            if name in self.done or name.endswith("/") or not name:
                continue
            yield from self.part(name, lambda name: self._other(name, inner))

    def _other(self, name: str, inner: Inner) -> Iterator[Item]:
        making = self.making
        label = posixpath.basename(name)
        place = making.place(Part.PICTURE, label=label)
        if _MACRO.search(name):
            yield Unread(place, "macro")
        elif name.endswith(".rels"):
            yield from self._links(name)
        elif _PICTURE.search(name):
            yield from self._picture(name)
        elif _DRAWING.search(name):
            yield Picture(place)
        elif _MEDIA.search(name):
            yield Unread(place, "media")
        elif _FONT.search(name) or _SETTINGS.search(name):
            return
        else:
            yield from self._by_content(name, label, inner)

    def _by_content(self, name: str, label: str, inner: Inner) -> Iterator[Item]:
        with self.archive.open(name) as part:
            start = part.read(16)
        if start.startswith(_MARKUP) or (not start.strip() and name.endswith(".xml")):
            shown = bool(_SEEN_BY_READERS.search("/" + name))
            with self.archive.open(name) as source:
                for found, text in texts(source):
                    part_ = Part.TEXT if shown else Part.PROPERTY
                    if found in ("Target", "href", "url", "URI"):
                        part_ = Part.LINK
                    yield from self.making.text(text, part_, label=label, hidden=not shown)
        elif start.startswith(b"PK\x03\x04"):
            yield from self._inside(name, label, inner)
        elif start.startswith(SIGNATURE):
            yield from self._object(name, label)
        elif start.strip(b"\x00"):
            yield Unread(self.making.place(label=label), "embedded")

    def _inside(self, name: str, label: str, inner: Inner) -> Iterator[Item]:
        """The workbook behind a chart is usual, a document in a document is not rare; what is packed deeper is left."""
        data = self.archive.read(name)
        if self.making.deep > 1 or len(data) > _INSIDE_MOST:
            raise Refused("nested")
        main = Archive(data, self.making.limits).main_part()
        kind = _OFFICE.get(main.partition("/")[0].lower())
        if kind is None:
            raise Refused("nested")
        yield from inner(data, kind, self.making.inside(label))

    def _object(self, name: str, label: str) -> Iterator[Item]:
        """An object of an old program. Formulas hold signs only; documents and files cannot be told from each other."""
        names = CompoundFile(self.archive.read(name)).names
        if names & {"equation native", "\x01ole", "\x01compobj"} and not names & {
            *_CONTENTS,
            *("\x01ole10native", "package", "contents", "macros", "vba", "encryptedpackage"),
        }:
            return
        yield Unread(self.making.place(label=label), "embedded")

    def _links(self, name: str) -> Iterator[Piece]:
        for entry in self.archive.xml(name):
            if markup.attribute(entry, "TargetMode").strip().lower() == "external":
                target = markup.attribute(entry, "Target")
                label = markup.attribute(entry, "Type").rpartition("/")[2]
                yield from self.making.text(target, Part.LINK, label=label, hidden=True)


def left_over(archive: Archive, data: bytes, making: Making, numbers: Numbers) -> Iterator[Piece]:
    """Long numbers of whatever a reader of the format takes for no words: names of styles, values of filters, remarks
    between elements, and what the archive itself says beside its parts."""
    # Before the ending of a name a number looks like a fraction.
    for number in numbers.new("\n".join(archive.names()).replace(".", "\n").encode()):
        yield from making.text(number, Part.PROPERTY, label="name", hidden=True)
    for name in ("", *archive.names()):
        if name.endswith("/") or _PICTURE.search(name) or _MEDIA.search(name):
            continue
        try:
            content = archive.read(name) if name else data
        except Refused:
            # Whoever read the parts has said so.
            continue
        for number in numbers.new(content):
            yield from making.text(number, Part.PROPERTY, label=posixpath.basename(name), hidden=True)


def elements(root: Any, *names: str) -> Iterator[Any]:
    """Descendants of these local names, whatever their namespace."""
    yield from root.iter(*(f"{{*}}{name}" for name in names))
