"""Which texts of the gazette everybody reads: the reading points, and what editors add to an issue."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.guard.public_texts import PublicText, key_of, labels_of, register_rows
from mingtang.openness.gazette import queries
from mingtang.openness.gazette.models import Entry, Issue, ReadingPoint

POINT, ISSUE = "reading_point_text", "gazette_issue_text"
_POINT = ("name", "address", "phone", "hours", "holdings")


def register() -> None:
    register_rows(POINT, _("查阅点"), _open_points, of_point, labels_of(ReadingPoint, *_POINT))
    fields = labels_of(Issue, "title") | {"sections": Entry._meta.get_field("section").verbose_name}
    register_rows(ISSUE, _("政府公报"), _issues, of_issue, fields)


def _open_points() -> QuerySet[ReadingPoint]:
    return ReadingPoint.objects.filter(is_open=True)


def _issues() -> QuerySet[Issue]:
    return queries.public().prefetch_related("entries")


def of_point(point: ReadingPoint) -> PublicText:
    return PublicText(
        key_of(point),
        point.unit_id,
        point.name,
        reverse("gazette:points"),
        {name: getattr(point, name) for name in _POINT},
        desk_url=reverse("gazette_desk:point", args=[point.pk]),
    )


def of_issue(issue: Issue) -> PublicText:
    sections = dict.fromkeys(entry.section for entry in issue.entries.all())
    return PublicText(
        key_of(issue),
        issue.unit_id,
        str(issue),
        reverse("gazette:issue", args=[issue.year, issue.number]),
        {"title": issue.title, "sections": "\n".join(sections)},
        desk_url=reverse("gazette_desk:issue", args=[issue.pk]),
    )
