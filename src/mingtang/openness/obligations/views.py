"""The public face: declarations that nothing had to be disclosed, and disputing one."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.foundation.findings import throttle
from mingtang.foundation.web.paging import page_number, paginate
from mingtang.foundation.web.refusals import take_errors
from mingtang.kernel.refusals import Invalid
from mingtang.openness.catalogue.queries import entry_of_matter
from mingtang.openness.obligations import actions, queries
from mingtang.openness.obligations.forms import DisputeForm
from mingtang.openness.obligations.listing import counted, filtered, groups
from mingtang.openness.obligations.models import Declaration


@require_safe
def declarations(request: HttpRequest) -> HttpResponse:
    """All that stand, the newest first, under filters."""
    query = {name: request.GET.get(name, "").strip()[:60] for name in ("unit", "area", "year")}
    everything = queries.public_declarations()
    rows = filtered(everything, query)
    page = paginate(
        rows,
        rows.count(),
        page_number(request.GET.get("page", "")),
        order="signed_at",
        kept=query,
        related=("unit", "area", "duty"),
    )
    context = {
        "page": page,
        "rows": [(row, queries.period_of_declaration(row)) for row in page],
        "groups": groups(counted(everything, query), query),
        "filtered": any(query.values()),
        "disputed": rows.filter(disputed_at__isnull=False).count(),
        "crumbs": [(_("首页"), "/"), (_("无应公开信息声明"), "")],
    }
    return render(request, "obligations/declarations.html", context, status=page.status)


@require_safe
def declaration(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One declaration; one that did not hold is answered by 410 with the reason."""
    gone = queries.overturned(pk)
    if gone:
        return _gone(request, gone)
    found = _standing(pk)
    entry = entry_of_matter(found.matter_id)
    context: dict[str, Any] = {
        "declaration": found,
        "period": queries.period_of_declaration(found),
        "entry": entry,
        "crumbs": [
            (_("首页"), "/"),
            (_("无应公开信息声明"), reverse("obligations:declarations")),
            (found.duty.title, ""),
        ],
    }
    return render(request, "obligations/declaration.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def dispute(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The form for what should have been disclosed. What was typed survives an error, the throttle and the trap."""
    gone = queries.overturned(pk)
    if gone:
        return _gone(request, gone)
    found = _standing(pk)
    if request.method != "POST":
        return _form(request, found, DisputeForm())
    form = DisputeForm(request.POST)
    if form.trapped:
        # A browser may have filled the hidden field by itself: a person loses nothing and sends once more.
        values = {**request.POST.dict(), "website": ""}
        return _form(request, found, DisputeForm(values), problem=_("没有收到，请再按一次“提交异议”。"))
    if not form.is_valid():
        return _form(request, found, form, status=422)
    if not throttle.allowed(request):
        problem = _("这个网络地址一小时内已提交 %(n)s 件，为防止刷屏，请过一小时再提交。您写的内容都还在。")
        return _form(request, found, form, problem=problem % {"n": throttle.MOST}, status=429)
    try:
        finding = actions.dispute(
            None, found, text=form.cleaned_data["text"], contact=form.cleaned_data["contact"]
        )
    except Invalid as refusal:
        take_errors(form, refusal)
        return _form(request, found, form, status=422)
    throttle.count(request)
    return redirect("findings:received", code=finding.quick_code)


def _form(
    request: HttpRequest, found: Declaration, form: DisputeForm, *, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "declaration": found,
        "period": queries.period_of_declaration(found),
        "problem": problem,
    }
    return render(request, "obligations/dispute.html", context, status=status)


def _standing(pk: UUID) -> Declaration:
    found = queries.public_declarations().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _gone(request: HttpRequest, found: Declaration) -> HttpResponse:
    context = {"declaration": found, "period": queries.period_of_declaration(found)}
    return render(request, "obligations/overturned.html", context, status=410)
