"""The guard's home at the desk: what was found, what was let through by whom, how the sweeps went."""

from typing import Any

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from mingtang.foundation.cases.queries import county
from mingtang.foundation.guard import figures, kinds
from mingtang.foundation.guard.models import Sweep
from mingtang.foundation.guard.showing import through_lines
from mingtang.foundation.web.paging import page_number, slice_page
from mingtang.foundation.web.scoped import DeskView

DAYS = {"30": 30, "90": 90, "365": 365}
USUAL = "90"
SWEEPS = 5


class HomeView(DeskView):
    template_name = "guard/desk/home.html"
    actions = kinds.STAFF

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.query("days")["days"]
        days = asked if asked in DAYS else USUAL
        found = figures.overrides_seen(self.authority)
        page = slice_page(
            found, found.count(), page_number(self.request.GET.get("page", "")), kept=[("days", days)]
        )
        whole = self.authority.actor_for(kinds.VIEW, county()) is not None
        return super().get_context_data(
            figures=figures.figures(self.authority, DAYS[days]),
            periods=[
                (_("最近%(n)s天") % {"n": n}, "?" + urlencode({"days": code}), code == days)
                for code, n in DAYS.items()
            ],
            page=page,
            lines=through_lines(page.rows),
            sweeps=Sweep.objects.all()[:SWEEPS] if whole else [],
            may_list=kinds.PHRASES in self.authority.actions,
            may_decide=kinds.MANAGE in self.authority.actions,
            status=page.status,
            **kwargs,
        )
