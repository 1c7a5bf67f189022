"""Declarations at the desk: all of them, signing for one period or for several, disputes and what comes of them."""

from typing import Any

from django.contrib import messages
from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.foundation.duties.kinds import MANAGE
from mingtang.foundation.duties.queries import WARN_WORKDAYS, soon_until
from mingtang.foundation.events.queries import of_subject
from mingtang.foundation.findings import queries as findings
from mingtang.foundation.findings.process import RAISE
from mingtang.foundation.guard.letting_out import joined
from mingtang.foundation.organisations.queries import people_for
from mingtang.foundation.web.filters import chip_group
from mingtang.foundation.web.paging import page_number, slice_page
from mingtang.foundation.web.refusals import take_errors
from mingtang.foundation.web.slots import Badge
from mingtang.foundation.workdays.queries import calendar
from mingtang.kernel.refusals import Invalid, WrongState
from mingtang.openness.catalogue.desk.base import steps, uuids
from mingtang.openness.catalogue.process import CLAIM
from mingtang.openness.obligations import actions, kinds, queries
from mingtang.openness.obligations.actions.declaring import SUBJECT
from mingtang.openness.obligations.desk.base import (
    DECLARATIONS,
    ROUNDS,
    ObligationsView,
    OneDuty,
    chosen,
    due_badge,
)
from mingtang.openness.obligations.forms import SettleForm, StaffDisputeForm, StatementForm
from mingtang.openness.obligations.listing import counted, filtered, groups
from mingtang.openness.obligations.models import Declaration

PER_PAGE = 50
STATES = {
    "disputed": gettext_lazy("有异议处理中"),
    "standing": gettext_lazy("有效"),
    "overturned": gettext_lazy("已撤销"),
}
_CONDITIONS = {
    "disputed": Q(overturned_at=None, disputed_at__isnull=False),
    "standing": Q(overturned_at=None, disputed_at=None),
    "overturned": Q(overturned_at__isnull=False),
}


def state_badge(declaration: Declaration) -> Badge:
    if declaration.overturned_at:
        return Badge("late", STATES["overturned"])
    return Badge("soon", STATES["disputed"]) if declaration.disputed_at else Badge("ok", STATES["standing"])


class DeclarationList(ObligationsView):
    """Declarations of the person's units: disputed ones first, then the newest."""

    template_name = "obligations/desk/declarations.html"
    actions = DECLARATIONS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.query("state", "area", "unit", "year")
        visible = queries.declarations_visible_to(self.authority)
        of_state = self._of_state(visible, query)
        rows = filtered(of_state, query).order_by(
            F("overturned_at").asc(nulls_first=True),
            F("disputed_at").asc(nulls_last=True),
            "-signed_at",
            "-pk",
        )
        kept = [(name, value) for name, value in query.items() if value]
        page = slice_page(rows, rows.count(), page_number(self.request.GET.get("page", "")), kept=kept)
        by_state = {state: filtered(visible.filter(q), query).count() for state, q in _CONDITIONS.items()}
        return super().get_context_data(
            page=page,
            rows=[(row, queries.period_of_declaration(row), state_badge(row)) for row in page],
            groups=[
                group
                for group in (
                    chip_group(_("情况"), "state", STATES, by_state, query),
                    *groups(counted(of_state, query), query),
                )
                if group.items
            ],
            filtered=bool(kept),
            declarable=queries.declarable(self.authority).count(),
            **kwargs,
        )

    @staticmethod
    def _of_state(rows: QuerySet[Declaration], query: dict[str, str]) -> QuerySet[Declaration]:
        if not query["state"]:
            return rows
        return rows.filter(_CONDITIONS[query["state"]]) if query["state"] in _CONDITIONS else rows.none()


