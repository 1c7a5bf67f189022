"""OFD (GB/T 33190): pages with what is invisible on them, and every other part."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mingtang.foundation.containers.archive import Archive
from mingtang.foundation.containers.markup import child, children, name_of
from mingtang.foundation.extraction.items import Item, Unread
from mingtang.foundation.extraction.making import Making
from mingtang.foundation.extraction.package import Inner, Package
from mingtang.kernel.guard.pieces import Part

_SAME_LINE = 2.0
"""Millimetres by which pieces of one line may differ in height."""
_PALE = 240
_SIGNING = (".esl", ".dat")
"""Seals and signatures: bytes of cryptography, and the picture of the seal."""


def read(archive: Archive, data: bytes, making: Making, inner: Inner) -> Iterator[Item]:
    package = Package(archive, making)
    yield from package.doubts(data)
    if "encryptions.xml" in archive:
        yield Unread(making.place(), "encrypted")
    for name in archive.names():
        if name.endswith(_SIGNING) and "/sign" in f"/{name}":
            package.done.add(name)
    page = 0
    root = archive.xml("ofd.xml")
    for body in root.iter("{*}DocBody"):
        place = child(body, "DocRoot")
        if place is None or not (place.text or "").strip():
            yield Unread(making.place(), "damaged")
            continue
        document = _inside("", place.text.strip())
        tree = archive.xml(document) if document in archive else None
        if tree is None:
            yield Unread(making.place(label=document), "damaged")
            continue
        box = _box(_first(tree, "PhysicalBox"))
        # Templates are drawn on pages, but name none.
        for entry in tree.iter("{*}Page", "{*}TemplatePage"):
            location = _inside(posixpath.dirname(document), entry.get("BaseLoc", ""))
            template = name_of(entry) == "TemplatePage"
            page += 0 if template else 1
            reader = _Page(package, 0 if template else page, box)
            yield from package.part(location, reader.read, posixpath.basename(location))
    for element in root.iter("{*}Encryptions"):
        yield Unread(making.place(label=name_of(element)), "encrypted")
    yield from package.rest(inner)


@dataclass
class _Words:
    top: float
    left: float
    text: str
    hidden: bool


class _Page:
    def __init__(self, package: Package, page: int, box: tuple[float, ...] | None) -> None:
        self._package = package
        self._page = page
        self._box = box

    def read(self, name: str) -> Iterator[Item]:
        root = self._package.archive.xml(name)
        box = _box(_first(root, "PhysicalBox")) or self._box
        words = list(self._objects(root, box, False, False))
        for hidden in (True, False):
            text = _lines([one for one in words if one.hidden == hidden])
            yield from self._package.making.text(text, page=self._page, hidden=hidden)
        for element in root.iter("{*}URI"):
            yield from self._package.making.text(
                element.get("URI", ""), Part.LINK, page=self._page, hidden=True
            )

    def _objects(
        self, parent: Any, box: tuple[float, ...] | None, hidden: bool, drawn: bool
    ) -> Iterator[_Words]:
        """`drawn`: something lies behind the words, so that white ones may be seen."""
        for thing in parent:
            name = name_of(thing)
            unseen = (
                hidden or thing.get("Visible", "true").lower() in ("false", "0") or thing.get("Alpha") == "0"
            )
            if name == "TextObject":
                yield from self._text(thing, box, unseen or (not drawn and _is_pale(thing)))
            elif name in ("PathObject", "ImageObject", "CompositeObject"):
                drawn = True
            elif name:
                yield from self._objects(thing, box, unseen, drawn)

    def _text(self, thing: Any, box: tuple[float, ...] | None, hidden: bool) -> Iterator[_Words]:
        bounds = _box(thing.get("Boundary", ""))
        left, top = bounds[:2] if bounds else (0.0, 0.0)
        if bounds and box:
            hidden = hidden or left >= box[0] + box[2] or top >= box[1] + box[3]
            hidden = hidden or left + bounds[2] <= box[0] or top + bounds[3] <= box[1]
        size = _number(thing.get("Size", "4"))
        for code in thing.iter("{*}TextCode"):
            text = "".join(code.itertext())
            if text:
                yield _Words(
                    top + _number(code.get("Y", "0")),
                    left + _number(code.get("X", "0")),
                    text,
                    hidden or 0 < size < 0.35,
                )


def _lines(words: list[_Words]) -> str:
    """They stand in the file in the order of drawing."""
    lines: list[list[_Words]] = []
    for one in sorted(words, key=lambda one: one.top):
        if lines and one.top - lines[-1][0].top <= _SAME_LINE:
            lines[-1].append(one)
        else:
            lines.append([one])
    return "\n".join("".join(one.text for one in sorted(line, key=lambda one: one.left)) for line in lines)


def _is_pale(thing: Any) -> bool:
    for fill in children(thing, "FillColor"):
        if fill.get("Alpha") == "0":
            return True
        values = [_number(part) for part in fill.get("Value", "").split()]
        return len(values) == 3 and min(values) >= _PALE
    return False


def _first(root: Any, name: str) -> str:
    found = next(root.iter(f"{{*}}{name}"), None)
    return "" if found is None else found.text or ""


def _inside(folder: str, location: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, location.strip())).strip("/")


def _box(text: str) -> tuple[float, ...] | None:
    numbers = tuple(_number(part) for part in text.split())
    return numbers if len(numbers) == 4 else None


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
