"""The list of records at the desk."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.web.filters import ChipGroup, chip_group
from mingtang.foundation.web.paging import page_number, paginate
from mingtang.foundation.web.scoped import DeskView
from mingtang.foundation.web.slots import Row
from mingtang.openness.records import choices, process, queries, validity
from mingtang.openness.records.desk.base import STAFF, stage_badge
from mingtang.openness.records.models import Record, Stage

FACETS = ("stage", "theme_main", "genre", "year", "unit_id")
PARAMETERS = ("q", "stage", "theme", "genre", "year", "unit", "area", "ending")


class ListView(DeskView):
    """Records a person may see, by state and class; the title filter finds words of the title and numbers."""

    actions = STAFF
    template_name = "records/desk/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.query(*PARAMETERS)
        units = {unit.slug: unit for unit in Unit.objects.order_by("path")}
        filters: dict[str, Any] = {}
        if query["stage"] in Stage.values:
            filters["stage"] = query["stage"]
        if query["theme"] in choices.main_theme_labels():
            filters["theme_main"] = query["theme"]
        if query["genre"] in dict(choices.genres()):
            filters["genre"] = query["genre"]
        if query["year"].isdecimal():
            filters["year"] = int(query["year"][:4])
        # An unknown unit or area finds nothing, rather than everything.
        if query["unit"]:
            filters["unit_id"] = units[query["unit"]].pk if query["unit"] in units else 0
        if query["area"]:
            known = Area.objects.filter(code=query["area"]).values_list("pk", flat=True).first()
            filters["area_id"] = known or 0
        ending = validity.ending_q(self.authority.today)
        query["ending"] = "yes" if query["ending"] == "yes" else ""
        extra = ending if query["ending"] else None
        selection = queries.desk_selection(self.authority, filters, query["q"], extra)
        total, counts = selection.counts(*(() if query["q"] else FACETS))
        page = paginate(
            selection.records(),
            total,
            page_number(self.request.GET.get("page", "")),
            order="updated_at",
            kept={name: value for name, value in query.items() if value},
            related=("unit",),
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
            groups=[
                *(_groups(counts, query, units) if counts else []),
                *_ending(Record.objects.filter(selection.scope, ending).count(), query),
            ],
            may_draft=process.DRAFT in self.authority.actions,
            filtered=bool(filters or query["q"] or query["ending"]),
            **kwargs,
        )


def _groups(counts: dict[str, dict[str, int]], query: dict[str, str], units: dict[str, Unit]) -> list[Any]:
    years = dict(sorted(counts["year"].items(), reverse=True))
    by_slug = {slug: counts["unit_id"].get(str(unit.pk), 0) for slug, unit in units.items()}
    groups = [
        chip_group(_("状态"), "stage", dict(Stage.choices), counts["stage"], query),
        chip_group(_("主题"), "theme", choices.main_theme_labels(), counts["theme_main"], query),
        chip_group(_("体裁"), "genre", dict(choices.genres()), counts["genre"], query),
        chip_group(_("年度"), "year", {year: year for year in years}, years, query),
    ]
    if len(counts["unit_id"]) > 1 or query["unit"]:
        names = {slug: unit.short_name for slug, unit in units.items()}
        groups.append(chip_group(_("单位"), "unit", names, by_slug, query))
    return groups


def _ending(number: int, query: dict[str, str]) -> list[ChipGroup]:
    """Normative texts whose time is over or nearly so: somebody has to renew, repeal or mark them."""
    group = chip_group(_("规范性文件"), "ending", {"yes": _("到期或快到期")}, {"yes": number}, query)
    return [group] if group.items else []
