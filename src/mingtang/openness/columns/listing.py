"""A page of a column's rows, the same on its own page, on the pages of units, and at the desk."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.web.paging import Page, paginate, slice_page
from mingtang.foundation.web.slots import Badge, Row
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
    top = queries.pinned(column, chosen.unit_ids if chosen.picks_within else None)
    total = selecting.counts({"all": chosen})["all"]
    rest = chosen.records().exclude(pk__in=[record.pk for record in top])
    page = paginate(rest, total - len(top), number, order="published_at", kept={}, related=("unit",))
    shown_top = [_on_top(record) for record in top] if page.number == 1 else []
    return Shown(shown_top, [row_of(record) for record in page], page, total)


def _on_top(record: Record) -> Row:
    row = row_of(record)
    return replace(row, badge=row.badge or Badge("info", _("置顶")))
