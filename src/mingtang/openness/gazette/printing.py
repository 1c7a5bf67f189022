"""An issue as PDF: cover, contents, texts, last page. It is kept, and built anew when what it may show has changed."""

import json
from hashlib import sha256

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from mingtang.foundation.documents.booklet import Booklet, Piece, as_pdf
from mingtang.foundation.organisations.models import Unit
from mingtang.openness.gazette import queries
from mingtang.openness.gazette.actions import keep_pdf
from mingtang.openness.gazette.models import Issue, ReadingPoint
from mingtang.openness.gazette.queries import Line
from mingtang.openness.records import queries as records
from mingtang.openness.records.paper import paper_of

LAYOUT = 1
"""Part of what a kept PDF is compared by: raised when the layout changes."""
PLACES_MOST = 12


def gazette_name() -> str:
    return _("%(name)s公报") % {"name": settings.OPTIONS.site_name}


def address_of(issue: Issue) -> str:
    return settings.PUBLIC_URL + reverse("gazette:issue", args=[issue.year, issue.number])


def key_of(issue: Issue, lines: list[Line], points: list[ReadingPoint]) -> str:
    """What the PDF would be built of."""
    parts = [
        LAYOUT,
        gazette_name(),
        address_of(issue),
        [issue.unit.name, issue.unit.phone, issue.unit.address],
        [issue.year, issue.number, issue.serial, issue.title, str(issue.published_at)],
        [
            [
                line.entry.section,
                str(line.entry.record_id),
                line.gone,
                line.corrected,
                line.title,
                f"{line.shown.pk} {line.shown.content_hash}" if line.shown else "",
            ]
            for line in lines
        ],
        [[point.name, point.address, point.phone] for point in points],
    ]
    return sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def pdf_of(issue: Issue) -> tuple[bytes, str]:
    """The PDF of a published issue and its key. What is kept is given out only while it shows what may be shown now.

    Raises MissingFont.
    """
    with override(settings.LANGUAGE_CODE):
        lines, points = queries.lines_of(issue), places_of(issue.unit)
        key = key_of(issue, lines, points)
        if issue.paper and issue.paper_key == key:
            try:
                with issue.paper.open("rb") as kept:
                    return kept.read(), key
            except FileNotFoundError:
                pass
        data = built(issue, lines, points)
    keep_pdf(issue, key, data)
    return data, key


def preview_of(issue: Issue) -> bytes:
    """The PDF as it would be today; nothing is kept. Raises MissingFont."""
    with override(settings.LANGUAGE_CODE):
        return built(issue, queries.lines_of(issue), places_of(issue.unit))


def places_of(unit: Unit) -> list[ReadingPoint]:
    """Reading points for the last page: the editing unit's own, then those of others."""
    own = list(queries.open_points(unit)[:PLACES_MOST])
    return own or list(queries.open_points()[:PLACES_MOST])


def built(issue: Issue, lines: list[Line], points: list[ReadingPoint]) -> bytes:
    return as_pdf(_booklet(issue, lines, points), fonts_dir=settings.OPTIONS.fonts_dir)


def _booklet(issue: Issue, lines: list[Line], points: list[ReadingPoint]) -> Booklet:
    day = localtime(issue.published_at).date() if issue.published_at else None
    said = f"{day.year}年{day.month}月{day.day}日" if day else _("（未出版，样稿）")
    serial = _("（总号：%(n)s）") % {"n": issue.serial}
    facts = [
        (_("主办"), issue.unit.name),
        (_("出版日期"), said),
        (_("总号"), str(issue.serial)),
        (_("电话"), issue.unit.phone),
        (_("地址"), issue.unit.address),
    ]
    return Booklet(
        name=gazette_name(),
        title=f"{gazette_name()} {issue}",
        lines=tuple(filter(None, (str(issue), serial, issue.title, said))),
        host=_("%(unit)s主办") % {"unit": issue.unit.name},
        address=address_of(issue),
        date=day,
        labels={"contents": _("目录"), "scan": _("扫码看网上版"), "places": _("在这些地方可以看到公报")},
        parts=tuple(
            (section.name, tuple(_piece(line) for line in section.lines))
            for section in queries.sections_of(lines)
        ),
        facts=tuple(fact for fact in facts if fact[1]),
        places=tuple((point.name, "　".join(filter(None, (point.address, point.phone)))) for point in points),
    )


def _piece(line: Line) -> Piece:
    if line.shown is None:
        return Piece(line.title, note=_("（%(why)s）") % {"why": line.gone})
    paper = paper_of(line.entry.record, line.shown, list(records.attachments_of(line.shown)))
    note = ""
    if line.corrected:
        note = _("（本文出版后有更正，这里是更正后的文本。%(note)s）") % {"note": line.shown.public_note}
    return Piece(line.title, paper, note)
