"""Scores what a checker found against the labels: `python -m benchmarks.guard_set.scoring hits.jsonl`.

A line of the file is one hit: `{"document": id, "piece": number, "start": n, "end": n, "kind": code, "severity":
"block" | "warn" | "inform"}`; `piece` is -1 for characters of `html`, `severity` “warn” where it is left out.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.guard_set.model import Document, Span, documents

PATTERNS = tuple(
    f"personal.{name}"
    for name in (
        "id_number",
        "passport",
        "mobile",
        "landline",
        "bank_card",
        "social_card",
        "plate",
        "email",
        "chat_account",
    )
)
GROUPS: dict[str, tuple[str, ...]] = {
    "patterns": PATTERNS,
    "names and addresses": ("personal.name", "personal.address"),
    "other personal": ("personal.health", "personal.disability", "personal.minor", "personal.column"),
    "words": ("words.",),
    "names": ("names.",),
    "marks": ("marks.",),
    "injection": ("injection.",),
}


@dataclass(frozen=True)
class Finding:
    """A hit. `spans` (piece, start, end) is where it stands; where the place is ambiguous, where it may stand."""

    kind: str
    spans: tuple[tuple[int, int, int], ...]
    severity: str = "warn"
    text: str = ""

    @property
    def loud(self) -> bool:
        """Counts as a false alarm when it is wrong: what only informs does not."""
        return self.severity != "inform"


@dataclass
class Count:
    """Of one kind: labels, those found; loud hits that are right and wrong; quiet ones that no label asked for."""

    labels: int = 0
    found: int = 0
    right: int = 0
    wrong: int = 0
    informed: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))

    @property
    def recall(self) -> float | None:
        return self.found / self.labels if self.labels else None

    @property
    def precision(self) -> float | None:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None


@dataclass
class Score:
    """`missed` and `false` are kept with their papers, to be looked at. `clean` papers have nothing to find;
    `disturbed` of them got a loud hit that is wrong. `ways` is (form, difficulty) → labels, found."""

    kinds: dict[str, Count] = field(default_factory=dict)
    missed: list[tuple[Document, Span]] = field(default_factory=list)
    false: list[tuple[Document, Finding]] = field(default_factory=list)
    clean: int = 0
    disturbed: int = 0
    forms: dict[str, Count] = field(default_factory=dict)
    levels: dict[str, Count] = field(default_factory=dict)

    def group(self, name: str) -> Count:
        return sum(
            (count for kind, count in self.kinds.items() if kind.startswith(GROUPS[name])),
            Count(),
        )

    def all(self) -> Count:
        return sum(self.kinds.values(), Count())


def score(found: Mapping[str, Iterable[Finding]], papers: Iterable[Document] | None = None) -> Score:
    """`found` by the name of the document."""
    result = Score()
    for document in documents() if papers is None else papers:
        _add(result, document, list(found.get(document.id, ())))
    return result


def _add(result: Score, document: Document, found: list[Finding]) -> None:
    wrong = 0
    for span in document.wanted:
        hit = any(matches(finding, span) for finding in found)
        for counts, name in (
            (result.kinds, span.kind),
            (result.forms, span.form),
            (result.levels, span.difficulty),
        ):
            count = counts.setdefault(name, Count())
            count.labels += 1
            count.found += hit
        if not hit:
            result.missed.append((document, span))
    for finding in found:
        count = result.kinds.setdefault(finding.kind, Count())
        if any(matches(finding, span) for span in document.wanted):
            count.right += finding.loud
        elif any(_forgiven(finding, span) for span in document.spans):
            pass
        elif finding.loud:
            count.wrong += 1
            wrong += 1
            result.false.append((document, finding))
        else:
            count.informed += 1
    if not document.wanted:
        result.clean += 1
        result.disturbed += wrong > 0


def matches(finding: Finding, span: Span) -> bool:
    """The same kind, or one that is as right, over at least half of the hit and half of the label."""
    if finding.kind != span.kind and finding.kind not in span.also:
        return False
    for piece, start, end in finding.spans:
        if piece != span.piece:
            continue
        for first, last in ((span.start, span.end), *span.others):
            shared = min(end, last) - max(start, first)
            if 2 * shared >= end - start and (2 * shared >= last - first or (span.within and shared > 0)):
                return True
    return False


def _forgiven(finding: Finding, span: Span) -> bool:
    """Neither right nor wrong: what is optional, and the same fault under another name.

    Numbers are not forgiven: a bank card is no identity number. A wrong name is also a wrong word.
    """
    group, other = finding.kind.partition(".")[0], span.kind.partition(".")[0]
    same = group == other != "personal" or (group, other) == ("words", "names")
    if not (same or finding.kind == span.kind or finding.kind in span.also):
        return False
    return any(
        piece == span.piece and min(end, span.end) > max(start, span.start)
        for piece, start, end in finding.spans
    )


def findings_of(path: Path) -> dict[str, list[Finding]]:
    """Raises KeyError, ValueError, naming the line."""
    found: dict[str, list[Finding]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            hit = json.loads(line)
            span = (int(hit["piece"]), int(hit["start"]), int(hit["end"]))
            finding = Finding(str(hit["kind"]), (span,), str(hit.get("severity", "warn")))
            found.setdefault(str(hit["document"]), []).append(finding)
        except (KeyError, ValueError, TypeError) as error:
            raise ValueError(f"{path}, line {number}: {error!r}") from error
    return found


def share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Scores a checker's hits on the open test set.")
    parser.add_argument("hits", type=Path, help="JSON Lines: document, piece, start, end, kind, severity")
    result = score(findings_of(parser.parse_args().hits))
    print(f"{'kind':<26}{'labels':>7}{'recall':>8}{'hits':>7}{'precision':>11}")
    rows = [(kind, count) for kind, count in sorted(result.kinds.items())]
    rows += [(name.upper(), result.group(name)) for name in GROUPS] + [("ALL", result.all())]
    for name, count in rows:
        hits = count.right + count.wrong
        print(f"{name:<26}{count.labels:>7}{share(count.recall):>8}{hits:>7}{share(count.precision):>11}")
    print(f"{result.disturbed} of {result.clean} papers with nothing to find got a false alarm")


if __name__ == "__main__":
    main()
