"""The list of duties at the desk, and the same rows as a file."""

from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from mingtang.foundation.duties import export, wording
from mingtang.foundation.duties.explaining import day_words, span_words
from mingtang.foundation.duties.kinds import MANAGE, VIEW
from mingtang.foundation.duties.listing import PARAMETERS, STATES, Listing, listing
from mingtang.foundation.duties.models import Duty, Outcome
from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.web.filters import Chip, ChipGroup, chip_group
from mingtang.foundation.web.paging import page_number
from mingtang.foundation.web.scoped import DeskView


class DutyList(DeskView):
    """Duties of the person's grants and posts, the soonest due first. Open to all staff: everybody sees their own."""

    template_name = "duties/desk/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.query(*PARAMETERS)
        found = listing(self.authority, query)
        total, counts = found.counts()
        page = found.page(total, page_number(self.request.GET.get("page", "")))
        several = len(counts["unit"]) > 1
        return super().get_context_data(
            page=page,
            rows=[(duty, wording.badge(duty, found.days), wording.todo(duty)) for duty in page],
            groups=_groups(found, counts, query) + _chosen_elsewhere(query, page.rows),
            several=several,
            board=self.units(VIEW, MANAGE).first(),
            closed=found.closed,
            filtered=any(query.values()),
            title=STATES.get(query["state"]) or (_("已办结") if found.closed else ""),
            q=query["q"],
            kept=[(name, value) for name, value in query.items() if value and name != "q"],
            exports=[
                (label, f"list.{form}?{urlencode({k: v for k, v in query.items() if v})}")
                for form, label in (("xlsx", "Excel"), ("csv", "CSV"))
            ],
            **kwargs,
        )


class DutyFile(DeskView):
    """The rows of the list as XLSX or CSV, under the same filters."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.kwargs["form"]
        if form not in export.FORMS:
            raise Http404
        content_type, write = export.FORMS[form]
        rows = listing(self.authority, self.query(*PARAMETERS)).ordered()
        response = HttpResponse(write(rows), content_type=content_type)
        name = quote(_("任务") + f"{self.authority.today:%Y%m%d}.{form}")
        response.headers["Content-Disposition"] = (
            f"attachment; filename=\"duties.{form}\"; filename*=UTF-8''{name}"
        )
        return response


def _groups(found: Listing, counts: dict[str, dict[Any, int]], query: dict[str, str]) -> list[ChipGroup]:
    units = {u.pk: u for u in Unit.objects.filter(pk__in=counts["unit"]).only("slug", "short_name")}
    areas = {a.pk: a for a in Area.objects.filter(pk__in=counts["area"])}
    # A state is chosen instead of an outcome, not beside it.
    groups = [chip_group(_("办理情况"), "state", STATES, counts["state"], {**query, "outcome": ""})]
    if found.closed:
        labels = dict(Outcome.choices)
        groups.append(chip_group(_("办理结果"), "outcome", labels, counts["outcome"], query))
    if found.who.acting_post_ids:
        groups.append(chip_group(_("承办岗位"), "mine", {"yes": _("我的岗位")}, {"yes": found.mine()}, query))
    groups.append(chip_group(_("类别"), "kind", wording.kind_labels(), counts["kind"], query))
    groups.append(_months(counts["month"], query, found.today))
    if len(counts["unit"]) > 1 or query["unit"]:
        names = {u.slug: u.short_name for u in sorted(units.values(), key=lambda u: -counts["unit"][u.pk])}
        by_slug = {u.slug: counts["unit"][u.pk] for u in units.values()}
        groups.append(chip_group(_("单位"), "unit", names, by_slug, query))
    if len(counts["area"]) > 1 or query["area"]:
        names = {a.code: a.name for a in sorted(areas.values(), key=lambda a: -counts["area"][a.pk])}
        by_code = {a.code: counts["area"][a.pk] for a in areas.values()}
        groups.append(chip_group(_("领域"), "area", names, by_code, query))
    return [group for group in groups if group.items]


def _months(counts: dict[Any, int], query: dict[str, str], today: date) -> ChipGroup:
    """This month and the next first, then back in time; a list of years would bury what is due now."""
    this = f"{today:%Y-%m}"
    known = [month for month in {*counts, query["month"]} if month]
    order = sorted(m for m in known if m >= this) + sorted((m for m in known if m < this), reverse=True)
    labels = {month: _month_words(month) for month in order}
    return chip_group(_("到期月份"), "month", labels, counts, query)


def _month_words(month: str) -> str:
    year, _dash, number = month.partition("-")
    return _("%(year)s年%(month)s月") % {"year": year, "month": number.lstrip("0")}


def _chosen_elsewhere(query: dict[str, str], rows: list[Duty]) -> list[ChipGroup]:
    """Conditions that other pages set by their links: they are shown so that they can be taken away."""
    groups = []
    if query["within"]:
        unit = Unit.objects.filter(slug=query["within"]).first()
        name = unit.short_name if unit else query["within"]
        groups.append(_taken_away(_("单位"), _("%(unit)s和下级") % {"unit": name}, query, "within"))
    if query["post"]:
        # Named by what may be seen only: the code alone says nothing of a foreign post.
        post = rows[0].post if rows else None
        groups.append(_taken_away(_("岗位"), str(post or query["post"]), query, "post"))
    if query["from"] or query["by"]:
        groups.append(_taken_away(_("到期日"), _span(query["from"], query["by"]), query, "from", "by"))
    return groups


def _taken_away(label: str, words: str, query: dict[str, str], *names: str) -> ChipGroup:
    others = {name: value for name, value in query.items() if value and name not in names}
    return ChipGroup(label, [Chip(words, None, "?" + urlencode(others), True)])


def _span(first: str, last: str) -> str:
    try:
        if first and last:
            return span_words(date.fromisoformat(first), date.fromisoformat(last))
        day = day_words(date.fromisoformat(first or last))
    except ValueError:
        return _("日期读不懂")
    return _("%(day)s以后") % {"day": day} if first else _("最晚%(day)s") % {"day": day}
