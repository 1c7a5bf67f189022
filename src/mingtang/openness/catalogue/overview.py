"""What the public pages show above single matters: the areas with their counts, and a matter's history."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from mingtang.foundation.organisations.queries import unit_by_slug
from mingtang.kernel.catalogue.diff import differences
from mingtang.openness.catalogue import changes, queries
from mingtang.openness.catalogue.models import Entry, Version


@dataclass(frozen=True)
class Card:
    """One area: the version in force, how many matters it has, how many are claimed and how many fulfilled."""

    version: Version
    matters: int
    claimed: int
    fulfilled: int

    @property
    def name(self) -> str:
        return self.version.catalogue.area.name

    @property
    def code(self) -> str:
        return self.version.catalogue.area.code


def cards() -> list[Card]:
    """All areas with a version in force, in their order: two queries."""
    claimed = queries.open_claims().filter(matter=OuterRef("matter"))
    linked = queries.fulfilled().filter(matter=OuterRef("matter"))
    marked = queries.in_force().annotate(is_claimed=Exists(claimed), is_fulfilled=Exists(linked))
    counted = (
        marked.order_by()
        .values("version")
        .annotate(
            matters=Count("pk"),
            claimed=Count("pk", filter=Q(is_claimed=True)),
            fulfilled=Count("pk", filter=Q(is_fulfilled=True)),
        )
    )
    counts = {
        row["version"]: {name: row[name] for name in ("matters", "claimed", "fulfilled")} for row in counted
    }
    empty = {"matters": 0, "claimed": 0, "fulfilled": 0}
    return [Card(version, **counts.get(version.pk, empty)) for version in versions_in_force()]


def versions_in_force() -> list[Version]:
    found = Version.objects.filter(queries.in_force_q("")).select_related("catalogue__area")
    return list(found.order_by("catalogue__area__position", "catalogue__area__code"))


def with_entries(versions: list[Version]) -> list[tuple[Version, list[Entry]]]:
    """Versions with their rows in order: one query for all of them."""
    rows: dict[int, list[Entry]] = {version.pk: [] for version in versions}
    for entry in Entry.objects.filter(version__in=versions).order_by("version", "position"):
        rows[entry.version_id].append(entry)
    return [(version, rows[version.pk]) for version in versions]


def history(matter_id: UUID) -> list[dict[str, Any]]:
    """The versions in which the matter was added or changed, the newest first, each with what changed."""
    entries = queries.history_of_matter(matter_id)
    steps: list[dict[str, Any]] = []
    before = None
    for entry in entries:
        cells: list[Any] = changes.in_words(differences(before.text(), entry.text())) if before else []
        if before is None or cells:
            steps.append({"version": entry.version, "cells": cells, "added": before is None})
        before = entry
    last = entries[-1].version if entries else None
    newest = queries.newest_version(last.catalogue.area_id) if last else None
    if newest and last and last.pk != newest.pk:
        after = Version.objects.filter(catalogue_id=newest.catalogue_id, number=last.number + 1).first()
        steps.append({"version": after or newest, "cells": [], "removed": True})
    return steps[::-1]


def slug_of_today(slug: str) -> str:
    """The present slug of a unit that was renamed; the same text where there is none."""
    unit = unit_by_slug(slug)[0]
    return unit.slug if unit else slug


def totals(found: list[Card]) -> dict[str, int]:
    """The sums over all areas."""
    return {name: sum(getattr(card, name) for card in found) for name in ("matters", "claimed", "fulfilled")}
