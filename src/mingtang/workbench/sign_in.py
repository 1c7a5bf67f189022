"""Signing in, and what a locked name sees."""

from typing import Any

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _("登录名或密码不对。请检查大小写；忘了密码，请联系系统管理员重设。"),
        "inactive": _("这个账户已停用。请联系系统管理员。"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("登录名")
        self.fields["username"].error_messages["required"] = _("请填登录名。")
        self.fields["password"].label = _("密码")
        self.fields["password"].error_messages["required"] = _("请填密码。")


class SignInView(LoginView):
    template_name = "workbench/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        # Django's page names a `site` of its own, which would hide ours in the masthead.
        return {name: value for name, value in context.items() if name not in ("site", "site_name")}

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


def locked_out(request: HttpRequest, credentials: Any = None, *args: Any, **kwargs: Any) -> HttpResponse:
    """Answers an attempt on a name that is locked after too many wrong passwords."""
    context = {"minutes": settings.OPTIONS.lockout_minutes, "failures": settings.OPTIONS.lockout_failures}
    return render(request, "workbench/locked.html", context, status=429)
