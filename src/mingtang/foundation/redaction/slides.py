"""Slides: hidden ones are taken out; the words are in `paragraphs`."""

from __future__ import annotations

from collections.abc import Iterator

from mingtang.foundation.containers.markup import attribute, name_of
from mingtang.foundation.redaction.notes import Notes
from mingtang.foundation.redaction.package import Package, Part, remove
from mingtang.foundation.redaction.paragraphs import Tables, units_of
from mingtang.foundation.redaction.units import Unit
from mingtang.kernel.guard import pieces
from mingtang.kernel.guard.pieces import Place


def clean(package: Package, notes: Notes) -> None:
    main = package.main
    for relation in list(main.relations):
        slide = package.parts.get(relation.target)
        if relation.kind != "slide" or slide is None or slide.root is None:
            continue
        if attribute(slide.root, "show", "1").lower() in ("0", "false"):
            package.cut(main, relation)
            notes.add("hidden-slides")
    # Slides are reached from other slides by links too.
    listed = {relation.target for relation in main.relations if relation.kind == "slide"}
    for part in package.parts.values():
        for relation in list(part.relations):
            if relation.kind == "slide" and relation.target not in listed:
                package.cut(part, relation)
        if part.root is not None:
            for element in list(
                part.root.iter("{*}extLst", "{*}custDataLst", "{*}custShowLst", "{*}modifyVerifier")
            ):
                remove(element)


def units(package: Package) -> Iterator[Unit]:
    tables = Tables()
    pages = _pages(package)
    for part in package.parts.values():
        if part.root is not None:
            notes = name_of(part.root) == "notes"
            where = pieces.Part.NOTES if notes else pieces.Part.TEXT
            yield from units_of(part.root, Place(where, page=pages.get(part.name, 0)), tables)


def _pages(package: Package) -> dict[str, int]:
    """Numbers of slides, of their notes, charts and drawings, as they are shown."""
    main: Part = package.main
    found: dict[str, int] = {}
    for number, entry in enumerate(main.root.iter("{*}sldId"), 1):
        slide = main.target(_relation(entry))
        found[slide] = number
        if slide in package.parts:
            for relation in package.parts[slide].relations:
                if relation.kind in ("notesSlide", "chart", "diagramData", "diagramDrawing"):
                    found.setdefault(relation.target, number)
    return found


def _relation(entry: object) -> str:
    """Its attribute `id` of the namespace of relations; there is a plain one of the same name."""
    return next(
        (value for key, value in entry.attrib.items() if "/relationships" in key),  # type: ignore[attr-defined]
        "",
    )
