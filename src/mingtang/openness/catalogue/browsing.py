"""What a list of matters shows: entries in force under filters, with counts that leave out their own filter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from django.db.models import Count, Q, QuerySet

from mingtang.foundation.organisations.models import Unit
from mingtang.kernel.catalogue.item import LEVELS
from mingtang.openness.catalogue.models import Claim, Entry
from mingtang.openness.catalogue.queries import in_force

PARAMETERS = ("q", "area", "unit", "level", "theme", "audience", "manner", "state")
SEARCHED = ("item1", "item2", "item3", "elements", "basis", "subject")
AUDIENCES: dict[str, Q] = {"everyone": Q(everyone=True), "specific": ~Q(specific="")}
MANNERS: dict[str, Q] = {"active": Q(active=True), "on_request": Q(on_request=True)}


@dataclass
class Selection:
    """Entries in force under the filters of an address; a value that nothing has finds nothing.

    `units` resolves the slugs of units. `state` is claimed or unclaimed, fulfilled or unfulfilled.
    """

    query: Mapping[str, str]
    units: Mapping[str, Unit] = field(default_factory=dict)

    def entries(self, without: str = "") -> QuerySet[Entry]:
        found = in_force()
        for name in PARAMETERS:
            value = self.query.get(name, "")
            if value and name != without:
                found = found.filter(self._condition(name, value))
        return found

    def _condition(self, name: str, value: str) -> Q:
        if name == "q":
            words = [_word(word) for word in value.split()]
            return reduce(lambda a, b: a & b, words, Q())
        if name == "area":
            return Q(version__catalogue__area__code=value)
        if name == "unit":
            unit = self.units.get(value)
            return Q(matter__in=_claimed(unit_id=unit.pk)) if unit else Q(pk__in=[])
        if name == "level":
            return Q(**{value: True}) if value in LEVELS else Q(pk__in=[])
        if name == "theme":
            return Q(theme__startswith=value)
        if name == "audience":
            return AUDIENCES.get(value, Q(pk__in=[]))
        if name == "manner":
            return MANNERS.get(value, Q(pk__in=[]))
        return {
            "claimed": Q(matter__in=_claimed()),
            "unclaimed": ~Q(matter__in=_claimed()),
        }.get(value, Q(pk__in=[]))

    def counts(self) -> dict[str, dict[str, int]]:
        """How many entries each value of each filter has, under all the other filters: five queries."""
        found = {
            "area": self._grouped("area", "version__catalogue__area__code"),
            "unit": self._by_unit(),
            "theme": _by_main_theme(self._grouped("theme", "theme")),
            "level": self._flags("level", {level: Q(**{level: True}) for level in LEVELS}),
        }
        marks = {f"audience {k}": q for k, q in AUDIENCES.items()}
        both = self._flags("audience", marks)
        found["audience"] = {name: both[f"audience {name}"] for name in AUDIENCES}
        return found

    def _grouped(self, name: str, column: str) -> dict[str, int]:
        rows = self.entries(without=name).order_by().values_list(column).annotate(n=Count("pk"))
        return {str(value): n for value, n in rows if value}

    def _by_unit(self) -> dict[str, int]:
        matters = self.entries(without="unit").order_by().values("matter_id")
        rows = Claim.objects.filter(ended_at=None, matter_id__in=matters).order_by()
        return dict(rows.values_list("unit__slug").annotate(n=Count("pk")))

    def _flags(self, name: str, conditions: Mapping[str, Q]) -> dict[str, int]:
        counted: dict[str, Any] = {
            f"n{i}": Count("pk", filter=condition) for i, condition in enumerate(conditions.values())
        }
        sums = self.entries(without=name).order_by().aggregate(**counted)
        return {key: sums[f"n{i}"] for i, key in enumerate(conditions)}


def _word(word: str) -> Q:
    return reduce(lambda a, b: a | b, (Q(**{f"{name}__icontains": word}) for name in SEARCHED))


def _claimed(**filters: Any) -> Any:
    return Claim.objects.filter(ended_at=None, **filters).values("matter_id")


def _by_main_theme(counts: Mapping[str, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for code, n in counts.items():
        found[code[:2]] = found.get(code[:2], 0) + n
    return found
