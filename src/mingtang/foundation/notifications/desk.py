"""The staff face: one's own notices, and how one wants to be told."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mingtang.foundation.notifications import actions, queries
from mingtang.foundation.notifications.forms import PreferenceForm
from mingtang.foundation.web.paging import page_number, paginate
from mingtang.foundation.web.refusals import take_errors
from mingtang.foundation.web.scoped import DeskView
from mingtang.kernel.refusals import Invalid, WrongState

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


class PreferenceView(DeskView):
    """How the person wants to be told. POST saves it, or with `test` sends a test message by every channel."""

    template_name = "notifications/desk/settings.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(self._form(None))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "test" in request.POST:
            self._test()
            return redirect("notices:settings")
        form = self._form(request.POST)
        if form.is_valid():
            try:
                actions.save_preference(self.authority.person, form.values())
            except Invalid as refusal:
                take_errors(form, refusal)
            else:
                messages.success(request, _("消息设置已保存。"))
                return redirect("notices:settings")
        return self._show(form, 422)

    def _form(self, data: Any) -> PreferenceForm:
        person = self.authority.person
        return PreferenceForm(data, person=person, preference=queries.preference_of(person))

    def _show(self, form: PreferenceForm, status: int = 200) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def _test(self) -> None:
        levels = {True: messages.SUCCESS, False: messages.ERROR, None: messages.INFO}
        try:
            results = actions.send_test(self.authority.person)
        except WrongState as refusal:
            messages.warning(self.request, str(refusal.message))
            return
        for label, accepted, words in results:
            line = _("%(channel)s：%(words)s") % {"channel": label, "words": words}
            messages.add_message(self.request, levels[accepted], line)
