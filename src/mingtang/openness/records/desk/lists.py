"""The list of records at the desk."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.web.filters import chip_group
from mingtang.foundation.web.paging import page_number, paginate
from mingtang.foundation.web.scoped import DeskView
from mingtang.foundation.web.slots import Row
from mingtang.openness.records import choices, process, queries
from mingtang.openness.records.desk.base import STAFF, stage_badge
from mingtang.openness.records.models import Stage

PARAMETERS = ("q", "stage", "theme", "genre", "year", "unit", "area")


class ListView(DeskView):
    """Records a person may see, by state and class; the title filter finds words of the title and numbers."""

    actions = STAFF
    template_name = "records/desk/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.query(*PARAMETERS)
        units = dict(Unit.objects.values_list("slug", "pk"))
        areas = dict(Area.objects.values_list("code", "pk"))
        filters: dict[str, Any] = {}
        if query["stage"] in Stage.values:
            filters["stage"] = query["stage"]
        if query["theme"] in choices.main_theme_labels():
            filters["theme_main"] = query["theme"]
        if query["genre"] in dict(choices.genres()):
            filters["genre"] = query["genre"]
        if query["year"].isdigit():
            filters["year"] = int(query["year"][:4])
        if query["unit"] in units:
            filters["unit_id"] = units[query["unit"]]
        if query["area"] in areas:
            filters["area_id"] = areas[query["area"]]
        selection = queries.desk_selection(self.authority, filters, query["q"])
        page = paginate(
            selection.records(),
            selection.count(),
            page_number(self.request.GET.get("page", "")),
            order="updated_at",
            kept={name: value for name, value in query.items() if value},
            related=("unit", "head"),
        )
        rows = [
            Row(
                str(r),
                reverse("records_desk:record", args=[r.pk]),
                r.unit.short_name,
                r.updated_at,
                stage_badge(r),
            )
            for r in page
        ]
        return super().get_context_data(
            rows=rows,
            page=page,
            q=query["q"],
            kept=[(name, value) for name, value in query.items() if value and name != "q"],
            groups=_groups(selection, query),
            may_draft=process.DRAFT in self.authority.actions,
            filtered=bool(filters or query["q"]),
            **kwargs,
        )


def _groups(selection: queries.Selection, query: dict[str, str]) -> list[Any]:
    if query["q"]:
        return []
    years = sorted(selection.facet("year").items(), reverse=True)
    unit_counts = selection.facet("unit_id")
    units: QuerySet[Unit] = Unit.objects.filter(pk__in=unit_counts).order_by("path")
    slugs = {unit.slug: unit.short_name for unit in units}
    by_slug = {unit.slug: unit_counts[unit.pk] for unit in units}
    groups = [
        chip_group(_("状态"), "stage", dict(Stage.choices), selection.facet("stage"), query),
        chip_group(_("主题"), "theme", choices.main_theme_labels(), selection.facet("theme_main"), query),
        chip_group(_("体裁"), "genre", dict(choices.genres()), selection.facet("genre"), query),
        chip_group(_("年度"), "year", {y: y for y, _n in years}, dict(years), query),
    ]
    if len(slugs) > 1 or query["unit"]:
        groups.append(chip_group(_("单位"), "unit", slugs, by_slug, query))
    return groups
