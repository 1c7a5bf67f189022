"""What the guard found and what was let through, unit by unit: figures for the desk."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, QuerySet, Sum

from mingtang.foundation import clock
from mingtang.foundation.guard.kinds import VIEW
from mingtang.foundation.guard.models import Check, Override
from mingtang.foundation.guard.wording import label_of
from mingtang.foundation.organisations.queries import Authority


@dataclass(frozen=True)
class UnitLine:
    """Texts of a unit that were looked through, those among them with something that blocks, and hits let through."""

    unit: str
    looked: int
    blocked: int
    through: int


@dataclass(frozen=True)
class Figures:
    """`kinds` are labels with how often they were let through, `people` likewise."""

    looked: int
    blocked: int
    warned: int
    through: int
    units: list[UnitLine]
    kinds: list[tuple[Any, int]]
    people: list[tuple[str, int]]

    @property
    def troubled(self) -> list[UnitLine]:
        return [line for line in self.units if line.blocked or line.through]

    @property
    def quiet(self) -> list[UnitLine]:
        return [line for line in self.units if not (line.blocked or line.through)]


def checks_seen(who: Authority) -> QuerySet[Check]:
    return Check.objects.filter(who.scope(VIEW).q())


def overrides_seen(who: Authority) -> QuerySet[Override]:
    found = Override.objects.filter(who.scope(VIEW).q())
    return found.select_related("unit", "overridden_by", "post__unit")


def figures(who: Authority, days: int) -> Figures:
    """Of the last so many days, as far as the person's grants reach. Five queries."""
    since = clock.now() - timedelta(days=days)
    checks = checks_seen(who).filter(checked_at__gte=since)
    overrides = overrides_seen(who).filter(overridden_at__gte=since).order_by()
    looked = Counter(dict(checks.values_list("unit__short_name").annotate(n=Count("pk"))))
    blocked = Counter(
        dict(checks.filter(blocks__gt=0).values_list("unit__short_name").annotate(n=Count("pk")))
    )
    through = Counter(dict(overrides.values_list("unit__short_name").annotate(n=Count("pk"))))
    by_kind = overrides.values_list("kind").annotate(n=Count("pk")).order_by("-n", "kind")
    by_person = overrides.values_list("overridden_by__name").annotate(n=Count("pk"))
    warned = checks.aggregate(n=Sum("warns"))["n"] or 0
    units = [
        UnitLine(name, looked[name], blocked[name], through[name])
        for name in sorted(
            looked.keys() | through.keys(), key=lambda name: (-blocked[name], -through[name], name)
        )
    ]
    return Figures(
        looked.total(),
        blocked.total(),
        warned,
        through.total(),
        units,
        [(label_of(kind), number) for kind, number in by_kind],
        list(by_person.order_by("-n", "overridden_by__name")[:20]),
    )
