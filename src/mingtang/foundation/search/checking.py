"""Whether an index holds what the database says it should: every document, not only how many."""

from dataclasses import dataclass, field

from mingtang.foundation.search.engine.shelf import Unavailable
from mingtang.foundation.search.indexes import Collection


@dataclass
class Comparison:
    """Keys of what the index lacks, of what it has and should not have, and of what it has in another state."""

    documents: int = 0
    missing: list[str] = field(default_factory=list)
    surplus: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    unavailable: str = ""

    @property
    def is_equal(self) -> bool:
        return not (self.missing or self.surplus or self.stale or self.unavailable)

    @property
    def summary(self) -> str:
        if self.unavailable:
            return f"no index ({self.unavailable})"
        if self.is_equal:
            return "equal to the database"
        return (
            f"{len(self.missing):,} missing, {len(self.surplus):,} too many, {len(self.stale):,} out of date"
        )

    @property
    def examples(self) -> list[str]:
        named = (("missing", self.missing), ("too many", self.surplus), ("out of date", self.stale))
        return [f"{word}: {key}" for word, keys in named for key in keys[:20]]


def compare(collection: Collection) -> Comparison:
    """Makes each document anew and compares it with the one kept. What changes meanwhile may be named wrongly."""
    found = Comparison()
    try:
        kept = dict(collection.index.digests())
    except Unavailable as error:
        found.unavailable = str(error)
        return found
    for batch in collection.batches():
        for document in batch:
            found.documents += 1
            digest = kept.pop(document.key, None)
            if digest is None:
                found.missing.append(document.key)
            elif digest != document.digest:
                found.stale.append(document.key)
    found.surplus = list(kept)
    return found
