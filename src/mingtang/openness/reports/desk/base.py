"""What the desk pages of reports share: the unit and period of the address, within the person's grants."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from mingtang.foundation.duties.kinds import VIEW
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.web.scoped import DeskView
from mingtang.kernel.clock.cycles import Period
from mingtang.kernel.refusals import NotVisible
from mingtang.openness.reports import periods, queries
from mingtang.openness.reports.asked import Asked, asked


class ReportsView(DeskView):
    actions: tuple[str, ...] = (VIEW,)


class AskedView(ReportsView):
    """A page on one unit and period; units outside the person's scope do not exist."""

    @cached_property
    def unit(self) -> Unit:
        found = queries.units_visible_to(self.authority).filter(slug=self.kwargs["unit"]).first()
        if found is None:
            raise NotVisible(_("没有这个单位。"))
        return found

    @cached_property
    def period(self) -> Period:
        found = periods.read(self.kwargs["period"])
        if found is None:
            raise NotVisible(
                _("没有这个期间。月写成 2026-09，季度写成 2026-Q3，半年写成 2026-H1，全年写成 2026。")
            )
        if found.first > self.authority.today:
            raise NotVisible(_("这个期间还没有开始。"))
        return found

    @cached_property
    def asked(self) -> Asked:
        return asked(self.unit, self.period)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and VIEW in self.authority.actions:
            assert self.unit
            assert self.period
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # The parameters of the address have the same names as what they mean.
        return super().get_context_data(
            **kwargs | {"unit": self.unit, "period": self.period, "asked": self.asked}
        )
