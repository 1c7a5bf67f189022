"""The readers of columns. A column shows `public()` records only, whatever its conditions say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Authority
from mingtang.foundation.organisations.tree import ancestors
from mingtang.openness.columns import selecting
from mingtang.openness.columns.models import Column, Entry, EntryText, Pick
from mingtang.openness.columns.process import MANAGE, VIEW
from mingtang.openness.columns.selecting import Chosen
from mingtang.openness.records import queries as records
from mingtang.openness.records.models import Record

SUBJECT = "column"
PICKS_MOST = 200
_LEVELS = {
    Column.Level.COUNTY: (Unit.Kind.GOVERNMENT, Unit.Kind.DEPARTMENT, Unit.Kind.PARK),
    Column.Level.TOWNSHIP: (Unit.Kind.TOWNSHIP, Unit.Kind.STREET),
}


def public() -> QuerySet[Column]:
    """The columns with a page of their own: open, and no templates (those show on the pages of units)."""
    return Column.objects.filter(is_open=True).exclude(reach=Column.Reach.EACH).select_related("type", "unit")


def visible_to(who: Authority) -> QuerySet[Column]:
    """The columns of the units in one's grants."""
    return Column.objects.filter(who.scope(VIEW, MANAGE).units_q("unit")).select_related("type", "unit")


def of_unit(unit: Unit) -> QuerySet[Column]:
    """The open columns that a unit set up for its own page."""
    return public().filter(unit=unit)


def templates_for(unit: Unit, *entries: str) -> list[Column]:
    """The open templates of some entries that apply to a unit, those of the county first."""
    paths = [above.path for above in ancestors(unit)]
    found = Column.objects.filter(
        is_open=True, reach=Column.Reach.EACH, entry__in=entries, unit__path__in=paths
    ).select_related("type", "unit")
    return [column for column in found.order_by("unit__path", "position", "code") if _applies(column, unit)]


def _applies(column: Column, unit: Unit) -> bool:
    return not column.level or unit.kind in _LEVELS[Column.Level(column.level)]


class Reaches:
    """The units that columns reach, from one reading of the tree."""

    def __init__(self) -> None:
        self.paths: dict[int, str] = dict(Unit.objects.values_list("pk", "path"))
        self.root = min(self.paths, key=lambda pk: len(self.paths[pk]), default=0)

    def below(self, unit_id: int) -> frozenset[int] | None:
        """A unit and its subordinates; None where that is everything."""
        prefix = self.paths[unit_id]
        found = frozenset(pk for pk, path in self.paths.items() if path.startswith(prefix))
        return None if len(found) == len(self.paths) else found

    def of(self, column: Column, page_unit: Unit | None = None) -> frozenset[int] | None:
        """The units whose records a column shows; a template needs the unit of the page."""
        if column.reach != Column.Reach.EACH:
            wide = column.reach == Column.Reach.BELOW
            return self.below(column.unit_id) if wide else frozenset({column.unit_id})
        if page_unit is None:
            return self.below(column.unit_id)
        found = self.below(page_unit.pk) if column.with_subordinates else frozenset({page_unit.pk})
        return found | {self.root} if found is not None and column.with_county else found

    def chosen(self, column: Column, page_unit: Unit | None = None) -> Chosen:
        return Chosen.of(
            column,
            self.of(column, page_unit),
            by_filter=column.by_filter,
            picks_of=(column.pk,),
            picks_within=column.reach == Column.Reach.EACH,
        )


def chosen(column: Column, page_unit: Unit | None = None) -> Chosen:
    return Reaches().chosen(column, page_unit)


@dataclass(frozen=True)
class Standing:
    """A column as the desk lists it: when its newest record went public. Of templates that says nothing, so it is
    not asked.
    """

    column: Column
    updated_at: datetime | None


def standings(columns: Iterable[Column]) -> list[Standing]:
    reaches = Reaches()
    rows = list(columns)
    days = selecting.latest(
        {column: reaches.chosen(column) for column in rows if column.reach != Column.Reach.EACH}
    )
    return [Standing(column, days.get(column)) for column in rows]


def numbers(columns: Iterable[Column]) -> dict[UUID, int]:
    """How many records each column has; a template, those of all its units."""
    reaches = Reaches()
    return selecting.counts({column.pk: reaches.chosen(column) for column in columns})


def numbers_for(columns: Iterable[Column], unit: Unit) -> dict[UUID, int]:
    """How many records each template has on the page of a unit."""
    reaches = Reaches()
    return selecting.counts({column.pk: reaches.chosen(column, unit) for column in columns})


def pinned(column: Column, within: frozenset[int] | None = None) -> list[Record]:
    """The public picks that stand on top, in their order; on request only of some units."""
    rows = Pick.objects.filter(column=column, is_pinned=True, record__in=records.public())
    if within is not None:
        rows = rows.filter(record__unit__in=sorted(within))
    found = rows.select_related("record__unit").order_by("position", "pk")
    return [pick.record for pick in found[:PICKS_MOST]]


def in_order_of_picks(column: Column) -> list[Record]:
    """All public picks of a column that is picked by hand only, the pinned ones first."""
    rows = Pick.objects.filter(column=column, record__in=records.public()).select_related("record__unit")
    return [pick.record for pick in rows.order_by("-is_pinned", "position", "pk")[:PICKS_MOST]]


def picks_of(column: Column) -> list[Pick]:
    """All picks in their order, as the desk shows them."""
    return list(column.picks.select_related("record__unit")[:PICKS_MOST])


def columns_with(record_id: UUID) -> list[Column]:
    """The columns into which a record was picked."""
    return list(
        Column.objects.filter(picks__record=record_id)
        .select_related("unit", "type")
        .order_by("position", "code")
    )


def could_hold(who: Authority, record: Record) -> list[Column]:
    """The columns into which a person may pick a record: those they manage, and the templates that the record's unit
    has, where they manage for that unit.
    """
    manages = who.scope(MANAGE)
    found = Column.objects.filter(manages.units_q("unit")).exclude(reach=Column.Reach.EACH)
    columns = list(found.select_related("unit", "type").order_by("position", "code")[:PICKS_MOST])
    if manages.covers(record.unit_id, None):
        columns += templates_for(record.unit, *Entry.values)
    return columns


def texts(entry: str) -> QuerySet[EntryText]:
    return EntryText.objects.filter(entry=entry)
