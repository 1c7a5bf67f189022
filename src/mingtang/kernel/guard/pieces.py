"""What the guard reads: pieces of text, each with the place it stands at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """Which part of a paper a piece belongs to."""

    TITLE = "title"
    FIELD = "field"
    """Another field of the record; `Place.label` names it."""
    BODY = "body"
    TEXT = "text"
    """Of a file: its running text."""
    CELL = "cell"
    LINK = "link"
    """The target of a link, not its words."""
    FILE_NAME = "file_name"
    MARKUP = "markup"
    """Source of a page: scripts, styles, attributes."""
    HEADER = "header"
    FOOTNOTE = "footnote"
    COMMENT = "comment"
    DELETED = "deleted"
    """Struck out by tracked changes, and still in the file."""
    NOTES = "notes"
    ANNOTATION = "annotation"
    PROPERTY = "property"
    """Author, last editor, template, name of a sheet."""
    FORMULA = "formula"
    ALT = "alt"
    PICTURE = "picture"
    """Read from a picture."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece stands.

    `label` is a field, a sheet, a property; `page` counts pages and slides from 1 (0: there are none); `block` counts
    the paragraphs with text of a body or file from 0; `cell` is like “B3”; `entry` names the file inside an archive.
    `hidden`: a reader of the paper does not see it, but it goes out with the file.
    """

    part: Part = Part.TEXT
    label: str = ""
    page: int = 0
    block: int = 0
    cell: str = ""
    entry: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a piece stands in a table: tables are numbered within the paper, rows and columns from 0, in order."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, a cell, a field: what a person takes for one run of text.

    `sources`, where there is one, gives for each character of `text`, and for its end, where it stands in the source
    (the HTML it was taken from). `cell` is set for pieces of a table; these come row by row.
    """

    text: str
    place: Place = Place()
    cell: Cell | None = None
    sources: Sequence[int] | None = None
