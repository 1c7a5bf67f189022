"""The unit tree by its paths: a unit's path is its ancestors' numbers and its own, such as `0001.0007.`"""

from collections.abc import Iterable

from django.db.models import Q

from mingtang.foundation import clock
from mingtang.foundation.organisations.models import Unit, UnitSuccession
from mingtang.foundation.prepared import Prepared


def subtree_q(unit: Unit, prefix: str = "") -> Q:
    """The condition for a unit and all below it; `prefix` leads to the unit, such as `unit__`."""
    return Q(**{f"{prefix}path__startswith": unit.path})


def paths_to(unit: Unit) -> list[str]:
    """Those of all units from the root down to the unit itself."""
    steps = unit.path.split(".")[:-1]
    return [".".join(steps[: n + 1]) + "." for n in range(len(steps))]


def ancestors(unit: Unit) -> list[Unit]:
    """From the root down to the unit itself."""
    return list(Unit.objects.filter(path__in=paths_to(unit)).order_by("path"))


def heir_of(unit: Unit) -> Unit:
    """The unit that has its business today: itself, or at the end of the chain the one that took it over."""
    seen = {unit.pk}
    while True:
        links = UnitSuccession.objects.filter(predecessor=unit, on_day__lte=clock.today())
        link = links.exclude(successor__in=seen).select_related("successor").order_by("on_day", "pk").last()
        if link is None:
            return unit
        unit = link.successor
        seen.add(unit.pk)


_UNITS = Prepared(
    lambda: Unit.objects.order_by("path").values_list(
        "pk", "path", "successions__successor", "successions__on_day"
    )
)


class TreeIndex:
    """All units' paths and successions, read once for one request (one query)."""

    def __init__(self) -> None:
        today = clock.today()
        self.paths: dict[int, str] = {}
        self.inherited: dict[int, list[int]] = {}
        for unit, path, successor, on_day in _UNITS.rows():
            self.paths[unit] = path
            if successor is not None and on_day <= today:
                self.inherited.setdefault(successor, []).append(unit)

    def covered(self, root_id: int) -> frozenset[int]:
        """The ids of a unit's subtree, with the predecessors of every unit in it and their subtrees."""
        found: set[int] = set()
        waiting: Iterable[int] = [root_id]
        while waiting:
            fresh: set[int] = set()
            for unit_id in waiting:
                if unit_id not in found and unit_id in self.paths:
                    prefix = self.paths[unit_id]
                    fresh.update(pk for pk, path in self.paths.items() if path.startswith(prefix))
            fresh -= found
            found |= fresh
            waiting = [old for unit_id in fresh for old in self.inherited.get(unit_id, ())]
        return frozenset(found)

    def covering(self, unit_id: int) -> set[int]:
        """The other way round: the ids of all units whose `covered` holds this unit."""
        by_path = {path: pk for pk, path in self.paths.items()}
        successors: dict[int, list[int]] = {}
        for successor, predecessors in self.inherited.items():
            for predecessor in predecessors:
                successors.setdefault(predecessor, []).append(successor)
        found: set[int] = set()
        waiting = [unit_id]
        while waiting:
            steps = self.paths[waiting.pop()].split(".")[:-1]
            for n in range(len(steps)):
                above = by_path.get(".".join(steps[: n + 1]) + ".")
                if above is not None and above not in found:
                    found.add(above)
                    waiting += successors.get(above, [])
        return found

    def is_everything(self, units: frozenset[int]) -> bool:
        return len(units) == len(self.paths)
