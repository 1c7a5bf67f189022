"""The public face: reporting an error, following a report, reading the answers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.foundation.findings import queries, throttle
from mingtang.foundation.findings.actions import promised_day, report
from mingtang.foundation.findings.codes import spaced
from mingtang.foundation.findings.forms import ReportForm
from mingtang.foundation.findings.history import day_text, public_problem_steps, public_steps
from mingtang.foundation.findings.models import Finding
from mingtang.foundation.findings.process import DISMISSED
from mingtang.foundation.findings.subjects import Target, nameable, still_public, target_of
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.web.filters import chip_group
from mingtang.foundation.web.paging import page_number, paginate
from mingtang.kernel.refusals import NotVisible


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form. What was typed survives an error, the throttle and the trap."""
    target = target_of(request.GET.get("subject", "")[:100], request.GET.get("page", "")[:1000])
    if request.method != "POST":
        return _form_page(request, target, ReportForm())
    form = ReportForm(request.POST)
    if form.trapped:
        # A browser may have filled the hidden field by itself: a person loses nothing and sends once more.
        values = {**request.POST.dict(), "website": ""}
        return _form_page(request, target, ReportForm(values), problem=_("没有收到，请再按一次“提交纠错”。"))
    if not form.is_valid():
        return _form_page(request, target, form)
    if not throttle.allowed(request):
        problem = _("这个网络地址一小时内已提交 %(n)s 件，为防止刷屏，请过一小时再提交。您写的内容都还在。")
        return _form_page(request, target, form, problem=problem % {"n": throttle.MOST}, status=429)
    data = form.cleaned_data
    finding = report(target, category=data["category"], text=data["text"], contact=data["contact"])
    throttle.count(request)
    return redirect("findings:received", code=finding.quick_code)


def _form_page(
    request: HttpRequest, target: Target, form: ReportForm, *, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "target": target,
        "unit": Unit.objects.get(pk=target.page.unit_id),
        "due": day_text(promised_day()),
        "whole_site": not request.GET.get("subject") and not request.GET.get("page"),
        "problem": problem,
    }
    return render(request, "findings/new.html", context, status=status)


@never_cache
@require_safe
def received(request: HttpRequest, code: str) -> HttpResponse:
    finding = _followed(code)
    if finding.kind == Finding.Kind.RECTIFICATION:
        context = {
            "finding": finding,
            "code": spaced(finding.quick_code),
            "kept_clear": f"{finding.source}:{finding.subject_id}",
        }
        return render(request, "findings/problem_received.html", context)
    key = f"{finding.subject_kind}:{finding.subject_id}" if finding.subject_kind else finding.page_url
    context = {
        "finding": finding,
        "code": spaced(finding.quick_code),
        "due": day_text(finding.due_on),
        "kept_clear": f"error-report:{key}",
    }
    return render(request, "findings/received.html", context)


@never_cache
@require_safe
def tracker(request: HttpRequest, code: str) -> HttpResponse:
    """For the one who has the code. A dismissed text is not shown, so that the site lends it no address."""
    finding = _followed(code)
    if finding.kind == Finding.Kind.RECTIFICATION:
        context = {
            "finding": finding,
            "code": spaced(finding.quick_code),
            "steps": public_problem_steps(finding),
        }
        return render(request, "findings/problem_tracker.html", context)
    dismissed = finding.case.outcome == DISMISSED
    context = {
        "finding": finding,
        "code": spaced(finding.quick_code),
        "dismissed": dismissed,
        "page_is_public": still_public(finding.subject_kind, finding.subject_id),
        "steps": public_steps(finding),
    }
    return render(request, "findings/tracker.html", context)


@require_safe
def answered_list(request: HttpRequest) -> HttpResponse:
    """Answered reports, newest first, by unit; and the box for a code."""
    typed = request.GET.get("code", "").strip()[:40]
    if typed and (mine := queries.by_code(typed)):
        return redirect("findings:tracker", code=mine.quick_code)
    query = {"unit": request.GET.get("unit", "").strip()[:60]}
    everything = queries.public_answered()
    rows = queries.filtered(everything, query)
    counts = queries.facet(everything, query, "unit")
    names = dict(Unit.objects.filter(slug__in=[*counts, query["unit"]]).values_list("slug", "short_name"))
    page = paginate(
        rows,
        rows.count(),
        page_number(request.GET.get("page", "")),
        order="answered_at",
        kept=query,
        related=("unit", "case"),
    )
    named = nameable(page)
    context: dict[str, Any] = {
        "page": page,
        "rows": [(finding, finding.pk in named) for finding in page],
        "groups": [chip_group(_("答复单位"), "unit", names, counts, query)] if names else [],
        "filtered": bool(query["unit"]),
        "typed": typed,
        "standing": queries.standing_by_unit(),
        "crumbs": [(_("首页"), "/"), (_("纠错与答复"), "")],
    }
    return render(request, "findings/list.html", context, status=page.status)


def _followed(code: str) -> Finding:
    finding = queries.by_code(code)
    if finding is None:
        raise NotVisible(_("没有这个查询码。"))
    return finding
