"""The public face: anybody checks a text or a file by the same measure; nothing is kept of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mingtang.foundation.guard import outside
from mingtang.foundation.guard.forms import CheckForm
from mingtang.foundation.guard.outside import Result
from mingtang.foundation.web import brakes

MOST = 30
SECONDS = 3600
BRAKE = "guard.check"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The form, and below it what was found. What was typed stays in the form; a file has to be chosen anew."""
    if request.method != "POST":
        return _page(request, CheckForm())
    form = CheckForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    if brakes.counted(request, BRAKE) >= MOST:
        problem = _("这个网络地址一小时内已检查 %(n)s 次，请过一小时再来。") % {"n": MOST}
        return _page(request, form, problem=problem, status=429)
    brakes.count(request, BRAKE, SECONDS)
    upload = form.cleaned_data["file"]
    text = outside.result_of(outside.report_on_text(form.cleaned_data["text"]))
    if upload is None:
        return _page(request, form, text)
    try:
        report = outside.report_on_file(upload.read(), upload.name)
    except outside.Busy as busy:
        return _page(request, form, problem=busy.message, status=busy.status)
    return _page(request, form, text + outside.result_of(report), name=upload.name)


def _page(
    request: HttpRequest,
    form: CheckForm,
    result: Result | None = None,
    *,
    name: str = "",
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    crumbs = [(_("首页"), "/"), (_("发布前自己查一查"), "")]
    context = {"form": form, "result": result, "name": name, "problem": problem, "crumbs": crumbs}
    return render(request, "guard/check.html", context, status=status)
