"""Inspection packs: asking for one, watching it being made, taking it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from mingtang.foundation.duties.kinds import VIEW
from mingtang.kernel.refusals import NotVisible
from mingtang.openness.obligations.wording import period_words
from mingtang.openness.reports import actions, addresses, periods, queries
from mingtang.openness.reports.desk.base import AskedView, ReportsView
from mingtang.openness.reports.models import Pack


class StartView(AskedView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(addresses.report(self.asked))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("reports_desk:pack", actions.start_pack(self.authority, self.unit, self.period).pk)


class PackView(ReportsView):
    template_name = "reports/desk/pack.html"

    @cached_property
    def pack(self) -> Pack:
        found = queries.packs_visible_to(self.authority).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise NotVisible(_("没有这份材料。"))
        return found

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and VIEW in self.authority.actions:
            assert self.pack
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pack, period = self.pack, periods.read(self.pack.period)
        return super().get_context_data(
            pack=pack,
            words=period_words(period) if period else pack.period,
            making=pack.state == Pack.State.MAKING,
            report_url=addresses.report_of(pack.unit.slug, pack.period),
            **kwargs,
        )


class ProgressView(PackView):
    """How far it has come, for the page's script."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        pack = self.pack
        making = pack.state == Pack.State.MAKING
        return JsonResponse({"reading": making, "done": pack.done, "total": pack.total})
