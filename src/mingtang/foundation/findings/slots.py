"""What findings put into the pages and mechanisms of others."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.cases.registry import SUBJECT_KINDS, Subject, SubjectKind
from mingtang.foundation.files.owners import FILE_OWNERS, FileOwner
from mingtang.foundation.findings import process, queries
from mingtang.foundation.findings.models import EVIDENCE, SUBJECT, Finding
from mingtang.foundation.findings.subjects import nameable, page_report_url
from mingtang.foundation.organisations.queries import Authority
from mingtang.foundation.web.sitemaps import SITEMAPS, Pages
from mingtang.foundation.web.slots import (
    CHAPTERS,
    DESK_SUBJECT_PANELS,
    DOOR_LINKS,
    HOME_FIGURES,
    HOME_PANELS,
    PAGE_LINKS,
    Badge,
    Chapter,
    DoorLink,
    Figure,
    Panel,
    Row,
)


def register() -> None:
    SUBJECT_KINDS.register(SUBJECT, SubjectKind(SUBJECT, _("纠错和问题"), _describe))
    DOOR_LINKS.register(
        "error_reports",
        DoorLink(
            "judge", _("纠错与答复"), _("指出错误，看各单位怎么答复"), lambda: reverse("findings:list"), 10
        ),
    )
    HOME_PANELS.register("error_reports", lambda request: _answered())
    HOME_FIGURES.register("error_reports", _figures)
    SITEMAPS.register("error_reports", Pages("findings:list"))
    PAGE_LINKS.register("error_report", lambda request: page_report_url(request.path))
    CHAPTERS.register(
        "findings",
        Chapter(_("纠错"), "findings_desk:list", 40, process.REPORT_STAFF, queries.waiting),
    )
    CHAPTERS.register(
        "problems",
        Chapter(
            _("问题台账"),
            "findings_desk:problems",
            45,
            process.PROBLEM_STAFF,
            queries.problems_waiting,
        ),
    )
    FILE_OWNERS.register(EVIDENCE, FileOwner(lambda stored: False, queries.evidence_visible_to))
    DESK_SUBJECT_PANELS.register("problems", _problems_of)


def _describe(ids: list[UUID]) -> dict[UUID, Subject]:
    return {
        pk: Subject(
            gettext("问题：%(title)s") % {"title": title}, reverse("findings_desk:problem", args=[pk])
        )
        if kind == Finding.Kind.RECTIFICATION
        else Subject(
            gettext("对“%(title)s”的纠错") % {"title": title}, reverse("findings_desk:finding", args=[pk])
        )
        for pk, (kind, title) in queries.named(ids).items()
    }


def _problems_of(who: Authority, kind: str, subject_id: UUID) -> Panel | None:
    """At the desk page of a subject: the problems that were found in it."""
    found = queries.problems_of_subject(who, kind, subject_id)[:10]
    rows = [
        Row(
            problem.page_title,
            reverse("findings_desk:problem", args=[problem.pk]),
            problem.unit.short_name,
            problem.reported_at,
            Badge(problem.tone, problem.status),
        )
        for problem in found
    ]
    return Panel(_("问题整改"), rows) if rows else None


def _answered() -> Panel:
    """The newest answers, and how many reports are being worked on."""
    counts = queries.standing()
    newest = queries.newest_answered(5)
    named = nameable(newest)
    rows = [
        Row(
            finding.page_title,
            reverse("findings:list"),
            finding.unit.short_name,
            finding.answered_at,
            Badge(finding.tone, finding.status),
        )
        for finding in newest
        if finding.pk in named
    ]
    note = gettext("近一年收到 %(all)s 件，已答复 %(answered)s 件，正在办理 %(open)s 件。") % counts
    return Panel(
        _("纠错与答复"),
        rows,
        _("还没有答复过的纠错。"),
        reverse("findings:list"),
        _("查看全部"),
        note if counts["all"] else "",
        order=40,
    )


def _figures() -> list[Figure]:
    counts = queries.standing()
    if not counts["answered"]:
        return []
    share = round(100 * counts["in_time"] / counts["answered"])
    return [Figure(f"{share}%", gettext("纠错按时答复"), reverse("findings:list"))]
