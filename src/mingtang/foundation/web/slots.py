"""Typed slots: where a page must show what a section above or beside it knows, the section registers here.

Portal and workbench only arrange what was registered.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Authority
from mingtang.kernel.registry import Registry


@dataclass(frozen=True)
class Door:
    """An entry in the masthead of the portal. `order` sorts; only doors that lead somewhere are registered."""

    label: Any
    hint: Any
    url_name: str
    order: int


@dataclass(frozen=True)
class Badge:
    """`tone` is ok, soon, late, info or muted."""

    tone: str
    word: Any


@dataclass(frozen=True)
class Row:
    """One line of a list: a title that leads somewhere."""

    title: str
    url: str
    unit: str = ""
    date: Any = None
    badge: Badge | None = None
    note: str = ""


@dataclass(frozen=True)
class Panel:
    """A block of rows on a home or unit page."""

    title: Any
    rows: list[Row]
    empty: Any = ""
    more_url: str = ""
    more_label: Any = ""


@dataclass(frozen=True)
class EntryPage:
    """The content of one page below an entry of a unit's site: `template` is included into the unit's frame.

    `trail` holds the breadcrumbs below the entry itself; empty on the entry's first page.
    """

    title: Any
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    description: Any = ""
    trail: tuple[tuple[Any, str], ...] = ()


@dataclass(frozen=True)
class UnitEntry:
    """A fixed entry of every unit's site, at `/units/<unit>/<slug>/` and the addresses below it.

    `page` gets what follows in the address (without slashes at the ends); None means there is no such page.
    """

    slug: str
    label: Any
    order: int
    column_type: Any
    page: Callable[[HttpRequest, Unit, str], EntryPage | None]


@dataclass(frozen=True)
class Chapter:
    """An entry in the left column of the desk, shown to those who hold one of the actions (or to all staff)."""

    label: Any
    url_name: str
    order: int
    actions: tuple[str, ...] = ()
    count: Callable[[Authority], int] | None = None


@dataclass(frozen=True)
class WaitingItem:
    """Something that waits for a person, with the day since which it waits and, where there is one, the due day."""

    title: str
    url: str
    what: str
    unit: str
    since: Any
    due: date | None = None
    badge: Badge | None = field(default=None)


# Where a citizen reports an error on the page shown; one entry, `error_report`.
PAGE_LINKS: Registry[Callable[[HttpRequest], str]] = Registry("page links")
DOORS: Registry[Door] = Registry("doors")
HOME_PANELS: Registry[Callable[[HttpRequest], Panel]] = Registry("home panels")
# What other sections show on the public page of a subject (its kind and id), and beside it at the desk.
SUBJECT_PANELS: Registry[Callable[[str, UUID], Panel | None]] = Registry("subject panels")
DESK_SUBJECT_PANELS: Registry[Callable[[Authority, str, UUID], Panel | None]] = Registry(
    "desk subject panels"
)
UNIT_PANELS: Registry[Callable[[HttpRequest, Unit], Panel]] = Registry("unit page panels")
UNIT_ENTRIES: Registry[UnitEntry] = Registry("entries of unit sites")
# What else an entry shows on a unit's site, with the entry's slug: the catalogue below what has to be disclosed.
ENTRY_PANELS: Registry[tuple[str, Callable[[HttpRequest, Unit], Panel | None]]] = Registry(
    "panels of entries"
)
CHAPTERS: Registry[Chapter] = Registry("desk chapters")
WAITING: Registry[Callable[[Authority], list[WaitingItem]]] = Registry("what waits at the desk")
