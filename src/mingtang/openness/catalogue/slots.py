"""What the catalogue puts into the pages and mechanisms of others."""

from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.cases.registry import SUBJECT_KINDS, Subject, SubjectKind
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.files.owners import FILE_OWNERS, FileOwner
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Authority, authority
from mingtang.foundation.web.sitemaps import SITEMAPS
from mingtang.foundation.web.slots import (
    CHAPTERS,
    DESK_SUBJECT_PANELS,
    DOOR_LINKS,
    ENTRY_PANELS,
    HOME_FIGURES,
    SITE_LINKS,
    SUBJECT_PANELS,
    UNIT_PANELS,
    Chapter,
    DoorLink,
    Figure,
    Links,
    Panel,
    Row,
)
from mingtang.openness.catalogue import overview, process, public_texts, queries, searching
from mingtang.openness.catalogue.actions import adjusting, claiming, importing
from mingtang.openness.catalogue.models import Entry
from mingtang.openness.catalogue.sitemaps import AreaMap, MatterMap
from mingtang.openness.records import queries as records

SHOWN = 10


def register() -> None:
    searching.register()
    public_texts.register()
    DOOR_LINKS.register(
        "catalogue",
        DoorLink("find", _("公开目录"), _("政府该公开什么、由谁公开"), lambda: reverse("catalogue:home"), 20),
    )
    HOME_FIGURES.register("catalogue", _figures)
    SITE_LINKS.register("catalogue", _links)
    SITEMAPS.register("catalogue", AreaMap)
    SITEMAPS.register("matters", MatterMap)
    SUBJECT_KINDS.register(
        importing.SUBJECT, SubjectKind(importing.SUBJECT, _("目录导入"), _describe_imports)
    )
    SUBJECT_KINDS.register(
        adjusting.SUBJECT, SubjectKind(adjusting.SUBJECT, _("目录调整"), _describe_adjustments)
    )
    SUBJECT_KINDS.register(claiming.SUBJECT, SubjectKind(claiming.SUBJECT, _("公开事项"), _describe_matters))
    FILE_OWNERS.register(importing.SUBJECT, FileOwner(lambda stored: False, _file_visible_to))
    SUBJECT_PANELS.register("catalogue", _of_record)
    DESK_SUBJECT_PANELS.register("catalogue", _of_record_at_desk)
    UNIT_PANELS.register("catalogue", _of_unit)
    ENTRY_PANELS.register("catalogue", ("disclosed", _areas_of_unit))
    CHAPTERS.register("catalogue", Chapter(_("公开目录"), "catalogue_desk:overview", 30, process.STAFF))


def _describe_matters(ids: list[UUID]) -> dict[UUID, Subject]:
    return {
        pk: Subject(entry.path_text, reverse("catalogue_desk:matter", args=[pk]))
        for pk, entry in queries.entries_by_matter(ids).items()
    }


def _describe_imports(ids: list[UUID]) -> dict[UUID, Subject]:
    return {
        pk: Subject(
            gettext("导入目录：%(name)s") % {"name": name}, reverse("catalogue_desk:import", args=[pk])
        )
        for pk, name in queries.import_names(ids).items()
    }


def _describe_adjustments(ids: list[UUID]) -> dict[UUID, Subject]:
    return {
        pk: Subject(
            gettext("目录调整 %(name)s") % {"name": name}, reverse("catalogue_desk:adjustment", args=[pk])
        )
        for pk, name in queries.adjustment_names(ids).items()
    }


def _file_visible_to(stored: StoredFile, person: Person) -> bool:
    return queries.imports_visible_to(authority(person)).filter(file=stored).exists()


def _row(entry: Entry, name: str) -> Row:
    return Row(entry.path_text, reverse(name, args=[entry.matter_id]), unit=entry.version.catalogue.area.name)


def _of_record(kind: str, pk: UUID) -> Panel | None:
    if kind != records.SUBJECT:
        return None
    rows = [_row(entry, "catalogue:matter") for entry in queries.matters_of_record(pk)]
    return Panel(_("对应的公开事项"), rows) if rows else None


def _of_record_at_desk(who: Authority, kind: str, pk: UUID) -> Panel | None:
    if kind != records.SUBJECT or not who.actions.intersection(process.STAFF):
        return None
    rows = [_row(entry, "catalogue_desk:matter") for entry in queries.matters_of_record(pk)]
    url = reverse("catalogue_desk:record", args=[pk])
    return Panel(_("对应的目录事项"), rows, "", url, _("改") if rows else _("选目录事项"))


def _of_unit(request: HttpRequest, unit: Unit) -> Panel:
    entries = list(queries.entries_of_unit(unit)[: SHOWN + 1])
    rows = [_row(entry, "catalogue:matter") for entry in entries[:SHOWN]]
    more = f"{reverse('catalogue:home')}?unit={unit.slug}" if len(entries) > SHOWN else ""
    return Panel(_("负责公开的事项"), rows, _("还没有认领公开事项。"), more, _("查看全部"))


def _areas_of_unit(request: HttpRequest, unit: Unit) -> Panel:
    rows = [
        Row(
            name,
            f"{reverse('catalogue:home')}?unit={unit.slug}&area={code}",
            gettext("%(n)s 个事项") % {"n": n},
        )
        for code, name, n in queries.areas_of_unit(unit)
    ]
    return Panel(_("标准目录里由本单位负责的领域"), rows)


def _figures() -> list[Figure]:
    """Matters of the catalogues in force, and how many of them have something public."""
    counts = overview.totals(overview.cards())
    if not counts["matters"]:
        return []
    return [
        Figure(
            f"{counts['fulfilled']:,}/{counts['matters']:,}",
            gettext("公开事项已有公开信息"),
            reverse("catalogue:home"),
        )
    ]


def _links() -> Links:
    areas = [
        (version.catalogue.area.name, reverse("catalogue:area", args=[version.catalogue.area.code]))
        for version in overview.versions_in_force()
    ]
    return Links(_("公开目录"), areas)
