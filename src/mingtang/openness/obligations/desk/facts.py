"""Registered facts at the desk: the list, one fact with its record, registering by hand."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.foundation.cases.actions import Place
from mingtang.foundation.duties.models import Duty, Outcome
from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.web.filters import ChipGroup, chip_group
from mingtang.foundation.web.paging import page_number, slice_page
from mingtang.foundation.web.slots import Badge
from mingtang.foundation.workdays.queries import calendar
from mingtang.kernel.refusals import Forbidden, Invalid
from mingtang.openness.catalogue.limits import sentence
from mingtang.openness.catalogue.models import Entry
from mingtang.openness.catalogue.queries import entries_by_matter, entry_of_matter
from mingtang.openness.obligations import actions, kinds, queries
from mingtang.openness.obligations.actions.registering import NO_ANSWER
from mingtang.openness.obligations.desk.base import ObligationsView, due_badge, names_of, units_named
from mingtang.openness.obligations.forms import Lines, ReasonForm
from mingtang.openness.obligations.models import Fact
from mingtang.openness.obligations.naming import Names
from mingtang.openness.records import queries as records
from mingtang.openness.records.models import Record
from mingtang.openness.records.process import DRAFT

FILTERS = ("state", "source", "area", "unit")
SHOWN = 60
STATES = {
    queries.WAITING: gettext_lazy("还没公开"),
    queries.PUBLISHED: gettext_lazy("已公开"),
    queries.WAIVED: gettext_lazy("免予办理"),
    queries.WITHDRAWN: gettext_lazy("已撤销"),
}
TONES = {
    queries.WAITING: "soon",
    queries.PUBLISHED: "ok",
    queries.WAIVED: "muted",
    queries.WITHDRAWN: "muted",
}
_COLUMNS = {"source": "source", "area": "area__code", "unit": "unit__slug"}


class FactList(ObligationsView):
    """Facts of the person's units under filters, the newest first."""

    template_name = "obligations/desk/facts.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.query(*FILTERS)
        rows = _filtered(queries.facts_visible_to(self.authority), query)
        kept = [(name, value) for name, value in query.items() if value]
        page = slice_page(rows, rows.count(), page_number(self.request.GET.get("page", "")), kept=kept)
        return super().get_context_data(
            page=page,
            rows=_shown(page.rows),
            groups=self._groups(query),
            filtered=bool(kept),
            may_register=kinds.REGISTER in self.authority.actions,
            **kwargs,
        )

    def _groups(self, query: dict[str, str]) -> list[ChipGroup]:
        visible = queries.facts_visible_to(self.authority)
        counts = {name: _facet(visible, query, name) for name in FILTERS}
        areas = dict(Area.objects.filter(code__in=[*counts["area"]]).values_list("code", "name"))
        options: tuple[tuple[Any, str, Any], ...] = (
            (_("情况"), "state", STATES),
            (_("来源"), "source", dict(Fact.Source.choices)),
            (_("领域"), "area", areas),
            (_("单位"), "unit", units_named([*counts["unit"], query["unit"]])),
        )
        groups = [chip_group(label, name, names, counts[name], query) for label, name, names in options]
        return [group for group in groups if group.items]


def _filtered(rows: QuerySet[Fact], query: dict[str, str], without: str = "") -> QuerySet[Fact]:
    wanted = {column: query[name] for name, column in _COLUMNS.items() if name != without and query[name]}
    rows = rows.filter(Q(**wanted))
    if query["state"] and without != "state":
        state = query["state"]
        rows = rows.filter(queries.fact_state_q(state)) if state in STATES else rows.none()
    return rows


def _facet(rows: QuerySet[Fact], query: dict[str, str], name: str) -> dict[str, int]:
    others = _filtered(rows, query, without=name).order_by()
    if name == "state":
        return {state: others.filter(queries.fact_state_q(state)).count() for state in STATES}
    return dict(others.values_list(_COLUMNS[name]).annotate(n=Count("pk")))


