"""The readers of the gazette. Issues are public once published; what an entry shows is asked of its record."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.guard.texts import covered
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Authority
from mingtang.openness.gazette.models import Entry, Issue, ReadingPoint
from mingtang.openness.gazette.process import EDIT, PUBLISH
from mingtang.openness.records import queries as records
from mingtang.openness.records.models import Record, Revision

USUAL_SECTIONS = ("县政府文件", "县政府办公室文件", "部门文件", "人事任免", "其他")
LAST_SECTION = USUAL_SECTIONS[-1]
FOUND_MOST = 20


@dataclass(frozen=True)
class Line:
    """An entry as it stands today. `shown` is its text, nothing when it is not public (any more)."""

    entry: Entry
    shown: Revision | None
    corrected: bool

    @property
    def title(self) -> str:
        record = self.entry.record
        if self.shown:
            return self.shown.title
        # It may have been withdrawn for what stands in its title.
        return covered(record.title) if record.withdrawn_at else record.title

    @property
    def gone(self) -> str:
        """Why there is no text."""
        if self.shown:
            return ""
        if self.entry.record.withdrawn_at:
            return _("已撤下，不再提供")
        if self.entry.record.is_public or self.entry.revision_id:
            return _("公示期已满，不再展示")
        return _("现在没有公开")


@dataclass
class Section:
    name: str
    lines: list[Line] = field(default_factory=list)


def public() -> QuerySet[Issue]:
    return Issue.objects.filter(state=Issue.State.PUBLISHED)


def visible_to(who: Authority) -> QuerySet[Issue]:
    """Issues of the units for which the person edits or publishes."""
    return Issue.objects.filter(who.scope(EDIT, PUBLISH).units_q("unit_id")).select_related("unit")


def lines_of(issue: Issue) -> list[Line]:
    """All entries, each with today's text where it is public.

    What was printed is kept by its id alone: a correction may have taken personal data out of the text, and an issue
    that went on showing the old one would undo it.
    """
    rows = issue.entries.select_related("record__unit", "record__live").annotate(
        open=Exists(records.public().filter(pk=OuterRef("record_id")))
    )
    found = []
    for row in rows.order_by("position", "pk"):
        corrected = row.revision_id is not None and row.revision_id != row.record.live_id
        found.append(Line(row, row.record.live if row.open else None, corrected and row.open))
    return found


def sections_of(lines: Sequence[Line]) -> list[Section]:
    """By section: the usual ones in their order, then those of this issue, 其他 at the end."""
    found: dict[str, Section] = {}
    for line in lines:
        found.setdefault(line.entry.section, Section(line.entry.section)).lines.append(line)
    usual = [name for name in USUAL_SECTIONS[:-1] if name in found]
    own = [name for name in found if name not in USUAL_SECTIONS]
    last = [LAST_SECTION] if LAST_SECTION in found else []
    return [found[name] for name in (*usual, *own, *last)]


def candidates(issue: Issue, words: str) -> list[Record]:
    """Public records for an issue by words of title or number, newest first, without those that are in it."""
    taken = issue.entries.values("record_id")
    found = records.public_selection({}, words).records().exclude(pk__in=taken)
    return list(found.select_related("unit").order_by("-published_at", "-pk")[:FOUND_MOST])


def usual_section(record: Record) -> str:
    """Where a record would usually stand; the editor may say otherwise."""
    government, office, department, personnel, _last = USUAL_SECTIONS
    if any(word in record.title for word in ("任免", "任职", "免职")):
        return personnel
    if "政办" in record.doc_no:
        return office
    return government if record.unit.kind == Unit.Kind.GOVERNMENT else department


def printed_already(issue: Issue) -> list[Entry]:
    """Entries whose text of today another published issue holds."""
    elsewhere = Entry.objects.filter(
        issue__state=Issue.State.PUBLISHED, revision_id=OuterRef("record__live_id")
    ).exclude(issue=issue)
    rows = issue.entries.filter(Exists(elsewhere)).select_related("record")
    return list(rows)


def next_numbers(year: int) -> dict[str, int]:
    """What a new issue of the year would be called."""
    number = Issue.objects.filter(year=year).aggregate(last=Max("number"))["last"] or 0
    serial = Issue.objects.aggregate(last=Max("serial"))["last"] or 0
    return {"year": year, "number": number + 1, "serial": serial + 1}


def points_visible_to(who: Authority) -> QuerySet[ReadingPoint]:
    return ReadingPoint.objects.filter(who.scope(EDIT).units_q("unit_id")).select_related("unit")


def open_points(unit: Unit | None = None) -> QuerySet[ReadingPoint]:
    """Reading points that are open, of all living units or of one and those below it."""
    today = clock.today()
    found = ReadingPoint.objects.filter(
        Q(unit__ended_on=None) | Q(unit__ended_on__gt=today), is_open=True
    ).select_related("unit__parent")
    return found.filter(unit__path__startswith=unit.path) if unit else found


def grouped(points: Sequence[ReadingPoint]) -> list[tuple[str, list[ReadingPoint]]]:
    """Those of the county first, then by township, with what lies in its villages."""
    found: dict[str, list[ReadingPoint]] = {}
    townships = (Unit.Kind.TOWNSHIP, Unit.Kind.STREET)
    low = (Unit.Kind.VILLAGE, Unit.Kind.COMMUNITY)
    for point in points:
        unit: Any = point.unit
        while unit.kind in low and unit.parent:
            unit = unit.parent
        name = unit.short_name if unit.kind in townships else unit.level
        found.setdefault(str(name), []).append(point)
    county = str(Unit.LEVELS[Unit.Kind.GOVERNMENT])
    return sorted(found.items(), key=lambda pair: pair[0] != county)
