"""The lists behind the numbers: each number leads to exactly the rows it counts.

What stands in a row is the same at the desk, in an annex and in an inspection pack, so it names nothing that is not
public: a duty goes by its matter, never by the title of a draft.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from mingtang.openness.reports.asked import Asked
from mingtang.openness.reports.figures import duties, findings, reach, records
from mingtang.openness.reports.figures.catalogue import pairs
from mingtang.openness.reports.figures.counts import UnitRows

Rows = QuerySet[Any] | list[Any]


@dataclass(frozen=True)
class Listing:
    """`kind` says what its rows are (`rows.HEADS`); `area` and `unit` lead to the columns that filters compare."""

    code: str
    kind: str
    rows: Callable[[Asked], Rows]
    unit: str = "unit_id"
    area: str = "area_id"


def _duties(state: str) -> Callable[[Asked], QuerySet[Any]]:
    return lambda asked: duties.in_state(asked, state)


def delayed(asked: Asked) -> QuerySet[Any]:
    return duties.due(asked).filter(
        duties.state_q("late", asked.today) | duties.state_q("overdue", asked.today)
    )


def claims(asked: Asked, *, covered: bool | None = None) -> list[tuple[int, Any, int]]:
    """Unit, matter and area of claims: all of them, those with something public, or those without."""
    claimed, public = pairs(asked, UnitRows(asked))
    return [
        (*pair, area_id)
        for pair, area_id in claimed.items()
        if covered is None or (pair in public) == covered
    ]


def _matters(covered: bool | None) -> Callable[[Asked], list[Any]]:
    return lambda asked: claims(asked, covered=covered)


LISTS: dict[str, Listing] = {
    listing.code: listing
    for listing in (
        Listing("published", "record", records.published),
        Listing("policy", "record", records.policy),
        Listing("withdrawn", "withdrawn", records.withdrawn),
        Listing("corrected", "corrected", records.corrected, "record__unit_id", "record__area_id"),
        Listing("should", "duty", duties.should),
        *(
            Listing(state, "duty", _duties(state))
            for state in ("on_time", "late", "overdue", "running", "declared", "waived")
        ),
        Listing("delayed", "duty", delayed),
        Listing("made", "duty", duties.made),
        Listing("cut_short", "duty", duties.cut_short),
        Listing("confirmed", "confirmed", duties.confirmed, area="matter__catalogue__area_id"),
        Listing("claimed", "matter", _matters(None)),
        Listing("covered", "matter", _matters(True)),
        Listing("uncovered", "matter", _matters(False)),
        *(
            Listing(code, "problem" if code in ("problems", "cured", "uncured") else "report", rows)
            for code, rows in findings.LISTS.items()
        ),
        Listing("stale", "column", reach.stale_columns),
        Listing("most_read", "read", reach.most_read),
    )
}


@dataclass(frozen=True)
class Narrowed:
    """What of a list is asked for: the units of one row, one area, one theme or genre of records."""

    unit_ids: frozenset[int] | None = None
    area_id: int | None = None
    theme: str = ""
    genre: str = ""

    def of(self, listing: Listing, rows: Rows) -> Rows:
        if isinstance(rows, QuerySet):
            return rows.filter(self._q(listing))
        return [row for row in rows if self._keeps(listing, row)]

    def _q(self, listing: Listing) -> Q:
        q = Q() if self.unit_ids is None else Q(**{f"{listing.unit}__in": sorted(self.unit_ids)})
        if self.area_id is not None:
            q &= Q(**{listing.area: self.area_id or None})
        if listing.kind == "record":
            q &= Q(theme__startswith=self.theme) if self.theme else Q()
            q &= Q(genre=self.genre) if self.genre else Q()
        return q

    def _keeps(self, listing: Listing, row: Any) -> bool:
        if listing.kind != "matter":
            return True
        unit_id, _matter, area_id = row
        return (self.unit_ids is None or unit_id in self.unit_ids) and (
            self.area_id is None or area_id == self.area_id
        )


def rows_of(asked: Asked, code: str, narrowed: Narrowed | None = None) -> Rows:
    """The rows of a list, in an order that is the same each time. KeyError for a code there is not."""
    listing = LISTS[code]
    rows = (narrowed or Narrowed()).of(listing, listing.rows(asked))
    return rows.order_by(*ORDERS[listing.kind]) if isinstance(rows, QuerySet) else rows


ORDERS: dict[str, tuple[str, ...]] = {
    "record": ("-published_at", "-pk"),
    "withdrawn": ("-withdrawn_at", "-pk"),
    "corrected": ("-published_at", "-pk"),
    "duty": ("due_on", "pk"),
    "confirmed": ("-day", "-pk"),
    "report": ("-reported_at", "-pk"),
    "problem": ("-reported_at", "-pk"),
}


def number_of(rows: Rows) -> int:
    return rows.count() if isinstance(rows, QuerySet) else len(rows)


def some(rows: Rows, most: int) -> Iterable[Model | Any]:
    return rows[:most]
