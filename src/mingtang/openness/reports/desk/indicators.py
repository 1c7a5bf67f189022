"""The indicators of inspections: what is asked, on whose word, and which number answers."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from mingtang.foundation.duties.kinds import VIEW
from mingtang.foundation.web.refusals import take_errors
from mingtang.kernel.refusals import Invalid, NotVisible
from mingtang.openness.reports import actions, kinds, queries
from mingtang.openness.reports.desk.base import ReportsView
from mingtang.openness.reports.forms import IndicatorForm
from mingtang.openness.reports.measures import MEASURES
from mingtang.openness.reports.models import Indicator


class IndicatorsView(ReportsView):
    actions = (VIEW, kinds.MANAGE)
    template_name = "reports/desk/indicators.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = [(row, MEASURES[row.measure].label) for row in queries.indicators_on(self.authority.today)]
        return super().get_context_data(
            rows=rows, may_manage=kinds.MANAGE in self.authority.actions, **kwargs
        )


class NewIndicatorView(ReportsView):
    """A new indicator, and the base for changing one."""

    actions = (kinds.MANAGE,)
    template_name = "reports/desk/indicator.html"

    @cached_property
    def indicator(self) -> Indicator | None:
        return None

    @property
    def code(self) -> str:
        return f"own-{uuid4().hex[:8]}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self.indicator
        initial = {name: getattr(row, name) for name in actions.FIELDS} if row else {"position": 99}
        return self._show(IndicatorForm(initial=initial))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = IndicatorForm(request.POST)
        if form.is_valid():
            try:
                actions.save_indicator(self.authority, self.code, form.cleaned_data)
            except Invalid as refusal:
                take_errors(form, refusal)
            else:
                request.session["kept_clear"] = self.keep_key
                messages.success(request, _("已保存“%(name)s”。") % {"name": form.cleaned_data["name"]})
                return redirect("reports_desk:indicators")
        return self._show(form, 422)

    @property
    def keep_key(self) -> str:
        return f"indicator-{self.kwargs.get('code', 'new')}-{self.authority.person.pk}"

    def _show(self, form: IndicatorForm, status: int = 200) -> HttpResponse:
        row = self.indicator
        context = self.get_context_data(
            form=form,
            indicator=row,
            history=list(queries.history_of(row.code)) if row else [],
            keep_key=self.keep_key,
        )
        return self.render_to_response(context, status=status)


class IndicatorView(NewIndicatorView):
    @cached_property
    def indicator(self) -> Indicator | None:
        found = queries.indicators_on(self.authority.today).filter(code=self.kwargs["code"]).first()
        if found is None:
            raise NotVisible(_("没有这个指标，或者已经停用。"))
        return found

    @property
    def code(self) -> str:
        return str(self.kwargs["code"])


class EndView(IndicatorView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("reports_desk:indicator", self.kwargs["code"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        assert self.indicator
        actions.end_indicator(self.authority, self.code)
        messages.success(
            request, _("已停用“%(name)s”，新的迎检材料里不再有它。") % {"name": self.indicator.name}
        )
        return redirect("reports_desk:indicators")
