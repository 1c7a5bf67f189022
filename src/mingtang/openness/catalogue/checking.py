"""The check of claims: what nobody claimed, what two claimed, what the wrong level claimed, who is not there.

What counts: a matter of county level needs one unit of that level in the lead; one of township level every township
and street; one of village level only where it names no township, since the township answers for its villages then.
Units that join in (配合) count for nobody else's duty and never twice.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from mingtang.foundation import clock
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import holdings_on, units_on
from mingtang.kernel.catalogue.item import LEVELS
from mingtang.openness.catalogue.models import Claim
from mingtang.openness.catalogue.queries import IN_ORDER, in_force, open_claims

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
    matter_id: UUID
    area: str
    level: str
    units: tuple[Unit, ...] = ()


class _Held(NamedTuple):
    """An open claim; whole models would take most of the time at thirty thousand of them."""

    matter_id: UUID
    unit_id: int
    post_id: int | None
    role: str


def gaps() -> list[Gap]:
    """All that is not in order in the catalogues in force, in their order: five queries, whatever their size."""
    today = clock.today()
    units = {unit.pk: unit for unit in Unit.objects.order_by("path")}
    alive = set(units_on(today).values_list("pk", flat=True))
    towns = [unit for unit in units.values() if unit.kind in TOWNS and unit.pk in alive]
    staffed = set(holdings_on(today).values_list("post_id", flat=True))
    claims: dict[UUID, list[_Held]] = {}
    for row in open_claims().values_list(*_Held._fields):
        claims.setdefault(row[0], []).append(_Held(*row))
    check = _Check(units, alive, towns, staffed)
    entries = in_force().order_by(*IN_ORDER)
    rows = entries.values_list("matter_id", "version__catalogue__area__code", *LEVELS)
    return [
        gap
        for pk, area, *named in rows
        for gap in check.of(
            pk, area, {level for level, on in zip(LEVELS, named, strict=True) if on}, claims.get(pk, [])
        )
    ]


@dataclass
class _Check:
    units: dict[int, Unit]
    alive: set[int]
    towns: list[Unit]
    staffed: set[int]

    def of(self, pk: UUID, area: str, named: set[str], claims: list[_Held]) -> Iterator[Gap]:
        """What is not in order with one matter."""
        by_level: dict[str, list[_Held]] = {}
        for row in claims:
            unit = self.units[row.unit_id]
            if unit.pk not in self.alive:
                yield Gap(ENDED, pk, area, "", (unit,))
                continue
            level = LEVEL_OF_KIND[unit.kind]
            if named and level not in named:
                yield Gap(WRONG_LEVEL, pk, area, level, (unit,))
            elif row.role == Claim.Role.LEAD:
                by_level.setdefault(level, []).append(row)
            if row.post_id not in self.staffed:
                yield Gap(NOBODY, pk, area, level, (unit,))
        for kind, level, missing in self._missing(named, by_level):
            yield Gap(kind, pk, area, level, missing)
        if len(by_level.get("county", ())) > 1:
            both = sorted((self.units[row.unit_id] for row in by_level["county"]), key=lambda unit: unit.path)
            yield Gap(DOUBLE, pk, area, "county", tuple(both))

    def _missing(
        self, named: set[str], by_level: dict[str, list[_Held]]
    ) -> Iterator[tuple[str, str, tuple[Unit, ...]]]:
        for level in unclaimed_levels(named, by_level):
            yield UNCLAIMED, level, ()
        there = {row.unit_id for row in by_level.get("township", ())}
        missing = tuple(unit for unit in self.towns if unit.pk not in there)
        if "township" in named and there and missing:
            yield PARTLY, "township", missing


def unclaimed_levels(named: Collection[str], led: Collection[str]) -> Iterator[str]:
    """The levels on which nobody leads in a matter. `named` are those of its row, `led` those that have a lead; a row
    that names none and has none is unclaimed as such (an empty level).
    """
    if "county" in named and "county" not in led:
        yield "county"
    if "township" in named and "township" not in led:
        yield "township"
    if "village" in named and "township" not in named and "village" not in led:
        yield "village"
    if not named and not led:
        yield ""