def _shown(facts: list[Fact]) -> list[dict[str, Any]]:
    entries = entries_by_matter({fact.matter_id for fact in facts})
    days = calendar()
    # Of a fact that went to another matter there are two: the one that was voided, and the one that counts.
    owed = Duty.objects.filter(cause_id__in=[fact.pk for fact in facts]).exclude(outcome=Outcome.VOID)
    dues = {duty.cause_id: duty for duty in owed.order_by("pk")}
    return [
        {
            "fact": fact,
            "matter": names_of(entries, fact.matter_id),
            "badge": state_badge(fact, dues.get(fact.pk)),
            "due": due_badge(dues[fact.pk], days) if fact.pk in dues and dues[fact.pk].is_open else None,
        }
        for fact in facts
    ]


def state_badge(fact: Fact, duty: Duty | None) -> Badge:
    state = queries.state_of(fact, duty)
    return Badge(TONES[state], STATES[state])


class OneFact(ObligationsView):
    """A page of one fact; those outside the person's scope do not exist."""

    @cached_property
    def fact(self) -> Fact:
        found = queries.facts_visible_to(self.authority).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    @property
    def may_change(self) -> bool:
        place = Place(self.fact.unit_id, self.fact.area_id)
        return self.authority.actor_for(kinds.REGISTER, place) is not None

    def back(self) -> HttpResponse:
        return redirect("obligations_desk:fact", self.fact.pk)


class FactPage(OneFact):
    """One fact: by when, which record discloses it, and what can be done."""

    template_name = "obligations/desk/fact.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        fact, query = self.fact, self.query("q")
        entry = entry_of_matter(fact.matter_id)
        owed = list(Duty.objects.filter(cause_id=fact.pk, kind=kinds.THING).order_by("pk"))
        duty = next((each for each in owed if each.is_open), owed[-1] if owed else None)
        open_ = fact.withdrawn_at is None
        place = Place(fact.unit_id, fact.area_id)
        may_draft = self.may_change and self.authority.actor_for(DRAFT, place) is not None
        return super().get_context_data(
            fact=fact,
            entry=entry,
            when=sentence(entry.parsed_limit) if entry else "",
            badge=state_badge(fact, duty),
            duty=duty,
            due=due_badge(duty, calendar()) if duty and duty.is_open else None,
            record=self._record(),
            may_draft=may_draft and open_ and not fact.record_id,
            may_change=self.may_change and open_,
            candidates=self._candidates(query["q"]) if self.may_change and open_ else [],
            q=query["q"],
            reason=kwargs.pop("reason", None) or ReasonForm(),
            **kwargs,
        )

    def _record(self) -> tuple[Record, str] | None:
        """The record that answers, with its address as far as the person may see it."""
        record = self.fact.record
        if record is None:
            return None
        if records.visible_to(self.authority).filter(pk=record.pk).exists():
            return record, reverse("records_desk:record", args=[record.pk])
        public = records.public().filter(pk=record.pk).exists()
        return record, reverse("records:record", args=[record.pk]) if public else ""

    def _candidates(self, words: str) -> list[Record]:
        """Records of the unit that may disclose it: of the matter first, or those that hold the words."""
        found = records.visible_to(self.authority).filter(unit_id=self.fact.unit_id)
        found = found.exclude(stage__in=NO_ANSWER)
        if self.fact.record_id:
            found = found.exclude(pk=self.fact.record_id)
        for word in words.split():
            found = found.filter(Q(title__icontains=word) | Q(doc_no__icontains=word))
        if not words:
            found = found.filter(fulfilments__matter_id=self.fact.matter_id, fulfilments__ended_at=None)
        return list(found.order_by("-updated_at", "-pk")[:20])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_change:
            raise Forbidden(_("您不能改这条登记。"), rule=_("由本单位有“登记应公开的事实”权限的岗位办理。"))
        match request.POST.get("do", ""):
            case "draft":
                record = actions.draft_fact(self.authority, self.fact)
                messages.success(request, _("已起草一条，并关联好这件事。请把内容写完。"))
                return redirect("records_desk:edit", record.pk)
            case "link":
                return self._link(request)
            case "unlink":
                actions.link_fact(self.authority, self.fact, None)
                messages.success(request, _("已取消关联。"))
            case "withdraw":
                form = ReasonForm(request.POST)
                if not form.is_valid():
                    return self.render_to_response(self.get_context_data(reason=form), status=422)
                actions.withdraw_fact(self.authority, self.fact, form.cleaned_data["reason"])
                messages.success(request, _("已撤销登记，对应的任务不用再办。"))
        return self.back()

    def _link(self, request: HttpRequest) -> HttpResponse:
        try:
            wanted = UUID(request.POST.get("record", ""))
        except ValueError:
            messages.warning(request, _("还没有选信息。请先选一条。"))
            return self.back()
        record = records.visible_to(self.authority).filter(pk=wanted, unit_id=self.fact.unit_id).first()
        if record is None:
            raise Http404
        try:
            actions.link_fact(self.authority, self.fact, record)
            messages.success(request, _("已关联。这条信息公开时，任务自动完成。"))
        except Invalid as refusal:
            messages.error(request, str(refusal.message))
        return self.back()


