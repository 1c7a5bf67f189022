"""The problem register at the desk: the list, and the same as a file."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.foundation import clock
from mingtang.foundation.findings import export, queries
from mingtang.foundation.findings.history import day_text
from mingtang.foundation.findings.models import Finding
from mingtang.foundation.findings.process import OWNER_STATES, PROBLEM_STAFF, RAISE, RECTIFICATION
from mingtang.foundation.findings.sources import FINDING_SOURCES
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.web import sheets
from mingtang.foundation.web.filters import ChipGroup, chip_group
from mingtang.foundation.web.paging import page_number, slice_page
from mingtang.foundation.web.scoped import DeskView

FILTERS = ("state", "source", "unit", "overdue")
SORTS = {
    "due": gettext_lazy("先到期的在前"),
    "new": gettext_lazy("新登记的在前"),
    "unit": gettext_lazy("按单位"),
}


class Register(DeskView):
    """What the list and the file share: the rows that the address asks for, within the person's scope."""

    actions = PROBLEM_STAFF

    def asked(self) -> tuple[dict[str, str], str]:
        sort = self.query("sort")["sort"]
        return self.query(*FILTERS), sort if sort in SORTS else "due"

    def rows(self) -> QuerySet[Finding]:
        query, sort = self.asked()
        visible = queries.problems_visible_to(self.authority)
        return queries.in_order(queries.filtered(visible, query), sort)


class ProblemList(Register):
    template_name = "findings/desk/problems.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query, sort = self.asked()
        kept = {name: value for name, value in {**query, "sort": sort}.items() if value and value != "due"}
        rows = self.rows()
        page = slice_page(
            rows, rows.count(), page_number(self.request.GET.get("page", "")), kept=kept.items()
        )
        filters = {name: value for name, value in kept.items() if name != "sort"}
        return super().get_context_data(
            page=page,
            rows=[(problem, deadline(problem)) for problem in page],
            groups=self._groups(query, sort),
            filtered=bool(filters),
            sorts=[
                (label, "?" + urlencode({**filters, "sort": name}), name == sort)
                for name, label in SORTS.items()
            ],
            asked=urlencode(kept),
            may_raise=RAISE in self.authority.actions,
            **kwargs,
        )

    def _groups(self, query: dict[str, str], sort: str) -> list[ChipGroup]:
        visible = queries.problems_visible_to(self.authority)
        kept = {**query, "sort": "" if sort == "due" else sort}
        counts = {name: queries.facet(visible, query, name) for name in FILTERS}
        units = Unit.objects.filter(slug__in=[*counts["unit"], query["unit"]]).order_by("path")
        options: tuple[tuple[Any, str, dict[str, Any]], ...] = (
            (_("期限"), "overdue", {"1": _("已超期")}),
            (_("办理情况"), "state", {state.id: state.label for state in RECTIFICATION.states}),
            (_("来源"), "source", {source.code: source.label for source in FINDING_SOURCES}),
            (_("整改单位"), "unit", dict(units.values_list("slug", "short_name"))),
        )
        groups = [chip_group(label, name, names, counts[name], kept) for label, name, names in options]
        return [group for group in groups if group.items]


class ProblemFile(Register):
    """The rows of the list, with its filters and order, as CSV or (`form=xlsx`) as XLSX."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if self.query("form")["form"] == "xlsx":
            data, kind, name = export.workbook(self.rows()), sheets.XLSX, "problems.xlsx"
        else:
            data, kind, name = export.csv_text(self.rows()), sheets.CSV, "problems.csv"
        response = HttpResponse(data, content_type=kind)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


def deadline(problem: Finding) -> tuple[str, str] | None:
    """Tone and word of the day by which the unit has to have cured; None while it is not the unit's turn."""
    if not problem.case.is_open or problem.case.state not in OWNER_STATES:
        return None
    left = (problem.due_on - clock.today()).days
    if left < 0:
        return "late", _("已超期 %(n)s 天") % {"n": -left}
    if left == 0:
        return "soon", _("今天到期")
    if left <= 3:
        return "soon", _("还有 %(n)s 天") % {"n": left}
    return "muted", _("最迟%(day)s") % {"day": day_text(problem.due_on)}
