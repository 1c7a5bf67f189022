"""Honest dates at the desk: all units of the grants, one unit with the records, and the days of inspections."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.foundation.duties.explaining import day_words
from mingtang.foundation.duties.kinds import MANAGE, VIEW
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Authority
from mingtang.foundation.web.refusals import take_errors
from mingtang.foundation.web.scoped import DeskView
from mingtang.kernel.clock.cycles import Period
from mingtang.kernel.disclosure.honest_dates import LATE_BINS, THRESHOLDS, Burst, Publication
from mingtang.kernel.refusals import Invalid
from mingtang.openness.obligations.coverage.matrix import Places
from mingtang.openness.obligations.honest_dates import actions, indicators
from mingtang.openness.obligations.honest_dates.forms import EndForm, InspectionForm
from mingtang.openness.obligations.honest_dates.indicators import Dates
from mingtang.openness.obligations.links import duty_url, may_raise, problem_url
from mingtang.openness.obligations.models import Inspection
from mingtang.openness.obligations.wording import period_words
from mingtang.openness.records import queries as records
from mingtang.openness.records.models import Record

SHOWN = 50
"""Most records that are listed of one indicator."""


@dataclass
class Shown:
    """A record as evidence. Of one that the person may not see and that is public no more, only that it was."""

    title: str
    url: str
    formed: str
    printed: str
    published: str
    note: str = ""


class DatesView(DeskView):
    actions = (VIEW, MANAGE)

    @property
    def period(self) -> Period:
        return indicators.period_named(self.request.GET.get("period", "")[:30])

    def dates(self, unit: Unit | None = None) -> list[Dates]:
        return indicators.of_units(self.authority.scope(VIEW, MANAGE), self.period, unit)

    def frame(self) -> dict[str, Any]:
        """What both pages say: the period, how it is reckoned."""
        period = self.period
        return {
            "period": period_words(period),
            "period_key": period.key,
            "periods": indicators.choices(),
            "explained": indicators.explained(indicators.limits()),
            "source": THRESHOLDS[-1].source,
            "may_keep": actions.keeper(self.authority) is not None,
        }


class OverviewView(DatesView):
    template_name = "obligations/dates/overview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.dates()
        lines = sorted(found, key=lambda one: (-one.remarkable, one.unit.path))
        return super().get_context_data(
            lines=lines,
            bins=_bins([sum(column) for column in zip(*(one.distribution for one in found), strict=True)]),
            inspections=indicators.inspections(),
            **self.frame(),
            **kwargs,
        )


def _bins(numbers: list[int]) -> list[tuple[str, int, int]]:
    """The distribution of lateness as bars: name, number, and all of them."""
    ends = LATE_BINS[1:]
    names = [_("按时"), *(_("晚 %(n)s 个工作日以内") % {"n": end} for end in ends)]
    names.append(_("晚 %(n)s 个工作日以上") % {"n": ends[-1]})
    total = max(1, sum(numbers))
    return [(name, number, total) for name, number in zip(names, numbers, strict=False)]


class UnitView(DatesView):
    template_name = "obligations/dates/unit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        places, reach = Places(), self.authority.scope(VIEW, MANAGE).unit_ids()
        unit = places.by_slug.get(self.kwargs["slug"])
        if unit is None or (reach is not None and all(places.shown(pk) != unit for pk in reach)):
            raise Http404
        found = self.dates(unit)
        dates = found[0] if found else Dates(unit)
        problems = self._problems(dates)
        return super().get_context_data(
            unit=unit,
            dates=dates,
            shown=SHOWN,
            bins=_bins(dates.distribution),
            problems=problems,
            **_evidence(dates, self.authority, problems),
            **self.frame(),
            **kwargs,
        )

    def _problems(self, dates: Dates) -> dict[str, str]:
        """Links to the form that registers a problem, for those who may; filled in with what was seen."""
        if not may_raise(self.authority):
            return {}
        unit, period = dates.unit, period_words(self.period)
        told = {"unit": unit.short_name, "period": period}
        late = _("%(period)s有 %(n)s 条信息晚于最后期限公开，请核实。")
        old = _("%(period)s有 %(n)s 条旧文件当作新信息发布，请核实。")
        found = {
            "late": problem_url(unit, _("%(unit)s公开晚了") % told, late % (told | {"n": len(dates.lates)})),
            "old": problem_url(unit, _("%(unit)s旧文当新文发") % told, old % (told | {"n": len(dates.old)})),
        }
        burst = _("%(first)s至%(last)s公开 %(n)s 条，其中 %(late)s 条是晚的，请核实。")
        for n, one in enumerate(dates.bursts):
            facts = {"first": one.first.isoformat(), "last": one.last.isoformat()}
            words = burst % (facts | {"n": one.number, "late": one.late})
            found[f"burst{n}"] = problem_url(unit, _("%(unit)s突击上传") % told, words)
        return found


def _evidence(dates: Dates, who: Authority, problems: dict[str, str]) -> dict[str, Any]:
    bursts: list[Publication] = [each for burst in dates.bursts for each in burst.found[:SHOWN]]
    lates = dates.lates[:SHOWN]
    ids = [late.record_id for late in lates]
    ids += [each.key for each in (*dates.old[:SHOWN], *bursts)]  # type: ignore[misc]  # keys of records
    known = _titles(ids, who)
    return {
        "lates": [
            {
                "late": late,
                "title": known.get(late.record_id, (late.title, ""))[0],
                "url": known.get(late.record_id, ("", ""))[1],
                "duty_url": duty_url(late.duty_id),
            }
            for late in lates
        ],
        "old": [_shown(each, known) for each in dates.old[:SHOWN]],
        "bursts": [
            _burst(burst, known) | {"problem": problems.get(f"burst{n}", "")}
            for n, burst in enumerate(dates.bursts)
        ],
    }


def _burst(burst: Burst, known: dict[UUID, tuple[str, str]]) -> dict[str, Any]:
    return {
        "burst": burst,
        "first": day_words(burst.first),
        "last": day_words(burst.last) if burst.last != burst.first else "",
        "usual": f"{burst.usual:.1f}",
        "late_percent": burst.late * 100 // burst.number,
        "records": [_shown(each, known, late=True) for each in burst.found[:SHOWN]],
    }


def _shown(each: Publication, known: dict[UUID, tuple[str, str]], *, late: bool = False) -> Shown:
    title, url = known.get(each.key, ("", ""))  # type: ignore[call-overload]  # keys of records
    formed, printed = (day.isoformat() if day else "—" for day in (each.formed_on, each.doc_date))
    return Shown(
        title or _("（现在已不公开）"),
        url,
        formed,
        printed,
        each.published_on.isoformat(),
        _("晚了") if late and each.late else "",
    )


def _titles(ids: list[UUID], who: Authority) -> dict[UUID, tuple[str, str]]:
    """Titles and addresses of the records that are public or that the person sees at the desk."""
    seen = set(records.visible_to(who).filter(pk__in=ids).values_list("pk", flat=True))
    open_to_all = records.public_among(ids)
    found = {}
    for pk, title in Record.objects.filter(pk__in=seen | open_to_all).values_list("pk", "title"):
        name = "records_desk:record" if pk in seen else "records:record"
        found[pk] = (title, reverse(name, args=[pk]))
    return found


class InspectionsView(DeskView):
    """The table of inspections, and the form for one more."""

    template_name = "obligations/dates/inspections.html"
    actions = (MANAGE,)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(InspectionForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = InspectionForm(request.POST)
        if form.is_valid():
            try:
                made = actions.enter_inspection(self.authority, **form.cleaned_data)
            except Invalid as refusal:
                take_errors(form, refusal)
            else:
                messages.success(request, _("已登记：%(name)s。") % {"name": made.name})
                return redirect("coverage_desk:inspections")
        return self._show(form, 422)

    def _show(self, form: InspectionForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            form=form,
            rows=indicators.inspections(),
            may_keep=actions.keeper(self.authority) is not None,
        )
        return self.render_to_response(context, status=status)


class EndView(DeskView):
    """Takes an inspection out of the table, with the reason."""

    template_name = "obligations/dates/end.html"
    actions = (MANAGE,)

    def _row(self) -> Inspection:
        row = Inspection.objects.filter(pk=self.kwargs["pk"], ended_at=None).first()
        if row is None or actions.keeper(self.authority) is None:
            raise Http404
        return row

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(row=self._row(), form=EndForm()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row, form = self._row(), EndForm(request.POST)
        if form.is_valid():
            actions.end_inspection(self.authority, row.pk, form.cleaned_data["reason"])
            messages.success(request, _("已删除：%(name)s。") % {"name": row.name})
            return redirect("coverage_desk:inspections")
        return self.render_to_response(self.get_context_data(row=row, form=form), status=422)
