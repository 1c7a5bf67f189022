"""动态调整 at the desk: proposing, and deciding."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.foundation.cases.actions import Act, permitted
from mingtang.foundation.events.queries import of_case
from mingtang.foundation.organisations.passing_forms import passed_of
from mingtang.foundation.web.paging import page_number, slice_page
from mingtang.foundation.web.refusals import take_errors
from mingtang.kernel.catalogue.diff import differences
from mingtang.kernel.catalogue.item import Item
from mingtang.kernel.refusals import Forbidden, Invalid, Refusal, Stale, WrongState
from mingtang.openness.catalogue import actions, forms, process, queries
from mingtang.openness.catalogue.changes import in_words
from mingtang.openness.catalogue.desk.base import CatalogueView, steps
from mingtang.openness.catalogue.desk.imports import understood
from mingtang.openness.catalogue.models import Adjustment, Catalogue, Entry

TITLES = {
    "add": gettext_lazy("提出增加事项"),
    "change": gettext_lazy("提出修改事项"),
    "remove": gettext_lazy("提出取消事项"),
}


class AdjustmentListView(CatalogueView):
    template_name = "catalogue/desk/adjustments.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = queries.adjustments_visible_to(self.authority).order_by("-case__opened_at", "-pk")
        page = slice_page(found, found.count(), page_number(self.request.GET.get("page", "")))
        names = queries.adjustment_names([row.pk for row in page])
        return super().get_context_data(
            page=page,
            rows=[(row, names[row.pk], state_of(row)) for row in page],
            may_propose=process.CLAIM in self.authority.actions,
            **kwargs,
        )


class ProposeView(CatalogueView):
    """Proposes to add a matter, or (with one named) to change it or take it out."""

    template_name = "catalogue/desk/propose.html"
    actions = (process.CLAIM,)
    kind = Adjustment.Kind.ADD

    def _entry(self) -> Entry | None:
        return self.entry(self.kwargs["pk"]) if "pk" in self.kwargs else None

    def _catalogue(self, request: HttpRequest, entry: Entry | None) -> Catalogue | None:
        if entry:
            return entry.version.catalogue
        code = request.POST.get("area") or request.GET.get("area", "")
        return queries.catalogues().filter(area__code=code).first()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        entry = self._entry()
        initial = forms.initial_of(entry.text()) if entry else {"everyone": True, "active": True}
        return self._show(self._why(), forms.ItemForm(initial=initial), entry)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        entry = self._entry()
        catalogue = self._catalogue(request, entry)
        why, text = self._why(request.POST), forms.ItemForm(request.POST)
        removing = self.kind == Adjustment.Kind.REMOVE
        if catalogue is None:
            why.is_valid()
            why.add_error(None, _("请先选领域。"))
        elif why.is_valid() and (removing or text.is_valid()):
            data = why.cleaned_data
            try:
                made = actions.propose_adjustment(
                    self.authority,
                    catalogue,
                    data["unit"],
                    self.kind,
                    Act(reason=data["reason"]),
                    matter=entry.matter if entry else None,
                    text=None if removing else text.item(),
                    basis=data["source"],
                    passed=why.passed,
                )
            except (Invalid, WrongState) as refusal:
                _take_errors(why, None if removing else text, refusal)
            else:
                messages.success(request, _("已提出，由政务公开办批准。"))
                return redirect("catalogue_desk:adjustment", made.pk)
        return self._show(why, text, entry, 422)

    def _why(self, data: Any = None) -> forms.AdjustmentForm:
        units = self.units(process.CLAIM)
        return forms.AdjustmentForm(data, units=units, initial={"unit": self.home(units)})

    def _show(
        self, why: forms.AdjustmentForm, text: forms.ItemForm, entry: Entry | None, status: int = 200
    ) -> HttpResponse:
        catalogue = self._catalogue(self.request, entry)
        context = self.get_context_data(
            form=why,
            text_form=None if self.kind == Adjustment.Kind.REMOVE else text,
            entry=entry,
            title=TITLES[self.kind],
            catalogue=catalogue,
            catalogues=[] if entry else queries.catalogues(),
        )
        return self.render_to_response(context, status=status)


class OneAdjustment(CatalogueView):
    """A page of one proposal; those outside the person's scope do not exist."""

    @cached_property
    def adjustment(self) -> Adjustment:
        found = queries.adjustments_visible_to(self.authority).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found


