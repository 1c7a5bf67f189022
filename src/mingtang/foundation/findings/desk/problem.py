"""One problem at the desk: what is known of it, and what can be done with it now."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.foundation.cases.actions import Act, permitted
from mingtang.foundation.cases.registry import SUBJECT_KINDS
from mingtang.foundation.findings import actions, problem_forms, queries
from mingtang.foundation.findings.actions.curing import check_first_time, cured_by
from mingtang.foundation.findings.actions.raising import check_reopening
from mingtang.foundation.findings.desk.register import deadline
from mingtang.foundation.findings.history import day_text, problem_steps
from mingtang.foundation.findings.models import Finding
from mingtang.foundation.findings.process import PROBLEM_STAFF, RECTIFICATION
from mingtang.foundation.organisations.queries import Authority
from mingtang.foundation.web.refusals import take_errors
from mingtang.foundation.web.scoped import DeskView
from mingtang.kernel.process import Transition
from mingtang.kernel.refusals import Forbidden, Invalid, NotVisible, WrongState

Run = Callable[[Authority, Finding, Act, dict[str, Any]], Any]


@dataclass(frozen=True)
class DeskAct:
    """`transition` gives the button its verb and says who may and when."""

    name: str
    transition: Transition
    form: type[problem_forms.ActForm]
    run: Run
    tone: str = "secondary"
    hint: Any = ""


def _act(
    name: str, step: str, form: type[problem_forms.ActForm], run: Run, tone: str = "secondary", hint: Any = ""
) -> DeskAct:
    return DeskAct(name, RECTIFICATION.transition(step), form, run, tone, hint)


F = problem_forms
ACTS: tuple[DeskAct, ...] = (
    _act("assign", "assign", F.AssignForm,
         lambda w, p, a, d: actions.assign(w, p, a, measure=d["measure"], due_on=d["due_on"], rule=d["rule"]),
         "primary", gettext_lazy("交办后单位看得到，开始计算期限。")),
    _act("take", "take", F.PlanForm,
         lambda w, p, a, d: actions.take(w, p, a, plan=d["plan"], responsible=d["responsible"]),
         "primary", gettext_lazy("写明措施和责任人。")),
    _act("hand-in", "hand_in", F.HandInForm,
         lambda w, p, a, d: actions.hand_in(w, p, a, text=d["text"], links=d["links"], uploads=d["uploads"]),
         "primary", gettext_lazy("改好以后提交，由交办的单位验收。")),
    _act("replan", "replan", F.PlanForm,
         lambda w, p, a, d: actions.replan(w, p, a, plan=d["plan"], responsible=d["responsible"])),
    _act("ask-time", "ask_time", F.AskTimeForm,
         lambda w, p, a, d: actions.ask_time(w, p, a, until=d["until"]), hint=gettext_lazy("只能申请一次。")),
    _act("grant-time", "grant_time", F.PlainForm,
         lambda w, p, a, d: actions.grant_time(w, p, a), "primary"),
    _act("refuse-time", "refuse_time", F.ReasonForm,
         lambda w, p, a, d: actions.refuse_time(w, p, a)),
    _act("close", "close", F.PlainForm,
         lambda w, p, a, d: actions.accept_cure(w, p, a), "primary",
         gettext_lazy("请先打开网页和材料看一看，确实改好了再通过。")),
    _act("send-back", "send_back", F.SendBackForm,
         lambda w, p, a, d: actions.send_back(w, p, a, due_on=d["due_on"])),
    _act("reopen", "reopen", F.ReopenForm,
         lambda w, p, a, d: actions.reopen(w, p, a, due_on=d["due_on"]),
         hint=gettext_lazy("同样的问题又出现了：登记一件新的，和这一件连在一起。")),
    _act("dismiss", "dismiss", F.ReasonForm,
         lambda w, p, a, d: actions.dismiss_problem(w, p, a), "danger",
         gettext_lazy("经核实不是问题，或者不归这个单位管。")),
)  # fmt: skip
BY_NAME = {act.name: act for act in ACTS}


class OneProblem(DeskView):
    """A page of one problem; those outside the person's scope do not exist."""

    actions = PROBLEM_STAFF

    @cached_property
    def problem(self) -> Finding:
        rows = queries.problems_visible_to(self.authority).select_related("case", "unit", "area")
        found = rows.filter(pk=self.kwargs["finding_id"]).first()
        if found is None:
            raise NotVisible(_("没有这个问题。"))
        return found

    @cached_property
    def authors(self) -> frozenset[int]:
        return cured_by(self.problem)

    def demand(self, act: DeskAct) -> None:
        """Raises Forbidden or WrongState where the act cannot be done now."""
        case = self.problem.case
        permitted(act.transition, case, self.authority, authors=self.authors)
        if not act.transition.source:
            check_reopening(case)
        elif case.state not in act.transition.source:
            raise WrongState(
                _("这个问题现在是“%(state)s”，不能“%(verb)s”。请看最新的情况。")
                % {"state": self.problem.status, "verb": act.transition.verb}
            )
        if act.name == "ask-time":
            check_first_time(self.problem)


