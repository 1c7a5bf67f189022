"""Error reports at the desk: those of the units in one's grants, and what can be done with each."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act, permitted
from mingtang.foundation.findings import actions, queries
from mingtang.foundation.findings.forms import AnswerForm, DismissForm
from mingtang.foundation.findings.history import day_text, desk_steps
from mingtang.foundation.findings.models import Finding
from mingtang.foundation.findings.process import ANSWER, ERROR_REPORT, OUTCOMES, RAISE, REPORT_STAFF
from mingtang.foundation.findings.subjects import still_public
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.web.filters import chip_group
from mingtang.foundation.web.paging import page_number, paginate
from mingtang.foundation.web.refusals import take_errors
from mingtang.foundation.web.scoped import DeskView
from mingtang.kernel.refusals import Invalid, NotVisible, WrongState

# The act's name in addresses, and a transition that stands for its rules.
ACTS = {"accept": "accept", "answer": "answer_mended", "dismiss": "dismiss"}


class FindingList(DeskView):
    template_name = "findings/desk/list.html"
    actions = REPORT_STAFF

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.query("state", "outcome", "unit")
        visible = queries.visible_to(self.authority)
        rows = queries.filtered(visible, query)
        units = queries.facet(visible, query, "unit")
        names = dict(Unit.objects.filter(slug__in=[*units, query["unit"]]).values_list("slug", "short_name"))
        states = {s.id: s.label for s in ERROR_REPORT.states}
        page = paginate(
            rows,
            rows.count(),
            page_number(self.request.GET.get("page", "")),
            order="reported_at",
            kept=query,
            related=("unit", "case"),
        )
        groups = [
            chip_group(_("办理情况"), "state", states, queries.facet(visible, query, "state"), query),
            chip_group(_("核实结果"), "outcome", OUTCOMES, queries.facet(visible, query, "outcome"), query),
            chip_group(_("办理单位"), "unit", names, units, query),
        ]
        return super().get_context_data(
            page=page,
            rows=[(finding, _deadline(finding)) for finding in page],
            groups=[group for group in groups if group.items],
            filtered=any(query.values()),
            **kwargs,
        )


class OneFinding(DeskView):
    """A page of one report; those outside the person's scope do not exist."""

    actions = REPORT_STAFF

    def finding(self) -> Finding:
        rows = queries.visible_to(self.authority).select_related("case", "unit", "area", "answered_by")
        found = rows.filter(pk=self.kwargs["finding_id"]).first()
        if found is None:
            raise NotVisible(_("没有这件纠错。"))
        return found


class FindingPage(OneFinding):
    template_name = "findings/desk/finding.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        finding = self.finding()
        return super().get_context_data(
            finding=finding,
            deadline=_deadline(finding),
            due=day_text(finding.due_on),
            page_is_public=still_public(finding.subject_kind, finding.subject_id),
            steps=desk_steps(finding),
            acts=self._acts(finding),
            problems=self._problems(finding),
            **kwargs,
        )

    def _acts(self, finding: Finding) -> list[dict[str, Any]]:
        words = {
            "accept": (_("受理核实"), "primary", _("来信人会看到“核实中”。")),
            "answer": (_("写答复"), "primary", _("答复对外公开。")),
            "dismiss": (_("不予受理"), "danger", _("只用于辱骂、广告等与纠错无关的来信。")),
        }
        leaving = {t.id for t in finding.case.process.leaving(finding.case.state)}
        may = self.authority.actor_for(ANSWER, finding) is not None
        found: list[dict[str, Any]] = [
            {
                "label": words[name][0],
                "kind": words[name][1],
                "help": words[name][2],
                "url": reverse("findings_desk:act", args=[finding.pk, name]),
                "post": name == "accept",
            }
            for name, transition in ACTS.items()
            if may and transition in leaving
        ]
        if self.authority.actor_for(RAISE, finding) and not self._open_problem(finding):
            found.append(
                {
                    "label": _("转为整改"),
                    "kind": "secondary",
                    "help": _("登记为问题，由单位整改、有人验收；内容自动带过去。对来信人的答复照常办。"),
                    "url": reverse("findings_desk:rectify", args=[finding.pk]),
                    "post": False,
                }
            )
        return found

    @staticmethod
    def _open_problem(finding: Finding) -> bool:
        return queries.springs_of(finding).filter(case__closed_at=None).exists()

    def _problems(self, finding: Finding) -> list[Finding]:
        """The problems made of the report that the person may see."""
        seen = queries.problems_visible_to(self.authority).filter(case__springs_from=finding.case_id)
        return list(seen.select_related("case", "unit").order_by("reported_at", "pk"))