class DeclarationPage(ObligationsView):
    """One declaration: what was signed, what is said against it, and the decision."""

    template_name = "obligations/desk/declaration.html"
    actions = DECLARATIONS

    @cached_property
    def declaration(self) -> Declaration:
        found = queries.declarations_visible_to(self.authority).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        declaration = self.declaration
        managed = self.authority.actor_for(MANAGE, declaration.duty) is not None
        mine = declaration.signed_by_id == self.authority.person.pk
        standing = declaration.overturned_at is None
        return super().get_context_data(
            declaration=declaration,
            period=queries.period_of_declaration(declaration),
            badge=state_badge(declaration),
            public=standing,
            problems=findings.problems_of_subject(self.authority, SUBJECT, declaration.pk),
            may_settle=managed and not mine and bool(declaration.disputed_at) and standing,
            may_dispute=self.authority.actor_for(RAISE, declaration) is not None and standing,
            settle=kwargs.pop("settle", None) or SettleForm(prefix="settle"),
            dispute=kwargs.pop("dispute", None) or StaffDisputeForm(prefix="dispute"),
            timeline=steps(of_subject(SUBJECT, str(declaration.pk))),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._dispute() if request.POST.get("do") == "dispute" else self._settle()

    def _settle(self) -> HttpResponse:
        form = SettleForm(self.request.POST, prefix="settle")
        if form.is_valid():
            holds = form.cleaned_data["holds"] == "yes"
            try:
                actions.settle_dispute(
                    self.authority,
                    self.declaration,
                    holds=holds,
                    reason=form.cleaned_data["reason"],
                    passed=form.passed,
                )
            except Invalid as refusal:
                take_errors(form, refusal)
            else:
                done = _("已判定：声明有效。") if holds else _("已撤销声明，任务重新办理，期限不变。")
                messages.success(self.request, done)
                return redirect("obligations_desk:declaration", self.declaration.pk)
        return self.render_to_response(self.get_context_data(settle=form), status=422)

    def _dispute(self) -> HttpResponse:
        form = StaffDisputeForm(self.request.POST, prefix="dispute")
        if form.is_valid():
            try:
                actions.dispute(self.authority, self.declaration, text=form.cleaned_data["text"])
            except Invalid as refusal:
                take_errors(form, refusal)
            else:
                messages.success(self.request, _("异议已登记到问题台账，由政务公开办核查。"))
                return redirect("obligations_desk:declaration", self.declaration.pk)
        return self.render_to_response(self.get_context_data(dispute=form), status=422)


class DeclareView(OneDuty):
    """One period: which records may discharge it, or the statement that there was nothing."""

    template_name = "obligations/desk/declare.html"
    actions = ROUNDS
    kinds = (kinds.PERIOD,)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        duty = self.duty
        may_declare = self.authority.actor_for(kinds.DECLARE, duty) is not None
        signable = duty.period_last is not None and duty.period_last <= soon_until()
        return super().get_context_data(
            duty=duty,
            due=due_badge(duty, calendar()) if duty.is_open else None,
            signable=signable,
            last_days=WARN_WORKDAYS,
            there=queries.records_of_period(duty),
            records=queries.may_discharge(duty)[:30],
            may_declare=may_declare,
            signers="" if may_declare else "、".join(who.name for who in people_for(kinds.DECLARE, duty)),
            may_discharge=self.authority.actor_for(CLAIM, duty) is not None,
            form=kwargs.pop("form", None) or StatementForm(),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("do") == "discharge":
            return self._discharge(request)
        form = StatementForm(request.POST)
        if form.is_valid():
            try:
                made = actions.declare(
                    self.authority, self.duty, statement=form.cleaned_data["statement"], passed=form.passed
                )
            except (Invalid, WrongState) as refusal:
                take_errors(form, refusal)
            else:
                messages.success(request, _("声明已签署，公开页面上看得到。"))
                return redirect("obligations_desk:declaration", made.pk)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _discharge(self, request: HttpRequest) -> HttpResponse:
        ids = uuids(request.POST.getlist("record"))
        shown = dict(queries.may_discharge(self.duty))
        record = next((each for each in shown if each.pk in ids), None)
        if record is None:
            messages.warning(request, _("还没有选信息，或者它已不能用来完成这一期。请重新选一条。"))
            return redirect("obligations_desk:declare", self.duty.pk)
        actions.discharge_with(self.authority, self.duty, record)
        messages.success(request, _("已用这条信息完成本期任务。"))
        return redirect("duties_desk:duty", self.duty.pk)


class DeclareManyView(ObligationsView):
    """Periods that are over without anything published, ticked and signed at once; each is checked for itself."""

    template_name = "obligations/desk/declare_many.html"
    actions = (kinds.DECLARE,)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.query("unit")
        offered = self.offered(kinds.DECLARE)
        unit = self.unit_of(query["unit"], offered)
        rows = queries.declarable(self.authority)
        waiting = list(rows.filter(unit=unit)[:500]) if unit else []
        published = queries.records_of_periods(waiting)
        empty = [duty for duty in waiting if not published[duty.pk]]
        page = slice_page(
            empty, len(empty), page_number(self.request.GET.get("page", "")),
            kept=[("unit", unit.slug)] if unit else [], per_page=PER_PAGE,
        )  # fmt: skip
        days = calendar()
        ticked = {str(pk) for pk in kwargs.pop("ticked", [])}
        return super().get_context_data(
            units=offered,
            unit=unit,
            page=page,
            rows=[(duty, due_badge(duty, days), str(duty.pk) in ticked) for duty in page],
            left=len(waiting) - len(empty),
            form=kwargs.pop("form", None) or StatementForm(),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = StatementForm(request.POST)
        ids = uuids(request.POST.getlist("duty"))
        wanted = chosen(queries.declarable(self.authority), ids)
        if not ids:
            form.add_error(None, _("还没有选。请在要声明的各期前面打勾。"))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form, ticked=ids), status=422)
        made, refused, blocked = actions.declare_many(
            self.authority, wanted, statement=form.cleaned_data["statement"], passed=form.passed
        )
        gone = len(ids) - len(wanted)
        if made:
            messages.success(request, _("签署了 %(n)s 份声明。") % {"n": len(made)})
        if gone:
            messages.warning(request, _("有 %(n)s 期刚才已经办结，没有再签。") % {"n": gone})
        if blocked:
            take_errors(form, joined(blocked))
        if refused:
            context = self.get_context_data(
                form=form, refused=refused, ticked=[duty.pk for duty, _w in refused]
            )
            return self.render_to_response(context, status=422)
        return redirect("obligations_desk:declarations")