class RegisterView(ObligationsView):
    """Registering by hand: first the matter, then one or several lines under it."""

    template_name = "obligations/desk/register.html"
    actions = (kinds.REGISTER,)

    @cached_property
    def choosing(self) -> tuple[list[Unit], Unit | None, Names | None]:
        data = self.request.POST if self.request.method == "POST" else self.request.GET
        offered = self.offered(kinds.REGISTER)
        slug = data.get("unit", "")
        if self.request.method == "POST" and slug not in {unit.slug for unit in offered}:
            raise Forbidden(_("您不能替这个单位登记应公开的事实。"))
        unit = self.unit_of(slug, offered)
        return offered, unit, Names(unit) if unit else None

    def _matter(self, raw: str) -> Entry | None:
        names = self.choosing[2]
        try:
            return names.by_id(UUID(raw)) if names else None
        except ValueError:
            return None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(self._matter(request.GET.get("matter", "")), Lines())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _units, unit, _names = self.choosing
        matter = self._matter(request.POST.get("matter", ""))
        if unit is None or matter is None:
            messages.warning(request, _("请先选一个公开事项。"))
            return redirect("obligations_desk:register")
        if request.POST.get("do") == "more":
            data = request.POST.copy()
            count = data.get("form-TOTAL_FORMS", "")
            data["form-TOTAL_FORMS"] = str(min(50, (int(count) if count.isdecimal() else 0) + 5))
            return self._show(matter, Lines(data))
        lines = Lines(request.POST)
        filled = [form for form in lines if form.has_changed()] if lines.is_valid() else []
        if not lines.is_valid():
            return self._show(matter, lines, status=422)
        if not filled:
            lines[0].add_error("title", _("还没有填。请至少填一行名称和日期。"))
            return self._show(matter, lines, status=422)
        made = [
            actions.Line(
                matter.matter_id, form.cleaned_data["title"], form.cleaned_data["occurred_on"],
                form.cleaned_data["doc_no"],
            )
            for form in filled
        ]  # fmt: skip
        try:
            facts = actions.register_facts(self.authority, unit, made, source=Fact.Source.ENTERED)
        except actions.Faulty as refusal:
            problems = []
            for fault in refusal.faults:
                if fault.field == "matter":
                    problems.append(fault.rule)
                else:
                    filled[fault.n].add_error(fault.field, fault.rule)
            return self._show(matter, lines, problems=list(dict.fromkeys(problems)), status=422)
        messages.success(request, _("登记了 %(n)s 件，期限随后就算好。") % {"n": len(facts)})
        if len(facts) == 1:
            return redirect("obligations_desk:fact", facts[0].pk)
        return redirect(f"{reverse('obligations_desk:facts')}?state={queries.WAITING}&unit={unit.slug}")

    def _show(
        self, matter: Entry | None, lines: Any, *, problems: list[str] | None = None, status: int = 200
    ) -> HttpResponse:
        offered, unit, names = self.choosing
        q = self.query("q")["q"]
        entries = names.containing(q) if names and matter is None else []
        context = self.get_context_data(
            units=offered,
            unit=unit,
            matter=matter,
            when=sentence(matter.parsed_limit) if matter else "",
            lines=lines,
            problems=problems or [],
            faulty=sum(bool(form.errors) for form in lines) if lines.is_bound and status == 422 else 0,
            q=q,
            found=[(entry, sentence(entry.parsed_limit)) for entry in entries[:SHOWN]],
            total=len(entries),
            more=len(entries) > SHOWN,
        )
        return self.render_to_response(context, status=status)
