"""The check of claims: what nobody claimed, what two claimed, what the wrong level claimed, who is not there.

What counts: a matter of county level needs one unit of that level in the lead; one of township level every township
and street; one of village level only where it names no township, since the township answers for its villages then.
Units that join in (配合) count for nobody else's duty and never twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from mingtang.foundation import clock
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import holdings_on, units_on
from mingtang.openness.catalogue.models import Claim, Entry
from mingtang.openness.catalogue.queries import in_force

LEVEL_OF_KIND: dict[str, str] = {
    Unit.Kind.GOVERNMENT: "county",
    Unit.Kind.DEPARTMENT: "county",
    Unit.Kind.PARK: "county",
    Unit.Kind.TOWNSHIP: "township",
    Unit.Kind.STREET: "township",
    Unit.Kind.VILLAGE: "village",
    Unit.Kind.COMMUNITY: "village",
}
TOWNS = (Unit.Kind.TOWNSHIP, Unit.Kind.STREET)
UNCLAIMED, PARTLY, DOUBLE, WRONG_LEVEL, NOBODY, ENDED = KINDS = (
    "unclaimed", "partly", "double", "wrong_level", "nobody", "ended",
)  # fmt: skip


@dataclass(frozen=True)
class Gap:
    """One thing that is not in order. `units` are those concerned: missing ones, or those that claimed."""

    kind: str
    entry: Entry
    level: str
    units: tuple[Unit, ...]


def gaps(area_code: str = "", kinds: Iterable[str] = KINDS) -> list[Gap]:
    """All that is not in order in the catalogues in force, in their order: five queries, whatever their size."""
    wanted = set(kinds)
    entries = in_force().select_related("version__catalogue__area").defer("elements", "basis", "limit")
    if area_code:
        entries = entries.filter(version__catalogue__area__code=area_code)
    entries = entries.order_by("version__catalogue__area__position", "version", "position")
    today = clock.today()
    units = {unit.pk: unit for unit in Unit.objects.order_by("path")}
    alive = set(units_on(today).values_list("pk", flat=True))
    towns = [unit for unit in units.values() if unit.kind in TOWNS and unit.pk in alive]
    staffed = set(holdings_on(today).values_list("post_id", flat=True))
    claims: dict[UUID, list[Claim]] = {}
    for row in Claim.objects.filter(ended_at=None).only("matter_id", "unit_id", "post_id", "role"):
        claims.setdefault(row.matter_id, []).append(row)
    check = _Check(units, alive, towns, staffed)
    return [
        gap
        for entry in entries
        for gap in check.of(entry, claims.get(entry.matter_id, []))
        if gap.kind in wanted
    ]


@dataclass
class _Check:
    units: dict[int, Unit]
    alive: set[int]
    towns: list[Unit]
    staffed: set[int]

    def of(self, entry: Entry, claims: list[Claim]) -> Iterable[Gap]:
        """What is not in order with one matter."""
        named = set(entry.levels)
        by_level: dict[str, list[Claim]] = {}
        for row in claims:
            unit = self.units[row.unit_id]
            if unit.pk not in self.alive:
                yield Gap(ENDED, entry, "", (unit,))
                continue
            level = LEVEL_OF_KIND[unit.kind]
            if named and level not in named:
                yield Gap(WRONG_LEVEL, entry, level, (unit,))
            elif row.role == Claim.Role.LEAD:
                by_level.setdefault(level, []).append(row)
            if row.post_id not in self.staffed:
                yield Gap(NOBODY, entry, level, (unit,))
        yield from self._missing(entry, named, by_level)
        if len(by_level.get("county", ())) > 1:
            yield Gap(DOUBLE, entry, "county", tuple(self.units[row.unit_id] for row in by_level["county"]))

    def _missing(self, entry: Entry, named: set[str], by_level: dict[str, list[Claim]]) -> Iterable[Gap]:
        if "county" in named and not by_level.get("county"):
            yield Gap(UNCLAIMED, entry, "county", ())
        if "township" in named:
            there = {row.unit_id for row in by_level.get("township", ())}
            missing = tuple(unit for unit in self.towns if unit.pk not in there)
            if not there:
                yield Gap(UNCLAIMED, entry, "township", ())
            elif missing:
                yield Gap(PARTLY, entry, "township", missing)
        elif "village" in named and not by_level.get("village"):
            yield Gap(UNCLAIMED, entry, "village", ())
        if not named and not by_level:
            yield Gap(UNCLAIMED, entry, "", ())
