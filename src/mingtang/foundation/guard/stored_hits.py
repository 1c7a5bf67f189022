"""Hits as they are kept: as plain values, personal data only as their mask."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.crypto import salted_hmac

from mingtang.kernel.guard.hits import Hit, Severity
from mingtang.kernel.guard.masking import masked
from mingtang.kernel.guard.pieces import Part, Place

_SALT = "mingtang.guard.fingerprint"
EXCERPT_MOST = 120


@dataclass(frozen=True)
class StoredHit:
    """A hit without what must not be kept. `file` is the id of the file it stands in, empty for the text itself.

    `fingerprint` is the same for the same thing in the same part of the same file, whatever stands around it.
    """

    kind: str
    place: Place
    start: int
    end: int
    excerpt: str
    severity: Severity
    confidence: float
    args: Mapping[str, str]
    fix: str | None
    suggestion: str | None
    fingerprint: str
    file: str = ""

    @property
    def group(self) -> str:
        return self.kind.partition(".")[0]

    @property
    def is_personal(self) -> bool:
        return self.group == "personal"


def stored(hit: Hit, file: str = "", sha256: str = "") -> StoredHit:
    """`sha256` is that of the file: what was let through in one is not let through in the next."""
    personal = hit.group == "personal"
    excerpt = masked(hit.kind, hit.text) if personal else hit.text
    return StoredHit(
        hit.kind,
        hit.place,
        hit.start,
        hit.end,
        excerpt if len(excerpt) <= EXCERPT_MOST else excerpt[: EXCERPT_MOST - 1] + "…",
        hit.severity,
        round(hit.confidence, 3),
        {} if personal else dict(hit.args),
        None if personal else hit.fix,
        None if personal else hit.suggestion,
        _fingerprint(hit, sha256),
        file,
    )


def _fingerprint(hit: Hit, sha256: str) -> str:
    # What could not be read has no text: its reason and place stand for it.
    what = hit.text or "|".join(f"{key}={hit.args[key]}" for key in sorted(hit.args))
    parts = (hit.kind, hit.place.part, hit.place.label, hit.place.entry, sha256, what)
    # Keyed: an identity number has so few forms that a plain hash would give it away.
    return salted_hmac(_SALT, "\x1f".join(parts), algorithm="sha256").hexdigest()


def as_row(hit: StoredHit) -> dict[str, Any]:
    """What JSON holds. Empty values are left out: most hits have few."""
    row = asdict(hit)
    row["place"] = {name: value for name, value in row["place"].items() if value}
    return {name: value for name, value in row.items() if value not in ("", None, {})}


def hit_of(row: Mapping[str, Any]) -> StoredHit:
    place = dict(row["place"])
    part = Part(place.pop("part"))
    return StoredHit(
        row["kind"],
        Place(part, **place),
        int(row.get("start", 0)),
        int(row.get("end", 0)),
        row.get("excerpt", ""),
        Severity(row["severity"]),
        float(row.get("confidence", 1.0)),
        row.get("args", {}),
        row.get("fix"),
        row.get("suggestion"),
        row["fingerprint"],
        row.get("file", ""),
    )
