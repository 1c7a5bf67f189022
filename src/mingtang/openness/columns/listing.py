"""A page of a column's rows, the same on its own page, on the pages of units, and at the desk."""

from dataclasses import dataclass

from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.web.paging import Page, paginate, slice_page
from mingtang.foundation.web.slots import Row
from mingtang.openness.columns import queries, selecting
from mingtang.openness.columns.models import Column
from mingtang.openness.records.models import Record
from mingtang.openness.records.rows import row_of


@dataclass(frozen=True)
class Shown:
    """`top` are the pinned rows, on the first page only; `total` counts them too."""

    top: list[Row]
    rows: list[Row]
    page: Page[Record]
    total: int


def page_of(column: Column, unit: Unit | None, number: int) -> Shown:
    """A page of a column; of a template on the page of a unit."""
    if not column.by_filter and unit is None and column.reach != Column.Reach.EACH:
        # Picked by hand alone: in the order in which they were put.
        found = queries.in_order_of_picks(column)
        page = slice_page(found, len(found), number)
        return Shown([], [row_of(record) for record in page], page, len(found))
    chosen = queries.chosen(column, unit)
    top = [
        record
        for record in queries.pinned(column)
        if not chosen.picks_within or chosen.unit_ids is None or record.unit_id in chosen.unit_ids
    ]
    total = selecting.counts({"all": chosen})["all"]
    rest = chosen.records().exclude(pk__in=[record.pk for record in top])
    page = paginate(rest, total - len(top), number, order="published_at", kept={}, related=("unit",))
    shown_top = [row_of(record) for record in top] if page.number == 1 else []
    return Shown(shown_top, [row_of(record) for record in page], page, total)
