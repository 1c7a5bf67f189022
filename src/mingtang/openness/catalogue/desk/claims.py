"""认领 in bulk, and the check of what is claimed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.web.filters import chip_group
from mingtang.foundation.web.paging import page_number, slice_page
from mingtang.kernel.refusals import Invalid, WrongState
from mingtang.openness.catalogue import actions, checking, labels, listing, process, queries, suggesting
from mingtang.openness.catalogue.desk.base import CatalogueView, uuids
from mingtang.openness.catalogue.models import Entry

PER_PAGE = 50
GAPS = {
    checking.UNCLAIMED: gettext_lazy("没人认领"),
    checking.PARTLY: gettext_lazy("乡镇没认领全"),
    checking.DOUBLE: gettext_lazy("重复认领"),
    checking.WRONG_LEVEL: gettext_lazy("层级不符"),
    checking.NOBODY: gettext_lazy("责任岗位没人"),
    checking.ENDED: gettext_lazy("认领单位已撤销"),
}
WHAT_TO_DO = {
    checking.UNCLAIMED: gettext_lazy("请有关单位认领，或由政务公开办指定。"),
    checking.PARTLY: gettext_lazy("请还没认领的乡镇、街道认领。"),
    checking.DOUBLE: gettext_lazy("留一个主责单位，其余取消认领，或改为“配合”重新认领。"),
    checking.WRONG_LEVEL: gettext_lazy("目录没有写这一级。请取消认领；目录写错了就提出修改。"),
    checking.NOBODY: gettext_lazy("给责任岗位配人，或换一个岗位重新认领。"),
    checking.ENDED: gettext_lazy("由承接业务的单位认领。"),
}


class BulkClaimView(CatalogueView):
    """What a unit could claim, best reasons first; chosen ones are claimed at once."""

    template_name = "catalogue/desk/claims.html"
    actions = (process.CLAIM, process.MANAGE)

    @cached_property
    def offered(self) -> list[Unit]:
        """The units the person may claim for, in the order of the tree."""
        return list(self.units(process.CLAIM, process.MANAGE))

    def _unit(self, slug: str) -> Unit | None:
        """The unit of this slug, else one in which the person has a post, else the first."""
        mine = {actor.post.unit_id for actor in self.authority.actors if actor.post}
        named = [unit for unit in self.offered if unit.slug == slug]
        own = [unit for unit in self.offered if unit.pk in mine]
        return next(iter([*named, *own, *self.offered]), None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.query("unit", "area", "why")
        unit = self._unit(query["unit"])
        found = suggesting.for_unit(unit) if unit else []
        areas = {s.area: s.area_name for s in found}
        by_area = _counted(found, query, lambda s: s.area, "why")
        by_why = _counted(found, query, lambda s: s.why, "area")
        shown = [s for s in found if query["area"] in ("", s.area) and query["why"] in ("", s.why)]
        number = page_number(self.request.GET.get("page", ""))
        page = slice_page(shown, len(shown), number, kept=listing.pairs_of(query), per_page=PER_PAGE)
        entries = queries.entries_by_matter(s.matter_id for s in page)
        return super().get_context_data(
            unit=unit,
            units=self.offered,
            page=page,
            entries=[entries[s.matter_id] for s in page],
            groups=[
                chip_group(_("为什么列出"), "why", suggesting.WHYS, by_why, query),
                chip_group(_("领域"), "area", areas, by_area, query),
            ],
            query=query,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        unit = self._unit(request.POST.get("unit", ""))
        back = redirect(f"{reverse('catalogue_desk:claims')}?{request.POST.get('back', '')[:300]}")
        if unit is None:
            return back
        chosen = uuids(request.POST.getlist("matter"))
        if not chosen:
            messages.warning(request, _("还没有选事项。请先在前面打勾。"))
            return back
        try:
            made = actions.claim_many(self.authority, chosen, unit)
        except (Invalid, WrongState) as refusal:
            messages.error(request, str(refusal.message))
            return back
        messages.success(
            request, _("%(unit)s认领了 %(n)s 个事项。") % {"unit": unit.short_name, "n": len(made)}
        )
        return back


class CheckView(CatalogueView):
    """Unclaimed, doubly claimed, claimed by the wrong level, nobody there."""

    template_name = "catalogue/desk/check.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.query("kind", "area")
        everything = sorted(checking.gaps(), key=lambda gap: checking.KINDS.index(gap.kind))
        areas = dict(Area.objects.values_list("code", "name"))
        by_kind = _counted(everything, query, lambda g: g.kind, "area")
        by_area = _counted(everything, query, lambda g: g.area, "kind")
        shown = [
            gap for gap in everything if query["kind"] in ("", gap.kind) and query["area"] in ("", gap.area)
        ]
        number = page_number(self.request.GET.get("page", ""))
        page = slice_page(shown, len(shown), number, kept=listing.pairs_of(query), per_page=PER_PAGE)
        return super().get_context_data(
            page=page,
            parts=_parts(page.rows, queries.entries_by_matter(gap.matter_id for gap in page)),
            groups=[
                chip_group(_("情况"), "kind", GAPS, by_kind, query),
                chip_group(_("领域"), "area", areas, by_area, query),
            ],
            filtered=any(query.values()),
            **kwargs,
        )


def _parts(
    gaps: list[checking.Gap], entries: dict[UUID, Entry]
) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """The gaps of a page under what is the matter and what to do."""
    found: dict[str, list[dict[str, Any]]] = {}
    for gap in gaps:
        row = {
            "gap": gap,
            "entry": entries[gap.matter_id],
            "name": GAPS[gap.kind],
            "level": labels.LEVELS.get(gap.level, ""),
            "tone": "late" if gap.kind in (checking.UNCLAIMED, checking.ENDED) else "soon",
        }
        found.setdefault(gap.kind, []).append(row)
    return [({"name": GAPS[kind], "todo": WHAT_TO_DO[kind]}, rows) for kind, rows in found.items()]


def _counted(rows: Any, query: dict[str, str], value_of: Any, other: str) -> dict[str, int]:
    """How many rows have each value, under the other filter."""
    found: dict[str, int] = {}
    for row in rows:
        values = {
            "area": row.area,
            "kind": getattr(row, "kind", ""),
            "why": getattr(row, "why", ""),
        }
        if query[other] in ("", values[other]):
            found[value_of(row)] = found.get(value_of(row), 0) + 1
    return found
