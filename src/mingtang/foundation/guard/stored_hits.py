"""Hits as they are kept: as plain values, personal data only as their mask."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.utils.crypto import salted_hmac

from mingtang.kernel.guard.hits import Hit, Severity
from mingtang.kernel.guard.lexicon import Lexicon
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


def stored_hits(hits: Iterable[Hit], file: str = "", sha256: str = "") -> list[StoredHit]:
    """The hits of one text or file. What is personal data in one is masked in all: in hidden text that is shown, in the
    names of sheets and of files in an archive. `sha256` is that of the file: what was let through in one is not let
    through in the next.
    """
    found = list(hits)
    masks = {
        hit.text: mask
        for hit in found
        if hit.group == "personal" and hit.text and (mask := masked(hit.kind, hit.text)) != hit.text
    }
    masking = _Masking(masks)
    return [_stored(hit, masking, file, sha256) for hit in found]


class _Masking:
    """Puts the masks of a paper's personal data into whatever else is kept of it."""

    def __init__(self, masks: Mapping[str, str]) -> None:
        self._clear = Lexicon(masks)
        self._masks = list(masks.values())

    def of(self, text: str) -> str:
        parts, at = [], 0
        for found in self._clear.find(text):
            parts += [text[at : found.start], self._masks[found.number]]
            at = found.end
        return "".join([*parts, text[at:]]) if at else text

    def or_none(self, text: str | None) -> str | None:
        return None if text is None else self.of(text)


def _stored(hit: Hit, masking: _Masking, file: str, sha256: str) -> StoredHit:
    personal = hit.group == "personal"
    excerpt = masked(hit.kind, hit.text) if personal else masking.of(hit.text)
    place = hit.place
    if place.label or place.entry:
        place = replace(place, label=masking.of(place.label), entry=masking.of(place.entry))
    return StoredHit(
        hit.kind,
        place,
        hit.start,
        hit.end,
        excerpt if len(excerpt) <= EXCERPT_MOST else excerpt[: EXCERPT_MOST - 1] + "…",
        hit.severity,
        round(hit.confidence, 3),
        {} if personal else {key: masking.of(value) for key, value in hit.args.items()},
        None if personal else masking.or_none(hit.fix),
        None if personal else masking.or_none(hit.suggestion),
        fingerprint_of(hit, sha256),
        file,
    )


def fingerprint_of(hit: Hit, sha256: str = "") -> str:
    """By which a hit is known again. Not by the place in the text, which moves, but by how grave it is taken: what was
    let through as a hint was not let through as what must be dealt with.
    """
    place = hit.place
    what: list[Any] = [hit.text]
    if not hit.text:
        # What could not be read has no text: its reason and where it is stand for it.
        what = [sorted(hit.args.items()), place.page, place.block, place.cell]
    parts = [hit.kind, hit.severity, place.part, place.label, place.entry, sha256, *what]
    # Keyed: an identity number has so few forms that a plain hash would give it away.
    return salted_hmac(_SALT, json.dumps(parts), algorithm="sha256").hexdigest()


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
