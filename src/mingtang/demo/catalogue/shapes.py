"""What a row of the demo's standard catalogue is, and the papers that fulfil such rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from mingtang.demo import townships

TOWNSHIPS: tuple[str, ...] = tuple(town.key for town in townships.TOWNSHIPS)
"""The slugs of all townships and streets."""


@dataclass(frozen=True, slots=True)
class Existing:
    """Fulfilled by the demo's own public records of a text family; only those of ``units`` where given."""

    family: str
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A record of the catalogue's own. Title and body hold tokens such as ``{y}``, see :mod:`.finish`.

    ``body`` are lines: ``## heading``, ``- item``, ``1. item``, ``| cell | cell`` (the first is the head of a table
    and a head cell that ends in ``＋`` is added up), ``@objection 7``, else a paragraph. ``ago`` is how many days
    before today it was formed (0: spread by the title); with ``month`` in the newest such month at least ``ago`` days
    back. ``late`` is by how many working days after it was formed it went public, where that was later than the row
    allows (0: in time).
    """

    unit: str
    title: str
    genre: str
    body: tuple[str, ...]
    key: str = ""
    audience: str = "everyone"
    numbered: bool = False
    ago: int = 0
    month: int = 0
    late: int = 0
    word: str = ""


@dataclass(frozen=True, slots=True)
class Same:
    """Fulfilled by the paper with this ``key`` too."""

    key: str


@dataclass(frozen=True, slots=True)
class DemoRow:
    """One row of the catalogue (一条公开事项) as its file would hold it, who claimed it and what fulfils it.

    ``elements`` are parted by ；; ``basis`` are titles in 《》 one after the other; ``channels`` a text with ■ and □.
    ``claimed_by`` are slugs of units, empty for a row nobody has claimed. Two departments there, or a unit of a level
    that the row does not name, are mistakes made on purpose.
    """

    area: str
    item1: str
    item2: str
    item3: str
    elements: str
    basis: str
    limit: str
    subject: str
    channels: str
    everyone: bool
    specific: str
    active: bool
    on_request: bool
    county: bool
    township: bool
    village: bool
    theme: str
    claimed_by: tuple[str, ...]
    fulfilled_by: Existing | Paper | Same | None

    @property
    def path(self) -> tuple[str, str, str]:
        """The names that tell it from other rows of its area."""
        return (self.item1, self.item2, self.item3)


@dataclass(frozen=True, slots=True)
class PaperText:
    """A finished paper. ``rows`` are the places in ``ROWS`` of the rows that it fulfils."""

    unit: str
    area: str
    title: str
    genre: str
    theme: str
    keywords: tuple[str, ...]
    summary: str
    body_html: str
    formed_on: date
    published_on: date
    doc_no: str
    audience: str
    rows: tuple[int, ...]
    issuer: str

    def content(self) -> dict[str, Any]:
        """The fields of a record, as :class:`OldRecord` wants them."""
        return {
            "title": self.title,
            "doc_no": self.doc_no,
            "issuer": self.issuer,
            "theme": self.theme,
            "genre": self.genre,
            "audience": self.audience,
            "keywords": " ".join(self.keywords),
            "summary": self.summary,
            "body": self.body_html,
            "formed_on": self.formed_on,
            "doc_date": self.formed_on,
            "effective_on": None,
            "expires_on": None,
            "display_until": None,
            "is_policy": False,
            "open_attr": "active",
            "reason_code": "",
            "reason_text": "",
        }
