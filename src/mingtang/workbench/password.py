"""Changing one's own password."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.organisations.queries import Actor
from mingtang.foundation.web.scoped import DeskView


class PasswordView(DeskView):
    """The old password, then the new one twice; other sessions of the person end."""

    template_name = "workbench/password.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=PasswordChangeForm(self.authority.person)))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = self.authority.person
        form = PasswordChangeForm(person, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        with transaction.atomic():
            form.save()
            append(NewEvent("person.password_changed", Actor(person), "person", str(person.pk)))
        update_session_auth_hash(request, person)
        messages.success(request, _("密码已修改。"))
        return redirect("workbench:home")
