"""What a saved view selects: its conditions for the records and, where it can tell, for the counts (`Tally`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Subquery
from django.db.models.fields import IntegerField

from mingtang.foundation import clock
from mingtang.foundation.organisations.models import Unit
from mingtang.openness.columns.models import Pick, SavedView
from mingtang.openness.records import queries as records
from mingtang.openness.records.models import Record, Tally

BATCH = 100
"""Views counted in one statement."""


class _Counted(Subquery):
    """How many rows a query has, within another."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) _counted)"
    output_field = IntegerField()


class _Summed(Subquery):
    """The sum of the changes of `Tally` rows, within another query."""

    template = "(SELECT COALESCE(SUM(_summed.change), 0) FROM (%(subquery)s) _summed)"
    output_field = IntegerField()


@dataclass(frozen=True)
class Chosen:
    """A saved view, resolved: `unit_ids` None means every unit; `picks_of` names the columns whose picks belong,
    those of all units or (`picks_within`) only of the units of the view.
    """

    unit_ids: frozenset[int] | None = None
    area_id: int | None = None
    themes: tuple[str, ...] = ()
    genre: str = ""
    only_policy: bool = False
    only_normative: bool = False
    year: int | None = None
    words: str = ""
    by_filter: bool = True
    picks_of: tuple[UUID, ...] = ()
    picks_within: bool = False

    @classmethod
    def of(cls, view: SavedView, unit_ids: frozenset[int] | None, **more: Any) -> "Chosen":
        return cls(
            unit_ids,
            view.area_id,
            tuple(view.themes.split()),
            view.genre,
            view.only_policy,
            view.only_normative,
            view.year,
            view.words,
            **more,
        )

    def records(self) -> QuerySet[Record]:
        """The public records, picked ones included."""
        if not self.picks_of:
            return records.public().filter(self._q()) if self.by_filter else Record.objects.none()
        picked = self._picked().values("pk")
        if not self.by_filter:
            return records.public().filter(pk__in=picked)
        condition = self._q()
        # Without any condition everything is in already; `Q() | x` would mean x alone.
        return records.public().filter(condition | Q(pk__in=picked) if condition else Q())

    def newest(self, limit: int) -> list[Record]:
        return list(self.records().select_related("unit").order_by("-published_at", "-pk")[:limit])

    def _picked(self) -> QuerySet[Record]:
        """The public picks."""
        ids = Pick.objects.filter(column__in=self.picks_of).values("record")
        found = records.public().filter(pk__in=ids)
        return (
            found
            if self.unit_ids is None or not self.picks_within
            else found.filter(unit_id__in=sorted(self.unit_ids))
        )

    def _q(self) -> Q:
        condition = Q() if self.unit_ids is None else Q(unit_id__in=sorted(self.unit_ids))
        if self.area_id:
            condition &= Q(area_id=self.area_id)
        if self.themes:
            meant = [Q(theme__startswith=code) for code in self.themes]
            condition &= reduce(or_, meant)
        if self.genre:
            condition &= Q(genre=self.genre)
        if self.year:
            condition &= Q(year=self.year)
        if self.only_policy:
            condition &= Q(is_policy=True)
        if self.only_normative:
            condition &= Q(is_normative=True)
        for word in self.words.split():
            condition &= Q(title__icontains=word)
        return condition

    def _tally_q(self) -> Q | None:
        """The same condition on the counts; None where they cannot tell."""
        if (
            any("." in code for code in self.themes)
            or self.only_policy
            or self.only_normative
            or self.words.strip()
        ):
            return None
        condition = Q(is_public=True)
        if self.unit_ids is not None:
            condition &= Q(unit_id__in=sorted(self.unit_ids))
        if self.area_id:
            condition &= Q(area_id=self.area_id)
        if self.themes:
            condition &= Q(theme_main__in=self.themes)
        if self.genre:
            condition &= Q(genre=self.genre)
        if self.year:
            condition &= Q(year=self.year)
        return condition

    def _count(self) -> Any:
        """The number of records as an expression, to be selected together with others."""
        tallied = self._tally_q()
        if tallied is None or not self.by_filter:
            return _Counted(self.records().order_by().values("pk"))
        number: Any = _Summed(Tally.objects.filter(tallied).order_by().values("change"))
        # Public records whose display period ended and which the job has not hidden yet.
        over = Record.objects.filter(self._q(), is_public=True, display_until__lt=clock.today())
        number = number - _Counted(over.order_by().values("pk"))
        if self.picks_of:
            picked = self._picked().order_by()
            number += _Counted(picked.values("pk")) - _Counted(picked.filter(self._q()).values("pk"))
        return number

    def _latest(self) -> Any:
        return Subquery(self.records().order_by("-published_at").values("published_at")[:1])


def counts(views: Mapping[Any, Chosen]) -> dict[Any, int]:
    """How many records each view has now: one statement for up to `BATCH` views."""
    return _asked(views, Chosen._count)


def latest(views: Mapping[Any, Chosen]) -> dict[Any, datetime | None]:
    """When the newest record of each view went public: one statement for up to `BATCH` views."""
    return _asked(views, Chosen._latest)


def _asked(views: Mapping[Any, Chosen], expression: Any) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    keys = list(views)
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        names = {f"asked_{n}": expression(views[key]) for n, key in enumerate(batch)}
        # Any table with a row will do to hang the expressions on; where there is no unit, there is no record.
        row = Unit.objects.order_by().annotate(**names).values_list(*names)[:1]
        values = next(iter(row), [None] * len(batch))
        found |= dict(zip(batch, values, strict=True))
    return found
