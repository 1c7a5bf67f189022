"""The readers of the guard."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from threading import Lock
from uuid import UUID

from django.db.models import CharField, Count, Max, QuerySet, UUIDField

from mingtang.foundation.guard import basis, knowing
from mingtang.foundation.guard.kinds import OVERRIDE
from mingtang.foundation.guard.levels import USUALLY_DOWN
from mingtang.foundation.guard.models import Check, HousePhrase, KindLevel, Level, MaskedCopy, Override
from mingtang.foundation.guard.stored_hits import StoredHit, hit_of
from mingtang.foundation.guard.subjects import Paper
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Placed, people_for
from mingtang.foundation.organisations.tree import paths_to
from mingtang.foundation.prepared import Prepared
from mingtang.kernel.guard.hits import KINDS, Severity
from mingtang.kernel.guard.knowledge import Knowledge, Phrase

NAMED = 5


@dataclass(frozen=True)
class Decided:
    """What the county decided on kinds, the newest row of each; kinds without one are as the rules have them."""

    levels: Mapping[str, Severity]
    off: frozenset[str]
    take_down: frozenset[str]


@dataclass(frozen=True)
class Known:
    """Knowledge for the papers of one unit, and its fingerprint."""

    knowledge: Knowledge
    fingerprint: str


@dataclass(frozen=True)
class Marked:
    """A hit of a check, and how it was let through, if it was."""

    hit: StoredHit
    override: Override | None

    @property
    def stops(self) -> bool:
        return self.hit.severity == Severity.BLOCK and self.override is None


@dataclass(frozen=True)
class Standing:
    """How a text stands: its newest check, hits in order, and what still stops it."""

    check: Check
    marked: tuple[Marked, ...]

    @property
    def stopping(self) -> list[Marked]:
        return [one for one in self.marked if one.stops]

    @property
    def warning(self) -> list[Marked]:
        return [one for one in self.marked if one.hit.severity == Severity.WARN and one.override is None]


def decided() -> Decided:
    newest: dict[str, KindLevel] = {}
    for row in KindLevel.objects.order_by("set_at", "pk"):
        newest[row.kind] = row
    known = {kind: row for kind, row in newest.items() if kind in KINDS}
    return Decided(
        {kind: Severity(row.level) for kind, row in known.items() if row.level != Level.OFF},
        frozenset(kind for kind, row in known.items() if row.level == Level.OFF),
        frozenset(kind for kind, row in known.items() if row.takes_down) | (USUALLY_DOWN - known.keys()),
    )


def phrases_of(unit: Unit) -> QuerySet[HousePhrase]:
    """The house list that holds for a unit: its own lines and those of the units above."""
    return HousePhrase.objects.filter(unit__path__in=paths_to(unit), ended_at=None)


_lock = Lock()
_kept: dict[int, tuple[object, Known]] = {}
_KEPT_MOST = 500


def known_for(unit: Unit) -> Known:
    """What the guard knows when it looks at a paper of this unit. Put together again only after a change."""
    general, stamp = knowing.general()
    lines = phrases_of(unit)
    settled = (
        stamp,
        tuple(KindLevel.objects.aggregate(n=Count("pk"), last=Max("set_at")).values()),
        tuple(lines.aggregate(n=Count("pk"), last=Max("added_at")).values()),
    )
    with _lock:
        kept = _kept.get(unit.pk)
    if kept and kept[0] == settled:
        return kept[1]
    county = decided()
    knowledge = replace(
        general,
        phrases=tuple(
            Phrase(line.text, line.prefer, Severity(line.level), line.source, line.note)
            for line in lines.order_by("unit__path", "text")
        ),
        levels=county.levels,
        off=county.off,
    )
    known = Known(knowledge, basis.fingerprint_of(knowledge))
    with _lock:
        if len(_kept) >= _KEPT_MOST:
            _kept.clear()
        _kept[unit.pk] = (settled, known)
    return known


_CHECK = Prepared(
    lambda kind, subject, text: Check.objects.filter(subject_kind=kind, subject_id=subject, text_id=text),
    kind=CharField(),
    subject=UUIDField(),
    text=UUIDField(),
)


def check_of(kind: str, subject: UUID, text: UUID) -> Check | None:
    return next(iter(_CHECK.rows(kind=kind, subject=subject, text=text)), None)


def fresh_check(paper: Paper, known: Known) -> Check | None:
    """The check of this text if it was made by the rules and the knowledge of now, and lacks no file."""
    found = check_of(paper.kind, paper.id, paper.text_id)
    fresh = found and found.basis == basis.basis_of(known.fingerprint, paper.about) and not found.waiting
    return found if fresh else None


def newest_check(kind: str, subject: UUID) -> Check | None:
    """The check of the text that was looked at last."""
    return Check.objects.filter(subject_kind=kind, subject_id=subject).order_by("-checked_at").first()


def copies_of(kind: str, subject: UUID) -> QuerySet[MaskedCopy]:
    """Publishable copies that were made of a subject's text and files, the newest first."""
    found = MaskedCopy.objects.filter(subject_kind=kind, subject_id=subject)
    return found.select_related("file", "original", "made_by")


def overrides_of(kind: str, subject: UUID) -> dict[str, Override]:
    """What was let through in a subject, by fingerprint."""
    rows = Override.objects.filter(subject_kind=kind, subject_id=subject).select_related(
        "overridden_by", "post"
    )
    return {row.fingerprint: row for row in rows}


def who_may_override(place: Placed) -> str:
    """The names of those who may let something through there, some of them."""
    return "、".join(person.name for person in people_for(OVERRIDE, place)[:NAMED])


def standing(check: Check) -> Standing:
    let_through = overrides_of(check.subject_kind, check.subject_id) if check.hits else {}
    hits = [hit_of(row) for row in check.hits]
    return Standing(check, tuple(Marked(hit, let_through.get(hit.fingerprint)) for hit in hits))
