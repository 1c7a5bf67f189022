"""Time limits at the desk: what needs a decision, what applies to one matter, deciding another limit and ending it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from mingtang.foundation.cases.actions import Place
from mingtang.foundation.web.paging import page_number, slice_page
from mingtang.foundation.web.refusals import take_errors
from mingtang.kernel.refusals import Forbidden, Invalid
from mingtang.openness.catalogue.models import Entry
from mingtang.openness.catalogue.queries import entry_of_matter
from mingtang.openness.obligations import actions, kinds, queries
from mingtang.openness.obligations.applying import applying, overview
from mingtang.openness.obligations.desk.base import LIMITS, ObligationsView
from mingtang.openness.obligations.forms import LimitForm, ReasonForm
from mingtang.openness.obligations.models import MatterLimit

PER_PAGE = 50


class LimitList(ObligationsView):
    """Limits that nobody can read, by area and row; statutes of their own; decided ones."""

    template_name = "obligations/desk/limits.html"
    actions = LIMITS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = overview()
        page = slice_page(
            found.doubtful,
            len(found.doubtful),
            page_number(self.request.GET.get("page", "")),
            per_page=PER_PAGE,
        )
        return super().get_context_data(
            doubts=page,
            special=found.special,
            decided=found.decided,
            may_decide=kinds.DECIDE in self.authority.actions,
            **kwargs,
        )


class LimitView(ObligationsView):
    """The limit of one matter: what applies now, and deciding another one."""

    template_name = "obligations/desk/limit.html"
    actions = LIMITS

    @cached_property
    def entry(self) -> Entry:
        found = entry_of_matter(self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    @property
    def may_decide(self) -> bool:
        catalogue = self.entry.version.catalogue
        return self.authority.actor_for(kinds.DECIDE, Place(catalogue.unit_id, catalogue.area_id)) is not None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry = self.entry
        limit = queries.limit_of(entry.matter_id)
        before = MatterLimit.objects.filter(matter_id=entry.matter_id, ended_at__isnull=False)
        return super().get_context_data(
            entry=entry,
            limit=limit,
            rules=applying(entry, limit),
            without=applying(entry, None) if limit else [],
            before=before.select_related("decided_by").order_by("-decided_at")[:20],
            may_decide=self.may_decide,
            form=kwargs.pop("form", None) or LimitForm(),
            ending=kwargs.pop("ending", None) or ReasonForm(prefix="end"),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_decide:
            raise Forbidden(
                _("您不能指定这个事项的公开时限。"), rule=_("由管理公开目录的政务公开办指定，并写明依据。")
            )
        return self._end() if request.POST.get("do") == "end" else self._decide()

    def _decide(self) -> HttpResponse:
        form = LimitForm(self.request.POST)
        if form.is_valid():
            try:
                actions.decide_limit(self.authority, self.entry.matter_id, **form.cleaned_data)
            except Invalid as refusal:
                take_errors(form, refusal)
            else:
                messages.success(self.request, _("已指定。没办结的任务随后按新时限重新计算。"))
                return redirect("obligations_desk:limit", self.entry.matter_id)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _end(self) -> HttpResponse:
        form = ReasonForm(self.request.POST, prefix="end")
        limit = queries.limit_of(self.entry.matter_id)
        if limit is None:
            messages.warning(self.request, _("这条时限已经取消过了。"))
        elif not form.is_valid():
            return self.render_to_response(self.get_context_data(ending=form), status=422)
        else:
            actions.end_limit(self.authority, limit, reason=form.cleaned_data["reason"])
            messages.success(self.request, _("已改回目录里的时限，没办结的任务随后重新计算。"))
        return redirect("obligations_desk:limit", self.entry.matter_id)
