"""The staff face: the year as a calendar for all staff; notices adopted, replaced and withdrawn by those who may."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.cases.queries import county
from mingtang.foundation.events.queries import of_subject, timeline
from mingtang.foundation.web.leaving import leaving_url
from mingtang.foundation.web.refusals import take_errors
from mingtang.foundation.web.scoped import DeskView
from mingtang.foundation.workdays import actions, forms, library, problems, queries
from mingtang.foundation.workdays.models import SUBJECT, HolidayNotice
from mingtang.foundation.workdays.months import WEEKDAYS, legend, months_of, runs_of
from mingtang.foundation.workdays.process import MANAGE
from mingtang.foundation.workdays.reading import lines_of_file
from mingtang.kernel.clock.arrangements import Arrangement
from mingtang.kernel.clock.days import Calendar, DayFact, DayKind
from mingtang.kernel.refusals import Invalid, NotVisible, WrongState

AHEAD = 2
"""Years after this one that can be looked at."""


class YearView(DeskView):
    """Open to all staff: it explains every date."""

    template_name = "workdays/desk/year.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = clock.today()
        year = _year(self.request.GET.get("year", ""), today.year)
        calendar = queries.calendar()
        months = months_of(year, calendar, today)
        return super().get_context_data(
            year=year,
            months=months,
            weekdays=WEEKDAYS,
            legend=list(legend()),
            workdays=sum(month.workdays for month in months),
            provisional=year not in calendar.announced,
            from_library=year in library.YEARS,
            library=library.SOURCE,
            notices=queries.notices_of(year),
            before=year - 1 if year > library.FIRST_YEAR else None,
            after=year + 1 if year < today.year + AHEAD else None,
            may_manage=_may_manage(self),
            **kwargs,
        )


class NoticesView(DeskView):
    template_name = "workdays/desk/notices.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = list(queries.notices())
        return super().get_context_data(
            notices=found,
            library=library.SOURCE,
            first_year=library.FIRST_YEAR,
            last_year=library.LAST_YEAR,
            may_manage=_may_manage(self),
            **kwargs,
        )


class NoticeView(DeskView):
    """A notice with its days, what became of it and where it can be read."""

    template_name = "workdays/desk/notice.html"

    @cached_property
    def notice(self) -> HolidayNotice:
        found = queries.notices().filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        notice = self.notice
        source = notice.source
        return super().get_context_data(
            notice=notice,
            runs=runs_of([_fact(row) for row in notice.rows.all()]),
            source_url=leaving_url(source) if source.startswith(("https://", "http://")) else "",
            timeline=_lines(notice),
            replaced_by=notice.replaced_by.first(),
            may_manage=_may_manage(self) and notice.ended_at is None,
            **kwargs,
        )


class AdoptView(DeskView):
    """Types, pastes or uploads an arrangement, looks at what was understood, and adopts it."""

    template_name = "workdays/desk/adopt.html"
    actions = (MANAGE,)
    replaces: HolidayNotice | None = None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        replaces = self.replaces
        actions.permitted(self.authority)
        initial = forms.initial_of(replaces) if replaces else {"year": _next_unannounced(queries.calendar())}
        return self._show(forms.NoticeForm(initial=initial, replacing=replaces is not None))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form, refusal = self._typed(request)
        actions.permitted(self.authority)
        if refusal:
            take_errors(form, refusal)
        if not form.is_valid():
            return self._show(form, status=422)
        found = actions.preview(form.facts(), form.arrangement(), self.replaces)
        if found.blocked:
            return self._show(form, found, status=422)
        fingerprint = form.fingerprint()
        if request.POST.get("do") != "adopt" or form.cleaned_data["seen"] != fingerprint:
            form.data["seen"] = fingerprint  # type: ignore[index]  # a copy, see `_typed`
            return self._show(form, found)
        try:
            notice = actions.adopt(
                self.authority,
                form.facts(),
                form.arrangement(),
                replaces=self.replaces,
                reason=form.cleaned_data.get("reason", ""),
            )
        except Invalid as error:
            take_errors(form, error)
            return self._show(form, found, status=422)
        messages.success(request, _("已采用“%(title)s”。还没办结的期限会重新计算。") % {"title": notice})
        return redirect("workdays_desk:notice", notice.pk)

    def _typed(self, request: HttpRequest) -> tuple[forms.NoticeForm, Invalid | None]:
        """The form, with the lines of an uploaded table among what was typed, so that they can be mended there."""
        data, refusal = request.POST.copy(), None
        if upload := request.FILES.get("file"):
            try:
                read = "\n".join(line.text for line in lines_of_file(upload))
                data["lines"] = f"{data.get('lines', '').rstrip()}\n{read}".lstrip()
            except Invalid as error:
                refusal = error
        return forms.NoticeForm(data, replacing=self.replaces is not None), refusal

    def _show(
        self, form: forms.NoticeForm, found: Arrangement | None = None, status: int = 200
    ) -> HttpResponse:
        context = self.get_context_data(form=form, found=found, replaces=self.replaces)
        if found:
            told = [(problem, problems.text(problem)) for problem in found.problems]
            context |= {
                "blocking": [(text, problem.line) for problem, text in told if problem.blocks],
                "noted": [(text, problem.line) for problem, text in told if not problem.blocks],
                "runs": runs_of(
                    [
                        DayFact(day, _kind(stretch.working), stretch.name, stretch.line.place)
                        for day, stretch in found.days().items()
                    ]
                ),
            }
        return self.render_to_response(context, status=status)


class OneNotice(DeskView):
    """Of those who may manage the calendar; to others there is no such page."""

    actions = (MANAGE,)

    @cached_property
    def notice(self) -> HolidayNotice:
        found = HolidayNotice.objects.filter(pk=self.kwargs["pk"]).first()
        if found is None or not _may_manage(self):
            raise NotVisible(_("没有这份放假安排。"))
        if found.ended_at:
            raise WrongState(_("“%(title)s”已经停用了。请到放假安排的列表看现在的情况。") % {"title": found})
        return found


class ReplaceView(AdoptView, OneNotice):
    """The same form for a notice that takes the place of another."""

    @property
    def replaces(self) -> HolidayNotice:  # type: ignore[override]
        return self.notice


class WithdrawView(OneNotice):
    template_name = "workdays/desk/withdraw.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(forms.WithdrawForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        notice, form = self.notice, forms.WithdrawForm(request.POST)
        if not form.is_valid():
            return self._show(form, 422)
        actions.withdraw(self.authority, notice, form.cleaned_data["reason"])
        messages.success(request, _("已撤回“%(title)s”。还没办结的期限会重新计算。") % {"title": notice})
        return redirect("workdays_desk:notice", notice.pk)

    def _show(self, form: forms.WithdrawForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(form=form, notice=self.notice)
        return self.render_to_response(context, status=status)


def _may_manage(view: DeskView) -> bool:
    return view.authority.actor_for(MANAGE, county()) is not None


def _year(given: str, this: int) -> int:
    year = int(given) if given.isascii() and given.isdigit() and len(given) == 4 else this
    first: int = library.FIRST_YEAR
    return min(max(year, first), this + AHEAD)


def _next_unannounced(calendar: Calendar) -> int:
    year = clock.today().year
    while year in calendar.announced:
        year += 1
    return year


def _kind(working: bool) -> DayKind:
    return DayKind.MAKE_UP if working else DayKind.HOLIDAY


def _fact(row: Any) -> DayFact:
    return DayFact(row.day, _kind(row.working), row.name, "-")


def _lines(notice: HolidayNotice) -> list[dict[str, Any]]:
    return [
        {"title": item.title, "when": item.at, "who": item.who, "note": item.note, "state": "done"}
        for item in timeline(of_subject(SUBJECT, str(notice.pk)))
    ]
