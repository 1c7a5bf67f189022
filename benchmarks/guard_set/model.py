"""A document of the set with its labelled spans, as it lies in `documents.jsonl`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DOCUMENTS = HERE / "documents.jsonl"
COUNTIES = HERE / "counties.json"
HELDOUT = HERE / "heldout.jsonl"
HELDOUT_COUNTIES = HERE / "heldout" / "counties.json"
IN_HTML = -1
"""Instead of the number of a piece: the span counts characters of `Document.html`."""


@dataclass(frozen=True)
class Span:
    """What has to be found. `also` are other kinds that are as right, `others` other spans that are.

    `optional`: finding it is right, and so is leaving it. `within`: whatever lies inside counts, however short.
    """

    piece: int
    start: int
    end: int
    kind: str
    text: str
    form: str = "plain"
    difficulty: str = "easy"
    optional: bool = False
    within: bool = False
    right: str = ""
    also: tuple[str, ...] = ()
    others: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Text:
    """One run of text: `part` and `label` as in `kernel.guard.pieces.Place`, `cell` is table, row, column."""

    part: str
    text: str
    label: str = ""
    hidden: bool = False
    cell: tuple[int, int, int] | None = None


@dataclass(frozen=True)
class Document:
    """`county` names what is known (`counties.json`). A page has `html`; its pieces are what the reader makes of it."""

    id: str
    family: str
    title: str
    unit: str
    county: str
    dated: str
    today: str
    writer: str = "official"
    html: str = ""
    pieces: tuple[Text, ...] = ()
    spans: tuple[Span, ...] = field(default=())

    @property
    def wanted(self) -> list[Span]:
        return [span for span in self.spans if not span.optional]


def line_of(document: Document) -> str:
    """One line of JSON without what is as usual."""
    return json.dumps(_short(document), ensure_ascii=False)


def _short(value: Any) -> Any:
    if isinstance(value, (Document, Span, Text)):
        usual = {name: entry.default for name, entry in type(value).__dataclass_fields__.items()}
        return {
            name: _short(getattr(value, name))
            for name in usual
            if usual[name] is not getattr(value, name) and usual[name] != getattr(value, name)
        }
    if isinstance(value, tuple):
        return [_short(entry) for entry in value]
    return value


def document_of(line: str) -> Document:
    data = json.loads(line)
    pieces = tuple(
        Text(**{**piece, "cell": tuple(piece["cell"]) if "cell" in piece else None})
        for piece in data.pop("pieces", ())
    )
    spans = tuple(
        Span(
            **{
                **span,
                "also": tuple(span.get("also", ())),
                "others": tuple(tuple(other) for other in span.get("others", ())),
            }
        )
        for span in data.pop("spans", ())
    )
    return Document(pieces=pieces, spans=spans, **data)


def documents(path: Path = DOCUMENTS) -> Iterator[Document]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield document_of(line)


@cache
def counties() -> dict[str, Any]:
    """By name what is known of a county, as `kernel.guard.knowledge.knowledge_of` reads it."""
    return _read(COUNTIES)


@cache
def heldout_counties() -> dict[str, Any]:
    return _read(HELDOUT_COUNTIES)


def known_of(document: Document) -> Any:
    """What is known of the county of a paper, of whichever set it is."""
    name = document.county
    return counties()[name] if name in counties() else heldout_counties()[name]


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
