"""How much of the catalogue is claimed, and how much of that has something public; as of today."""

from uuid import UUID

from mingtang.openness.catalogue.queries import fulfilled, in_force, open_claims
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
    linked = fulfilled().filter(asked.q("record__unit_id")).order_by()
    public = {
        (above, matter_id)
        for unit_id, matter_id in linked.values_list("record__unit_id", "matter_id").distinct()
        for above in rows.up_from(unit_id)
    }
    return claimed, public & claimed.keys()


def read(asked: Asked, counts: Counts, rows: UnitRows) -> None:
    """Two units that claim the same matter each have to cover it, so each counts."""
    claimed, covered = pairs(asked, rows)
    for (unit_id, matter_id), area_id in claimed.items():
        counts.add("this", unit_id, area_id, "claimed", 1)
        if (unit_id, matter_id) in covered:
            counts.add("this", unit_id, area_id, "covered", 1)
