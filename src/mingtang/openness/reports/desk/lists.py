"""The list behind a number: exactly the rows that it counts, page by page."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.foundation.organisations.models import Area
from mingtang.foundation.web.paging import page_number, slice_page
from mingtang.kernel.refusals import NotVisible
from mingtang.openness.records import choices
from mingtang.openness.reports import addresses
from mingtang.openness.reports.desk.base import AskedView
from mingtang.openness.reports.desk.reports import shown
from mingtang.openness.reports.document import Table
from mingtang.openness.reports.figures.counts import UnitRows
from mingtang.openness.reports.lists import LISTS, Narrowed, number_of, rows_of
from mingtang.openness.reports.measures import MEASURES
from mingtang.openness.reports.rows import Names, cells_of

PARAMETERS = ("row", "area", "theme", "genre")
LABELS = {
    "delayed": (gettext_lazy("逾期公开和逾期未办"), MEASURES["delay_mean"].how),
    "uncovered": (gettext_lazy("没有公开信息的事项"), gettext_lazy("已认领、但认领单位还没有公开信息的事项")),
    "most_read": (gettext_lazy("浏览较多的信息"), MEASURES["visits"].how),
}


class ListView(AskedView):
    template_name = "reports/desk/list.html"

    @cached_property
    def asked_for(self) -> dict[str, str]:
        return self.query(*PARAMETERS)

    @cached_property
    def narrowed(self) -> tuple[Narrowed, list[str]]:
        """What the address narrows the list to, and the same in words. An unknown unit or area finds nothing."""
        query, words = self.asked_for, []
        units: frozenset[int] | None = None
        area_id: int | None = None
        if query["row"]:
            rows = UnitRows(self.asked)
            found = next((unit for unit in rows.units.values() if unit.slug == query["row"]), None)
            units = rows.below(found.pk) if found else frozenset()
            words.append(found.short_name if found else query["row"])
        if query["area"] == addresses.NO_AREA:
            area_id = 0
            words.append(_("未分领域"))
        elif query["area"]:
            area = Area.objects.filter(code=query["area"]).first()
            area_id = area.pk if area else -1
            words.append(area.name if area else query["area"])
        themes, genres = choices.main_theme_labels(), dict(choices.genres())
        words += [themes[query["theme"]]] if query["theme"] in themes else []
        words += [genres[query["genre"]]] if query["genre"] in genres else []
        return Narrowed(units, area_id, query["theme"], query["genre"]), words

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        code = self.kwargs["code"]
        if code not in LISTS:
            raise NotVisible(_("没有这份清单。"))
        narrowed, words = self.narrowed
        rows = rows_of(self.asked, code, narrowed)
        kept = [(name, value) for name, value in self.asked_for.items() if value]
        page = slice_page(rows, number_of(rows), page_number(self.request.GET.get("page", "")), kept=kept)
        heads, weights, cells = cells_of(self.asked, code, page.rows, Names.load())
        measure = MEASURES.get(code)
        label, how = LABELS.get(code, (measure.label if measure else code, measure.how if measure else ""))
        return super().get_context_data(
            page=page,
            table=shown(Table("", str(label), heads, tuple(cells), weights)),
            label=label,
            how=how,
            words=words,
            report_url=addresses.report(self.asked),
            **kwargs,
        )
