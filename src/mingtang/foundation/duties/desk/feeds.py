"""The person's own calendar address: shown, made anew, taken back."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mingtang.foundation.duties.actions import subscribing
from mingtang.foundation.web.scoped import DeskView


class CalendarPage(DeskView):
    template_name = "duties/desk/calendar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        link = subscribing.link_of(self.authority.person)
        return super().get_context_data(
            link=link, address=settings.PUBLIC_URL + subscribing.path_of(link) if link else "", **kwargs
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = self.authority.person
        if "revoke" in request.POST:
            subscribing.revoke(person)
            messages.success(request, _("已停用。日历里的任务下次更新时就没有了。"))
        else:
            had = subscribing.link_of(person) is not None
            subscribing.renew(person)
            said = _("已换新地址，原来的地址打不开了。请把新地址加到日历里。")
            messages.success(request, said if had else _("已生成订阅地址。"))
        return redirect("duties_desk:calendar")