class AdjustmentView(OneAdjustment):
    """What is proposed beside what is in force, why, and the decision."""

    template_name = "catalogue/desk/adjustment.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.adjustment
        before = row.based_on.entries.filter(matter_id=row.matter_id).first() if row.matter_id else None
        text = Item.of_data(row.text) if row.text else None
        changes = in_words(differences(before.text(), text)) if before and text else []
        return super().get_context_data(
            adjustment=row,
            name=queries.adjustment_names([row.pk])[row.pk],
            state=state_of(row),
            before=before,
            changes=changes,
            proposed=[(label, value) for _name, label, value in understood(text)]
            if text and not before
            else [],
            may=self._may(),
            timeline=steps(of_case(row.case_id)),
            **kwargs,
        )

    def _may(self) -> dict[str, bool]:
        case = self.adjustment.case
        found = {}
        for transition in case.process.leaving(case.state):
            try:
                authors = frozenset({case.opened_by_id} if case.opened_by_id else ())
                permitted(transition, case, self.authority, authors=authors, opener_id=case.opened_by_id)
            except Forbidden:
                continue
            found[transition.id] = case.is_open
        return found


class DecideView(OneAdjustment):
    """One act on a proposal: approve, refuse, recall. Refused the same way for the form and for what it sends."""

    template_name = "catalogue/desk/decide.html"
    verb = "approve"

    def _allowed(self) -> None:
        case = self.adjustment.case
        authors = frozenset({case.opened_by_id} if case.opened_by_id else ())
        transition = case.process.transition(self.verb)
        permitted(transition, case, self.authority, authors=authors, opener_id=case.opened_by_id)
        if not case.is_open:
            raise WrongState(_("这个调整已经办结，不能再办。"))

    def _form(self, data: Any = None) -> Any:
        kind = forms.DecideForm if self.verb == "approve" else forms.ReasonForm
        return kind(data, initial={"lock_version": self.adjustment.case.lock_version})

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._allowed()
        return self._show(self._form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._allowed()
        form = self._form(request.POST)
        if form.is_valid():
            data = form.cleaned_data
            act = Act(data["lock_version"], data.get("reason", ""))
            try:
                self._run(act, data)
            except (Invalid, Stale) as refusal:
                take_errors(form, refusal)
            else:
                messages.success(request, _("已办理：%(verb)s。") % {"verb": self._verb_text()})
                return redirect("catalogue_desk:adjustment", self.adjustment.pk)
        return self._show(form, 422)

    def _run(self, act: Act, data: dict[str, Any]) -> None:
        if self.verb == "recall":
            actions.recall_adjustment(self.authority, self.adjustment, act)
            return
        actions.decide_adjustment(
            self.authority,
            self.adjustment,
            act,
            agrees=self.verb == "approve",
            effective_on=data.get("effective_on"),
            passed=passed_of(data),
        )

    def _verb_text(self) -> str:
        return str(process.ADJUSTMENT.transition(self.verb).verb)

    def _show(self, form: Any, status: int = 200) -> HttpResponse:
        name = queries.adjustment_names([self.adjustment.pk])[self.adjustment.pk]
        context = self.get_context_data(
            form=form,
            adjustment=self.adjustment,
            name=name,
            verb=self._verb_text(),
            danger=self.verb == "refuse",
        )
        return self.render_to_response(context, status=status)


def _take_errors(why: forms.AdjustmentForm, text: forms.ItemForm | None, refusal: Refusal) -> None:
    """Beside the field, in whichever of the two forms it is."""
    if text and isinstance(refusal, Invalid):
        there = {name: notes for name, notes in refusal.fields.items() if name in text.fields}
        take_errors(text, Invalid(refusal.message, fields=there))
        refusal.fields = {name: notes for name, notes in refusal.fields.items() if name not in there}
    take_errors(why, refusal)


def state_of(row: Adjustment) -> tuple[str, Any]:
    """Tone and word of where a proposal stands."""
    tones = {"adopted": "ok", "refused": "late", "recalled": "muted"}
    if row.case.outcome:
        return tones[row.case.outcome], process.OUTCOMES[row.case.outcome]
    return "soon", row.case.current.label
