"""The base of every staff view: signed in, scoped by grants, refusing what no grant says.

A desk view names the `actions` that open it. Instances outside the person's scope answer 404. A test walks all
registered desk addresses and fails for a view that does not stand on this base.
"""

import time
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Authority, authority, units_on
from mingtang.foundation.web.counts import counted
from mingtang.foundation.web.slots import CHAPTERS, chapter_part
from mingtang.kernel.refusals import Forbidden


def note_sign_in(request: HttpRequest, **_: Any) -> None:
    """From here on the session counts its age."""
    request.session["seen"] = int(time.time())


class DeskView(LoginRequiredMixin, TemplateView):
    """A page of the desk. `actions` lists the grants of which one is needed; empty: any signed-in person."""

    actions: tuple[str, ...] = ()
    raise_exception = False

    @cached_property
    def authority(self) -> Authority:
        assert isinstance(self.request.user, Person)
        return authority(self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if (
            request.user.is_authenticated
            and self.actions
            and not self.authority.actions.intersection(self.actions)
        ):
            raise Forbidden(
                _("您的岗位没有使用这个页面的权限。"),
                rule=_("页面按岗位授权开放。需要权限时，请联系单位管理员。"),
            )
        if request.user.is_authenticated:
            self._stay_signed_in(request)
        response = super().dispatch(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    @staticmethod
    def _stay_signed_in(request: HttpRequest) -> None:
        """Moves the end of the session on with the work, but writes it only every ten minutes."""
        now = int(time.time())
        if now - request.session.get("seen", 0) > 600:
            request.session["seen"] = now

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["desk"] = self._desk()
        context["kept_clear"] = self.request.session.pop("kept_clear", "")
        return context

    def _desk(self) -> dict[str, Any]:
        who = self.authority
        mine = [
            chapter
            for chapter in sorted(CHAPTERS, key=lambda c: c.order)
            if not chapter.actions or who.actions.intersection(chapter.actions)
        ]
        waiting = counted({chapter.url_name: chapter.waits(who) for chapter in mine if chapter.waits})
        chapters = [
            {
                "label": chapter.label,
                "part": chapter_part(chapter.order),
                "url": reverse(chapter.url_name),
                "count": waiting.get(chapter.url_name),
                "current": self.request.path.startswith(reverse(chapter.url_name))
                and (reverse(chapter.url_name) != "/desk/" or self.request.path == "/desk/"),
            }
            for chapter in mine
        ]
        posts = [
            _("%(post)s（代 %(a)s）") % {"post": a.post, "a": a.instead_of.title}
            if a.instead_of
            else str(a.post)
            for a in who.actors
        ]
        return {
            "person_name": who.person.name,
            "posts": posts,
            "chapters": chapters,
            "home_url": reverse(settings.LOGIN_REDIRECT_URL),
            "sign_out_url": reverse(settings.SIGN_OUT_URL),
        }

    def units(self, *actions: str) -> QuerySet[Unit]:
        """The living units in which the person may do any of the actions, in all areas or some."""
        ids = self.authority.scope(*actions).unit_ids()
        living = units_on(self.authority.today).order_by("path")
        return living if ids is None else living.filter(pk__in=ids)

    def query(self, *names: str) -> dict[str, str]:
        """The named parameters of the address, trimmed; long ones are cut."""
        return {name: self.request.GET.get(name, "").strip()[:100] for name in names}
