"""Registering problems at the desk: of several units at once, or out of a citizen's error report."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mingtang.foundation.cases.actions import permitted
from mingtang.foundation.findings import actions
from mingtang.foundation.findings.desk.reports import OneFinding
from mingtang.foundation.findings.problem_forms import RaiseForm, WhatForm
from mingtang.foundation.findings.process import RAISE, RECTIFICATION
from mingtang.foundation.web.refusals import take_errors
from mingtang.foundation.web.scoped import DeskView
from mingtang.kernel.refusals import Invalid


class RaiseProblems(DeskView):
    """Registers a problem; with several units chosen, one of each."""

    template_name = "findings/desk/raise.html"
    actions = (RAISE,)

    def get(self, request: HttpRequest) -> HttpResponse:
        form = RaiseForm(units=self.units(RAISE), initial={"due_on": actions.usual_due_day()})
        return self._page(form)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = RaiseForm(request.POST, units=self.units(RAISE), host=request.get_host())
        if not form.is_valid():
            return self._page(form, 422)
        data = dict(form.cleaned_data)
        later = data.pop("later")
        try:
            made = actions.raise_findings(self.authority, data.pop("units"), assign=not later, **data)
        except Invalid as refusal:
            take_errors(form, refusal)
            return self._page(form, 422)
        request.session["kept_clear"] = "problem-new"
        if len(made) == 1:
            done = (
                _("已登记。") if later else _("已登记并交办给%(unit)s。") % {"unit": made[0].unit.short_name}
            )
            messages.success(request, done)
            return redirect("findings_desk:problem", finding_id=made[0].pk)
        messages.success(request, _("已登记 %(n)s 件，每个单位一件。") % {"n": len(made)})
        return redirect("findings_desk:problems")

    def _page(self, form: forms.Form, status: int = 200) -> HttpResponse:
        context: dict[str, Any] = {"form": form, "keep": "problem-new"}
        return self.render_to_response(self.get_context_data(**context), status=status)


class RaiseFromReport(OneFinding):
    """转为整改: the form is filled in from the report."""

    template_name = "findings/desk/raise.html"

    def get(self, request: HttpRequest, finding_id: UUID) -> HttpResponse:
        report = self._allowed()
        initial = {
            "title": _("%(title)s：%(what)s")
            % {"title": report.page_title[:60], "what": report.get_category_display()},
            "text": report.text,
            "due_on": actions.usual_due_day(),
        }
        return self._page(WhatForm(initial=initial))

    def post(self, request: HttpRequest, finding_id: UUID) -> HttpResponse:
        report = self._allowed()
        form = WhatForm(request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        try:
            made = actions.raise_from_report(self.authority, report, **form.cleaned_data)
        except Invalid as refusal:
            take_errors(form, refusal)
            return self._page(form, 422)
        request.session["kept_clear"] = f"problem-of:{report.pk}"
        messages.success(request, _("已转为整改。对来信人的答复仍在“纠错”里办，期限不变。"))
        return redirect("findings_desk:problem", finding_id=made.pk)

    def _allowed(self) -> Any:
        report = self.finding()
        permitted(RECTIFICATION.transition("order"), report.case, self.authority)
        return report

    def _page(self, form: forms.Form, status: int = 200) -> HttpResponse:
        report = self.finding()
        context = {"form": form, "report": report, "keep": f"problem-of:{report.pk}"}
        return self.render_to_response(self.get_context_data(**context), status=status)
