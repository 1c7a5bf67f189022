"""Hits as a page shows them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from mingtang.foundation.cases.registry import SUBJECT_KINDS
from mingtang.foundation.guard.models import Override
from mingtang.foundation.guard.places import place_in_words
from mingtang.foundation.guard.queries import Marked, Standing
from mingtang.foundation.guard.stored_hits import StoredHit
from mingtang.foundation.guard.subjects import Paper
from mingtang.foundation.guard.wording import label_of, todo, why, words_for
from mingtang.kernel.guard.hits import RANK, Severity

TONES = {Severity.BLOCK: "late", Severity.WARN: "soon", Severity.INFORM: "info"}


@dataclass(frozen=True)
class Line:
    """One hit in words."""

    hit: StoredHit
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

    def as_data(self) -> dict[str, Any]:
        """For machines: the command line and the API say the same."""
        place = self.hit.place
        return {
            "kind": self.hit.kind,
            "label": self.label,
            "severity": self.severity,
            "confidence": self.hit.confidence,
            "excerpt": self.excerpt,
            "place": self.place,
            "part": str(place.part),
            "page": place.page,
            "block": place.block,
            "cell": place.cell,
            "entry": place.entry,
            "hidden": place.hidden,
            "start": self.hit.start,
            "end": self.hit.end,
            "why": self.why,
            "todo": self.todo,
            "fix": self.hit.fix,
            "suggestion": self.hit.suggestion,
        }


@dataclass(frozen=True)
class Entry:
    """What is the same thing in one text or file, with all its places."""

    line: Line
    places: list[str]


@dataclass(frozen=True)
class Bunch:
    """Hits of one kind in the text or in one file: a list of a hundred identity numbers is one matter. `same` tells
    that one sentence explains them all; `open` are those nobody let through yet."""

    key: str
    label: str
    tone: str
    file: str
    entries: list[Entry]

    @property
    def first(self) -> Line:
        return self.entries[0].line

    @property
    def number(self) -> int:
        return sum(len(entry.places) for entry in self.entries)

    @property
    def same(self) -> bool:
        return len({(entry.line.why, entry.line.todo) for entry in self.entries}) == 1

    @property
    def open(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.line.override is None]


@dataclass(frozen=True)
class Group:
    """The hits of one level, the gravest level first."""

    severity: str
    bunches: list[Bunch]

    @property
    def number(self) -> int:
        return sum(bunch.number for bunch in self.bunches)


def groups_of(standing: Standing, paper: Paper) -> list[Group]:
    """What stops first, then the others; what was let through at the end of its bunch."""
    names = {str(one.pk): one.name for one in paper.files}
    marked = sorted(standing.marked, key=lambda one: one.override is not None)
    return grouped([_line(one, names) for one in marked], names)


def grouped(lines: Iterable[Line], names: Mapping[str, str] | None = None) -> list[Group]:
    """Lines by level, within it by kind and file, and there equal ones as one."""
    bunches: dict[tuple[Severity, str, str], dict[str, Entry]] = {}
    for line in lines:
        hit = line.hit
        entries = bunches.setdefault((hit.severity, hit.kind, hit.file), {})
        # The file stands above the bunch.
        place = place_in_words(line.hit) if names and hit.file in names else line.place
        entries.setdefault(line.fingerprint, Entry(line, [])).places.append(place)
    by_level: dict[Severity, list[Bunch]] = {}
    for (level, kind, file), entries in bunches.items():
        listed = list(entries.values())
        name = (names or {}).get(file, "")
        by_level.setdefault(level, []).append(
            Bunch(f"{level}:{kind}:{file}", listed[0].line.label, TONES[level], name, listed)
        )
    return [Group(str(level), by_level[level]) for level in sorted(by_level, key=lambda level: -RANK[level])]


def found_line(hit: StoredHit) -> Line:
    """A hit in what belongs to nobody here."""
    return _line(Marked(hit, None), {})


def _line(one: Marked, names: Mapping[str, str]) -> Line:
    hit = one.hit
    return Line(
        hit,
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
        title, url = (subject.title, subject.url) if subject else (_kind(row.subject_kind), "")
        found.append(Through(row, label_of(row.kind), title, url))
    return found


def _kind(code: str) -> str:
    """What a subject is that is not public (yet)."""
    return str(SUBJECT_KINDS[code].label) if code in SUBJECT_KINDS else ""
