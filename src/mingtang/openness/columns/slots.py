"""What columns put into the pages and mechanisms of others."""

from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Authority
from mingtang.foundation.web.sitemaps import SITEMAPS, Pages
from mingtang.foundation.web.slots import (
    CHAPTERS,
    DESK_SUBJECT_PANELS,
    DOOR_LINKS,
    SITE_LINKS,
    UNIT_ENTRIES,
    UNIT_PANELS,
    Chapter,
    DoorLink,
    Links,
    Panel,
    Row,
)
from mingtang.openness.columns import entries, process, public_texts, queries, searching
from mingtang.openness.columns.sitemaps import ColumnMap, EntryMap
from mingtang.openness.records import queries as records

SHOWN = 20


def register() -> None:
    searching.register()
    public_texts.register()
    CHAPTERS.register("columns", Chapter(_("栏目"), "columns_desk:list", 34, process.STAFF))
    UNIT_PANELS.register("columns", _of_unit)
    DESK_SUBJECT_PANELS.register("columns", _of_record_at_desk)
    DOOR_LINKS.register(
        "columns",
        DoorLink(
            "look", _("栏目"), _("按事情归好的信息，如通知公告"), lambda: reverse("columns:columns"), 20
        ),
    )
    SITE_LINKS.register("columns", _links)
    SITEMAPS.register("columns_pages", Pages("columns:columns"))
    SITEMAPS.register("columns", ColumnMap)
    SITEMAPS.register("entries", EntryMap)
    for entry in entries.ENTRIES:
        UNIT_ENTRIES.register(entry.slug, entry)


def _of_unit(request: HttpRequest, unit: Unit) -> Panel:
    rows = [
        Row(column.name, reverse("columns:column", args=[column.code]))
        for column in queries.of_unit(unit).order_by("position", "code")[:SHOWN]
    ]
    return Panel(_("栏目"), rows)


def _of_record_at_desk(who: Authority, kind: str, pk: UUID) -> Panel | None:
    if kind != records.SUBJECT or not who.actions.intersection(process.STAFF):
        return None
    rows = [
        Row(column.name, reverse("columns_desk:record", args=[pk]), column.unit.short_name)
        for column in queries.columns_with(pk)
    ]
    url = reverse("columns_desk:record", args=[pk])
    return Panel(_("手工放进的栏目"), rows, "", url, _("改") if rows else _("放进栏目"))


def _links() -> Links:
    """The county's own columns; those of units stand on their pages."""
    found = queries.public().filter(unit__parent=None).order_by("position", "code")
    return Links(
        _("栏目"), [(column.name, reverse("columns:column", args=[column.code])) for column in found]
    )
