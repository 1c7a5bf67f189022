"""What findings put into the pages and mechanisms of others."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.cases.registry import SUBJECT_KINDS, Subject, SubjectKind
from mingtang.foundation.findings import process, queries
from mingtang.foundation.findings.models import SUBJECT
from mingtang.foundation.findings.subjects import page_report_url
from mingtang.foundation.web.slots import CHAPTERS, DOORS, PAGE_LINKS, Chapter, Door


def register() -> None:
    SUBJECT_KINDS.register(SUBJECT, SubjectKind(SUBJECT, _("纠错"), _describe))
    DOORS.register("error_reports", Door(_("评"), _("纠错与答复"), "findings:list", 50))
    PAGE_LINKS.register("error_report", lambda request: page_report_url(request.path))
    CHAPTERS.register(
        "findings",
        Chapter(_("纠错"), "findings_desk:list", 40, (process.VIEW, process.ANSWER), queries.waiting_count),
    )


def _describe(ids: list[UUID]) -> dict[UUID, Subject]:
    return {
        pk: Subject(
            gettext("对“%(title)s”的纠错") % {"title": title}, reverse("findings_desk:finding", args=[pk])
        )
        for pk, title in queries.titles(ids).items()
    }
