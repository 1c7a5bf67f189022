"""Units side by side: one table, sorted as asked, and the same as a file."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import override

from mingtang.openness.reports import addresses
from mingtang.openness.reports.desk.base import AskedView
from mingtang.openness.reports.desk.reports import shown
from mingtang.openness.reports.document import Cell, Number, Table, text_of
from mingtang.openness.reports.figures import figures_of
from mingtang.openness.reports.sections import unit_rows, unit_table
from mingtang.openness.reports.writers import CONTENT_TYPES
from mingtang.openness.reports.writers.xlsx import table_as_xlsx


class UnitsView(AskedView):
    template_name = "reports/desk/units.html"

    def table(self) -> tuple[Table, int, bool]:
        """The table in the order of `sort` (a column, from 0) and `order`; that of the county where none is asked."""
        figures = figures_of(self.asked)
        table = unit_table(figures, unit_rows(figures))
        query = self.query("sort", "order")
        column = int(query["sort"]) if query["sort"].isdecimal() and len(query["sort"]) < 3 else -1
        down = query["order"] != "up"
        if not 0 <= column < len(table.heads):
            return table, -1, down
        rows = sorted(table.rows, key=lambda row: _key(row[column]), reverse=down)
        # What cannot be told comes last, whichever way.
        rows.sort(key=lambda row: _is_unknown(row[column]))
        return Table(table.name, table.title, table.heads, tuple(rows), table.weights), column, down

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        table, column, down = self.table()
        seen = shown(table)
        heads = [
            (head, number, f"?sort={n}&order={'up' if n == column and down else 'down'}", n == column)
            for n, (head, number) in enumerate(seen["heads"])
        ]
        return super().get_context_data(
            table=seen,
            heads=heads,
            down=down,
            column=column,
            report_url=addresses.report(self.asked),
            **kwargs,
        )


class UnitsExport(UnitsView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with override(settings.LANGUAGE_CODE):
            table = self.table()[0]
        data = table_as_xlsx([table], lambda url: settings.PUBLIC_URL + url)
        response = HttpResponse(data, content_type=CONTENT_TYPES["xlsx"])
        response["Content-Disposition"] = 'attachment; filename="units.xlsx"'
        return response


def _key(cell: Cell) -> Any:
    if isinstance(cell, Number):
        return -1.0 if cell.value is None else cell.value
    return text_of(cell)


def _is_unknown(cell: Cell) -> bool:
    return isinstance(cell, Number) and cell.value is None
