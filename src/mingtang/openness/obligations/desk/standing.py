"""Standing matters at the desk: confirming that what is public is current, one or several at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.web.paging import page_number, slice_page
from mingtang.foundation.workdays.queries import calendar
from mingtang.openness.catalogue.desk.base import uuids
from mingtang.openness.catalogue.process import CLAIM
from mingtang.openness.obligations import actions, kinds, queries
from mingtang.openness.obligations.desk.base import ROUNDS, ObligationsView, OneDuty, chosen, due_badge

PER_PAGE = 50


class StandingList(ObligationsView):
    """Matters that the person's units have to confirm this year, with what is public of them."""

    template_name = "obligations/desk/standing.html"
    actions = (CLAIM,)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.query("unit")
        offered = self.offered(CLAIM)
        unit = self.unit_of(query["unit"], offered)
        rows = queries.to_confirm(self.authority)
        rows = rows.filter(unit=unit) if unit else rows.none()
        page = slice_page(
            rows, rows.count(), page_number(self.request.GET.get("page", "")),
            kept=[("unit", unit.slug)] if unit else [], per_page=PER_PAGE,
        )  # fmt: skip
        shown = [(duty, queries.standing_records(duty.subject_id, duty.unit)) for duty in page]
        return super().get_context_data(
            units=offered,
            unit=unit,
            year=clock.today().year,
            page=page,
            rows=[(duty, records.count(), list(records[:3])) for duty, records in shown],
            refused=kwargs.pop("refused", []),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = chosen(queries.to_confirm(self.authority), uuids(request.POST.getlist("duty")))
        if not wanted:
            messages.warning(request, _("还没有选事项，或者刚才已经核对过。请在前面打勾。"))
            return redirect(request.get_full_path())
        made, refused = actions.confirm_many(
            self.authority, [(duty.subject_id, duty.unit) for duty in wanted]
        )
        if made:
            messages.success(request, _("核对了 %(n)s 个事项，都是现行的。") % {"n": len(made)})
        if refused:
            titles = {(duty.subject_id, duty.unit_id): duty.title for duty in wanted}
            told = [(titles[pk, unit.pk], why) for pk, unit, why in refused]
            return self.render_to_response(self.get_context_data(refused=told), status=422)
        return redirect(request.get_full_path())


class ConfirmView(OneDuty):
    """核对无误 for one standing matter: what is public, the newest first, and one press."""

    template_name = "obligations/desk/confirm.html"
    actions = ROUNDS
    kinds = (kinds.STANDING,)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        duty = self.duty
        return super().get_context_data(
            duty=duty,
            due=due_badge(duty, calendar()) if duty.is_open else None,
            records=list(queries.standing_records(duty.subject_id, duty.unit)[:50]),
            last=queries.last_confirmation(duty.subject_id, duty.unit_id),
            may_confirm=self.authority.actor_for(CLAIM, duty) is not None,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actions.confirm(self.authority, self.duty.subject_id, self.duty.unit)
        messages.success(request, _("已核对：公开的信息都是现行的。"))
        return redirect("duties_desk:duty", self.duty.pk)