class FindingAct(OneFinding):
    """One act: shown as a form (GET) and done (POST). Refused the same way for both."""

    template_name = "findings/desk/act.html"
    act_forms: ClassVar[dict[str, type[forms.Form]]] = {"answer": AnswerForm, "dismiss": DismissForm}

    def get(self, request: HttpRequest, finding_id: UUID, name: str) -> HttpResponse:
        finding = self._allowed(name)
        if name not in self.act_forms:
            return redirect("findings_desk:finding", finding_id=finding.pk)
        initial = {
            "version": finding.case.lock_version,
            "show_text": finding.category != Finding.Category.PRIVACY,
        }
        return self._page(finding, name, self.act_forms[name](initial=initial))

    def post(self, request: HttpRequest, finding_id: UUID, name: str) -> HttpResponse:
        finding = self._allowed(name)
        if name == "accept":
            actions.accept(self.authority, finding, Act())
            messages.success(request, _("已受理。请最迟在%(day)s答复。") % {"day": day_text(finding.due_on)})
            return redirect("findings_desk:finding", finding_id=finding.pk)
        form = self.act_forms[name](request.POST)
        if not form.is_valid():
            return self._page(finding, name, form)
        act = Act(lock_version=form.cleaned_data["version"])
        try:
            if isinstance(form, AnswerForm):
                actions.answer(self.authority, finding, act, **form.as_values())
                messages.success(request, _("答复已公开。"))
            else:
                act.reason = form.cleaned_data["reason"]
                actions.dismiss(self.authority, finding, act)
                messages.success(request, _("已办结，不对外公开。"))
        except Invalid as error:
            take_errors(form, error)
            return self._page(finding, name, form)
        request.session["kept_clear"] = f"finding-answer:{finding.pk} finding-dismiss:{finding.pk}"
        return redirect("findings_desk:finding", finding_id=finding.pk)

    def _allowed(self, name: str) -> Finding:
        finding = self.finding()
        if name not in ACTS:
            raise NotVisible(_("没有这一步。"))
        transition = finding.case.process.transition(ACTS[name])
        permitted(transition, finding.case, self.authority)
        if finding.case.state not in transition.source:
            raise WrongState(
                _("这件纠错现在是“%(state)s”，不能再办这一步。请看最新的情况。")
                % {"state": finding.case.current.label}
            )
        return finding

    def _page(self, finding: Finding, name: str, form: forms.Form) -> HttpResponse:
        titles = {"answer": _("答复纠错"), "dismiss": _("不予受理")}
        return self.render_to_response(
            self.get_context_data(
                finding=finding,
                form=form,
                name=name,
                title=titles[name],
                send=_("公开答复") if name == "answer" else _("不予受理"),
                due=day_text(finding.due_on),
            ),
            status=422 if form.is_bound else 200,
        )


def _deadline(finding: Finding) -> tuple[str, str] | None:
    """Tone and word of the deadline of an open report."""
    if not finding.case.is_open:
        return None
    left = (finding.due_on - clock.today()).days
    if left < 0:
        return "late", _("已超期 %(n)s 天") % {"n": -left}
    if left == 0:
        return "soon", _("今天到期")
    return "muted", _("最迟%(day)s答复") % {"day": day_text(finding.due_on)}
