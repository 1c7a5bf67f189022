"""The staff face: one's own notices."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mingtang.foundation.notifications import actions, queries
from mingtang.foundation.web.paging import page_number, paginate
from mingtang.foundation.web.scoped import DeskView

UNREAD_MOST = 100


class NoticeList(DeskView):
    """Unread ones first, then all that were read, by page. POST marks everything as read."""

    template_name = "notifications/desk/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = self.authority.person
        unread = queries.unread(person).order_by("-created_at", "-pk")
        read = queries.own(person).filter(read_at__isnull=False)
        number = page_number(self.request.GET.get("page", ""))
        return super().get_context_data(
            unread_count=unread.count(),
            unread=list(unread[:UNREAD_MOST]) if number == 1 else [],
            page=paginate(read, read.count(), number, order="created_at", kept={}),
            **kwargs,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        done = actions.read_all(self.authority.person)
        messages.success(request, _("已把 %(n)s 条消息标为已读。") % {"n": done})
        return redirect("notices:list")


class OpenNotice(DeskView):
    """Opening a notice marks it as read and leads to its case."""

    def get(self, request: HttpRequest, notice_id: UUID) -> HttpResponse:
        return redirect(actions.open_notice(self.authority.person, notice_id).url)