class ProblemPage(OneProblem):
    template_name = "findings/desk/problem.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        problem = self.problem
        origin = queries.sprung_from(problem)
        return super().get_context_data(
            problem=problem,
            deadline=deadline(problem),
            facts=self._facts(),
            subject_url=self._subject_url(),
            contact=problem.contact if queries.sees_contact(self.authority, problem) else "",
            evidence=queries.evidence_of(problem),
            origin=self._linked([origin] if origin else []),
            again=self._linked(list(queries.springs_of(problem).select_related("case"))),
            steps=problem_steps(problem),
            acts=self._acts(),
            **kwargs,
        )

    def _facts(self) -> list[tuple[Any, Any]]:
        problem = self.problem
        unit = problem.unit.name + (f"（{problem.area}）" if problem.area else "")
        due = day_text(problem.due_on) if problem.assigned_at else ""
        if problem.asked_until and problem.case.state == "time_asked":
            due = _("%(day)s，申请延到%(until)s") % {"day": due, "until": day_text(problem.asked_until)}
        return [
            (_("来源"), problem.source_label),
            (_("整改单位"), unit),
            (_("整改期限"), due),
            (_("依据"), problem.rule),
            (_("责任人"), problem.responsible),
            (_("退回次数"), problem.returned or ""),
        ]

    def _subject_url(self) -> str:
        """Where the thing itself is worked on at the desk, as its section says."""
        kind, pk = self.problem.subject_kind, self.problem.subject_id
        if kind not in SUBJECT_KINDS or pk is None:
            return ""
        found = SUBJECT_KINDS[kind].describe([pk])
        return found[pk].url if pk in found else ""

    def _linked(self, found: list[Finding]) -> list[tuple[str, str, Finding]]:
        """Title and address of findings that the person may see too."""
        ids = [one.pk for one in found]
        seen = set(
            queries.problems_visible_to(self.authority).filter(pk__in=ids).values_list("pk", flat=True)
        )
        seen |= set(queries.visible_to(self.authority).filter(pk__in=ids).values_list("pk", flat=True))
        rows = []
        for one in found:
            if one.pk in seen:
                is_report = one.kind == Finding.Kind.ERROR_REPORT
                name = "findings_desk:finding" if is_report else "findings_desk:problem"
                title = _("对“%(title)s”的纠错") % {"title": one.page_title} if is_report else one.page_title
                rows.append((title, reverse(name, args=[one.pk]), one))
        return rows

    def _acts(self) -> list[dict[str, Any]]:
        found = []
        for act in ACTS:
            try:
                self.demand(act)
            except (Forbidden, WrongState):
                continue
            found.append(
                {
                    "label": act.transition.verb,
                    "kind": act.tone,
                    "help": act.hint,
                    "url": reverse("findings_desk:problem_act", args=[self.problem.pk, act.name]),
                }
            )
        return found


class ProblemAct(OneProblem):
    """One act: shown as a form (GET) and done (POST). Refused the same way for both."""

    template_name = "findings/desk/problem_act.html"

    def get(self, request: HttpRequest, finding_id: UUID, name: str) -> HttpResponse:
        act = self._act(name)
        initial = {
            "version": self.problem.case.lock_version,
            "plan": self.problem.plan,
            "responsible": self.problem.responsible,
            "rule": self.problem.rule,
            "measure": self.problem.measure,
            "due_on": actions.usual_due_day(),
        }
        return self._page(act, act.form(initial=initial))

    def post(self, request: HttpRequest, finding_id: UUID, name: str) -> HttpResponse:
        act = self._act(name)
        form = act.form(request.POST, request.FILES, host=request.get_host())
        if not form.is_valid():
            return self._page(act, form, 422)
        data = form.cleaned_data
        try:
            made = act.run(self.authority, self.problem, Act(data["version"], data.get("reason", "")), data)
        except Invalid as refusal:
            take_errors(form, refusal)
            return self._page(act, form, 422)
        request.session["kept_clear"] = f"problem-{name}:{self.problem.pk}"
        messages.success(request, _("已办理：%(verb)s。") % {"verb": act.transition.verb})
        target = made if isinstance(made, Finding) else self.problem
        return redirect("findings_desk:problem", finding_id=target.pk)

    def _act(self, name: str) -> DeskAct:
        if name not in BY_NAME:
            raise NotVisible(_("没有这一步。"))
        self.demand(BY_NAME[name])
        return BY_NAME[name]

    def _page(self, act: DeskAct, form: forms.Form, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            problem=self.problem,
            act=act,
            form=form,
            takes_files=form.is_multipart(),
            evidence=queries.evidence_of(self.problem)[-1:] if act.name in ("close", "send-back") else [],
        )
        return self.render_to_response(context, status=status)
