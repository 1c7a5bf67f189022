"""How issues of the gazette and reading points are found."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.foundation.events.models import Event
from mingtang.foundation.search.engine.documents import Document
from mingtang.foundation.search.indexes import keys_of, texts_of
from mingtang.foundation.search.searchable import SEARCHABLE, Face, Hit, Searchable
from mingtang.openness.gazette import queries
from mingtang.openness.gazette.models import Issue, ReadingPoint

ISSUE, POINT = "gazette", "reading_point"


def register() -> None:
    SEARCHABLE.register(
        ISSUE,
        Searchable(
            ISSUE,
            gettext_lazy("政府公报"),
            50,
            Face(lambda: keys_of(queries.public()), _issue_documents),
            lambda kind: kind.startswith("gazette."),
            _touched,
            _issue_hits,
            lambda ids: texts_of(queries.public().filter(pk__in=ids)),
        ),
    )
    SEARCHABLE.register(
        POINT,
        Searchable(
            POINT,
            gettext_lazy("查阅点"),
            60,
            Face(lambda: keys_of(queries.open_points()), _point_documents),
            lambda kind: kind.startswith("reading_point."),
            _touched,
            _point_hits,
            lambda ids: texts_of(queries.open_points().filter(pk__in=ids)),
        ),
    )


def _touched(event: Event) -> Iterator[str]:
    yield event.subject_id


def _title(issue: Issue) -> str:
    return _("政府公报%(issue)s") % {"issue": issue}


def _issue_documents(ids: Sequence[str]) -> list[Document]:
    """The texts printed in an issue are found themselves, and only as long as they are public."""
    return [
        Document(
            ISSUE,
            str(issue.pk),
            f"政府公报{issue.year}年第{issue.number}号",
            texts=(issue.title, f"总第{issue.serial}号"),
            unit_id=issue.unit_id,
            year=issue.year,
            at=issue.published_at,
        )
        for issue in queries.public().filter(pk__in=ids)
    ]


def _issue_hits(ids: Sequence[str], needles: Sequence[str]) -> dict[str, Hit]:
    return {
        str(issue.pk): Hit(
            _title(issue),
            reverse("gazette:issue", args=[issue.year, issue.number]),
            issue.unit.short_name,
            issue.published_at,
            text=issue.title,
        )
        for issue in queries.public().filter(pk__in=ids).select_related("unit")
    }


def _words(point: ReadingPoint) -> str:
    return "　".join(filter(None, (point.address, point.phone, point.hours, point.holdings)))


def _point_documents(ids: Sequence[str]) -> list[Document]:
    return [
        Document(POINT, str(point.pk), point.name, texts=(_words(point), "查阅点"), unit_id=point.unit_id)
        for point in queries.open_points().filter(pk__in=ids)
    ]


def _point_hits(ids: Sequence[str], needles: Sequence[str]) -> dict[str, Hit]:
    return {
        str(point.pk): Hit(
            point.name,
            f"{reverse('gazette:points')}?unit={point.unit.slug}",
            point.unit.short_name,
            text=_words(point),
        )
        for point in queries.open_points().filter(pk__in=ids).select_related("unit")
    }
