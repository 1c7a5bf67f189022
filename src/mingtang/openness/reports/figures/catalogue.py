"""How much of the catalogue is claimed, and how much of that has something public; as of today."""

from uuid import UUID

from django.db.models import Q

from mingtang.openness.catalogue.models import Fulfilment
from mingtang.openness.catalogue.queries import in_force, open_claims
from mingtang.openness.reports.asked import Asked
from mingtang.openness.reports.figures.counts import Counts, UnitRows

Pair = tuple[int, UUID]
"""A unit and a matter it claimed."""


def pairs(asked: Asked, rows: UnitRows) -> tuple[dict[Pair, int], set[Pair]]:
    """Each claim of a matter in force with the matter's area, and those of them for which the unit, or one below it,
    has a public record. Three queries.
    """
    areas = dict(in_force().values_list("matter_id", "version__catalogue__area_id"))
    claimed = {
        (unit_id, matter_id): areas[matter_id]
        for unit_id, matter_id in open_claims().filter(asked.q()).values_list("unit_id", "matter_id")
        if matter_id in areas
    }
    today = asked.today
    shown = Q(record__display_until=None) | Q(record__display_until__gte=today)
    # As `catalogue.queries.fulfilled()`, which asks record by record: here nearly all of them are wanted.
    linked = Fulfilment.objects.filter(
        shown, asked.q("record__unit_id"), ended_at=None, record__is_public=True
    )
    pairs = linked.order_by().values_list("record__unit_id", "matter_id").distinct()
    public = {
        pair
        for unit_id, matter_id in pairs
        for above in rows.up_from(unit_id)
        if (pair := (above, matter_id)) in claimed
    }
    return claimed, public


def read(asked: Asked, counts: Counts, rows: UnitRows) -> None:
    """Two units that claim the same matter each have to cover it, so each counts."""
    claimed, covered = pairs(asked, rows)
    for (unit_id, matter_id), area_id in claimed.items():
        counts.add("this", unit_id, area_id, "claimed", 1)
        if (unit_id, matter_id) in covered:
            counts.add("this", unit_id, area_id, "covered", 1)
