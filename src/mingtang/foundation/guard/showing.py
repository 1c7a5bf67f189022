"""Hits as a page shows them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from mingtang.foundation.cases.registry import SUBJECT_KINDS
from mingtang.foundation.guard.models import Override
from mingtang.foundation.guard.places import place_in_words
from mingtang.foundation.guard.queries import Marked, Standing
from mingtang.foundation.guard.subjects import Paper
from mingtang.foundation.guard.wording import todo, why, words_for
from mingtang.kernel.guard.hits import KINDS, RANK, Severity

TONES = {Severity.BLOCK: "late", Severity.WARN: "soon", Severity.INFORM: "info"}


@dataclass(frozen=True)
class Line:
    """One hit in words."""

    fingerprint: str
    label: str
    excerpt: str
    place: str
    why: str
    todo: str
    suggestion: str
    severity: str
    tone: str
    override: Override | None


@dataclass(frozen=True)
class Group:
    """The hits of one level, the gravest level first."""

    severity: str
    lines: list[Line]


def lines_of(standing: Standing, paper: Paper) -> list[Group]:
    """What stops first, then the others; those let through at the end of their level."""
    names = {str(one.pk): one.name for one in paper.files}
    by_level: dict[Severity, list[Line]] = {}
    for one in sorted(standing.marked, key=lambda one: one.override is not None):
        by_level.setdefault(one.hit.severity, []).append(_line(one, names))
    return [Group(str(level), by_level[level]) for level in sorted(by_level, key=lambda level: -RANK[level])]


def _line(one: Marked, names: Mapping[str, str]) -> Line:
    hit = one.hit
    return Line(
        hit.fingerprint,
        str(words_for(hit.kind).label),
        hit.excerpt,
        place_in_words(hit, names.get(hit.file, "")),
        why(hit.kind, hit.args),
        todo(hit.kind, hit.args),
        hit.suggestion or hit.fix or "",
        str(hit.severity),
        TONES[hit.severity],
        one.override,
    )


def counted(standing: Standing) -> dict[str, Any]:
    """How many still stop, warn and inform: for badges and panels."""
    return {
        "stopping": len(standing.stopping),
        "warning": len(standing.warning),
        "informing": sum(one.hit.severity == Severity.INFORM for one in standing.marked),
        "through": sum(one.override is not None for one in standing.marked),
        "waiting": standing.check.waiting,
    }


@dataclass(frozen=True)
class Through:
    """An override in a list: what, where, by whom, why."""

    row: Override
    label: Any
    subject: str
    url: str


def through_lines(rows: Iterable[Override]) -> list[Through]:
    """With the titles of their subjects, read kind by kind."""
    listed = list(rows)
    by_kind: dict[str, list[UUID]] = {}
    for row in listed:
        by_kind.setdefault(row.subject_kind, []).append(row.subject_id)
    subjects = {
        (kind, pk): subject
        for kind, ids in by_kind.items()
        if kind in SUBJECT_KINDS
        for pk, subject in SUBJECT_KINDS[kind].describe(ids).items()
    }
    found = []
    for row in listed:
        subject = subjects.get((row.subject_kind, row.subject_id))
        label = words_for(row.kind).label if row.kind in KINDS else row.kind
        found.append(Through(row, label, subject.title if subject else "", subject.url if subject else ""))
    return found
