"""Typed slots: where a page must show what a section above or beside it knows, the section registers here.

Portal and workbench only arrange what was registered.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Authority
from mingtang.kernel.registry import Registry


@dataclass(frozen=True)
class Door:
    """One of the five verbs by which citizens come."""

    code: str
    verb: Any
    hint: Any


FIVE_DOORS = (
    Door("look", _("看"), _("政府公开了什么")),
    Door("find", _("查"), _("政策、目录和单位")),
    Door("act", _("办"), _("办事指南和材料")),
    Door("say", _("说"), _("申请和联系")),
    Door("judge", _("评"), _("纠错和答复")),
)


@dataclass(frozen=True)
class DoorLink:
    """Something behind a door: `url` answers, once, with its address, or with nothing where it leads nowhere."""

    door: str
    label: Any
    hint: Any
    url: Callable[[], str]
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


@dataclass(frozen=True)
class Panel:
    """A block of rows on a home or unit page; `note` is a sentence above them, `order` sorts."""

    title: Any
    rows: list[Row]
    empty: Any = ""
    more_url: str = ""
    more_label: Any = ""
    note: Any = ""
    order: int = 50


@dataclass(frozen=True)
class Services:
    """A block of guides on the home page: 个人办事, 法人办事, 常用服务."""

    title: Any
    rows: list[Row]
    more_url: str
    more_label: Any
    empty: Any


@dataclass(frozen=True)
class Figure:
    """A number of the county's own measure, with the list behind it."""

    number: str
    label: Any
    url: str


@dataclass(frozen=True)
class Links:
    """A part of the page 网站地图."""

    title: Any
    links: list[tuple[Any, str]]


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
    """An entry in the left column of the desk, shown to those who hold one of the actions (or to all staff); `order`
    also says under which of `CHAPTER_PARTS` it stands. What is in `waits` is counted beside its name.
    """

    label: Any
    url_name: str
    order: int
    actions: tuple[str, ...] = ()
    waits: Callable[[Authority], QuerySet[Any]] | None = None


CHAPTER_PARTS = (
    (0, ""),
    (20, _("日常办理")),
    (30, _("目录和期限")),
    (34, _("栏目和专题")),
    (40, _("监督")),
    (60, _("管理")),
    (90, _("我的")),
)
"""The headings of the left column, each with the order from which on it holds."""


def chapter_part(order: int) -> Any:
    """The heading under which an entry of this order stands; empty above all headings."""
    return next(label for first, label in reversed(CHAPTER_PARTS) if order >= first)


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


@dataclass(frozen=True)
class DeskGroup:
    """The first of some dated items under one word; `total` is how many there are, all of them behind `more_url`."""

    label: Any
    items: list[WaitingItem]
    total: int
    more_url: str


@dataclass(frozen=True)
class DeskBlock:
    """A block of the staff home: groups of items by when they are due, empty ones left out."""

    title: Any
    groups: list[DeskGroup]
    note: Any = ""
    more_url: str = ""
    more_label: Any = ""


# Where a citizen reports an error on the page shown; one entry, `error_report`.
PAGE_LINKS: Registry[Callable[[HttpRequest], str]] = Registry("page links")
DOOR_LINKS: Registry[DoorLink] = Registry("what is behind the doors")
HOME_SERVICES: Registry[Callable[[], list[Services]]] = Registry("services on the home page")
HOME_FIGURES: Registry[Callable[[], list[Figure]]] = Registry("figures of the home page")
SITE_LINKS: Registry[Callable[[], Links]] = Registry("parts of the page of all links")
HOME_PANELS: Registry[Callable[[HttpRequest], Panel]] = Registry("home panels")
# What other sections show on the public page of a subject (its kind and id), and beside it at the desk.
SUBJECT_PANELS: Registry[Callable[[str, UUID], Panel | None]] = Registry("subject panels")
DESK_SUBJECT_PANELS: Registry[Callable[[Authority, str, UUID], Panel | None]] = Registry(
    "desk subject panels"
)
# Nothing where a block would only say that the unit has none.
UNIT_PANELS: Registry[Callable[[HttpRequest, Unit], Panel | None]] = Registry("unit page panels")
UNIT_ENTRIES: Registry[UnitEntry] = Registry("entries of unit sites")
# What else an entry shows on a unit's site, with the entry's slug: the catalogue below what has to be disclosed.
ENTRY_PANELS: Registry[tuple[str, Callable[[HttpRequest, Unit], Panel | None]]] = Registry(
    "panels of entries"
)
CHAPTERS: Registry[Chapter] = Registry("desk chapters")
WAITING: Registry[Callable[[Authority], list[WaitingItem]]] = Registry("what waits at the desk")
# What the staff home shows beside what waits: the person's duties by day. Nothing for a person without any.
DESK_BLOCKS: Registry[Callable[[Authority], DeskBlock | None]] = Registry("blocks of the staff home")
