"""Which matters a record probably fulfils: those its unit answers for, the nearest in words first."""

from uuid import UUID

from rapidfuzz import fuzz

from mingtang.openness.catalogue.models import Entry
from mingtang.openness.catalogue.queries import in_force, open_claims
from mingtang.openness.records.models import Record

MOST = 12
NEAR = 30.0


def matters_for(record: Record, held: set[UUID]) -> list[Entry]:
    """At most `MOST` matters, without those it has: of its unit and area first, by likeness of title and names."""
    claimed = open_claims().filter(unit_id=record.unit_id).values("matter_id")
    entries = in_force().filter(matter_id__in=claimed).exclude(matter_id__in=held)
    scored = []
    for entry in entries.select_related("version__catalogue__area"):
        score = fuzz.token_set_ratio(_cut(record.title), _cut(entry.path_text))
        score += 25 if entry.version.catalogue.area_id == record.area_id else 0
        scored.append((score, entry))
    scored.sort(key=lambda pair: (-pair[0], pair[1].position))
    return [entry for score, entry in scored[:MOST] if score >= NEAR]


def _cut(text: str) -> str:
    """Pairs of neighbouring characters as words: Chinese has no spaces to cut at."""
    return " ".join(text[n : n + 2] for n in range(len(text) - 1))
