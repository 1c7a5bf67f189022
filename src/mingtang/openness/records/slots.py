"""What records put into the pages and mechanisms of others."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.cases.registry import SUBJECT_KINDS, Subject, SubjectKind
from mingtang.foundation.events.schedules import every
from mingtang.foundation.files.owners import FILE_OWNERS, FileOwner
from mingtang.foundation.findings.subjects import REPORTABLE, Reportable, ReportableKind
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.web.sitemaps import SITEMAPS, Pages
from mingtang.foundation.web.slots import (
    CHAPTERS,
    DOOR_LINKS,
    HOME_FIGURES,
    HOME_PANELS,
    HOME_SERVICES,
    SITE_LINKS,
    UNIT_PANELS,
    Chapter,
    DoorLink,
    Links,
    Panel,
    Row,
)
from mingtang.openness.records import choices, guarded, process, public_texts, queries, searching, tasks
from mingtang.openness.records.home import figures, guides_url, on_display, services
from mingtang.openness.records.sitemaps import RecordMap


def register() -> None:
    searching.register()
    guarded.register()
    public_texts.register()
    every(1, tasks.tick)
    every(10, tasks.housekeep)
    FILE_OWNERS.register(
        queries.SUBJECT,
        FileOwner(
            queries.file_is_public, queries.file_visible_to, queries.files_orphaned, queries.file_title
        ),
    )
    SUBJECT_KINDS.register(queries.SUBJECT, SubjectKind(queries.SUBJECT, _("政府信息"), _describe))
    REPORTABLE.register(queries.SUBJECT, ReportableKind(_reportable, queries.public_among))
    DOOR_LINKS.register(
        "records",
        DoorLink(
            "look", _("政府信息"), _("各单位公开的全部信息，新的在前"), lambda: reverse("records:list"), 10
        ),
    )
    for order, (group, label, hint) in enumerate(
        (
            ("persons", _("个人办事"), _("给个人的办事指南")),
            ("organisations", _("法人办事"), _("给企业和单位的办事指南")),
        )
    ):
        DOOR_LINKS.register(group, DoorLink("act", label, hint, partial(guides_url, group), 10 + order))
    DOOR_LINKS.register(
        "normative",
        DoorLink(
            "find", _("规范性文件"), _("哪些文件有效、哪些已失效"), lambda: reverse("records:normative"), 10
        ),
    )
    SITEMAPS.register("lists", Pages("records:list", "records:normative"))
    HOME_SERVICES.register("guides", services)
    HOME_FIGURES.register("records", figures)
    SITE_LINKS.register("themes", _themes)
    SITEMAPS.register("records", RecordMap)
    HOME_PANELS.register("records", lambda request: _newest(request, None))
    HOME_PANELS.register("on_display", lambda request: on_display())
    UNIT_PANELS.register("records", _newest)
    CHAPTERS.register(
        "records",
        Chapter(
            _("政府信息"),
            "records_desk:list",
            20,
            process.STAFF,
        ),
    )


def _describe(ids: list[UUID]) -> dict[UUID, Subject]:
    return {
        pk: Subject(title or str(_("（无标题）")), reverse("records_desk:record", args=[pk]))
        for pk, title in queries.titles(ids).items()
    }


def _reportable(pk: UUID) -> Reportable | None:
    record = queries.public().filter(pk=pk).first()
    if record is None:
        return None
    return Reportable(record.title, reverse("records:record", args=[pk]), record.unit_id, record.area_id)


def _newest(request: HttpRequest, unit: Unit | None) -> Panel:
    rows = [
        Row(
            r.title, reverse("records:record", args=[r.pk]), "" if unit else r.unit.short_name, r.published_at
        )
        for r in queries.newest(10 if unit else 8, unit.pk if unit else None)
    ]
    more = reverse("records:list") + (f"?unit={unit.slug}" if unit else "")
    return Panel(_("最新公开"), rows, _("还没有公开的信息。"), more if rows else "", _("查看全部"), order=10)


def _themes() -> Links:
    found = choices.main_theme_labels().items()
    return Links(_("主题"), [(label, f"{reverse('records:list')}?theme={code}") for code, label in found])
