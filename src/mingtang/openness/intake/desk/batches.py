"""Handing in, watching a batch being read, and settling it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mingtang.foundation.events.queries import of_case, timeline
from mingtang.foundation.web.paging import page_number, slice_page
from mingtang.foundation.web.refusals import take_errors
from mingtang.foundation.web.scoped import DeskView
from mingtang.kernel.refusals import Invalid
from mingtang.openness.intake import actions, forms, process, queries
from mingtang.openness.intake.desk.base import OneBatch
from mingtang.openness.intake.models import Batch, Paper
from mingtang.openness.records.process import DRAFT, LOAD

SHOWN = 30
_TONES = {
    Paper.State.WAITING: "muted",
    Paper.State.READ: "soon",
    Paper.State.UNREADABLE: "late",
    Paper.State.DRAFTED: "ok",
    Paper.State.LOADED: "ok",
    Paper.State.LEFT_OUT: "muted",
}


class HomeView(DeskView):
    """The form to hand in, and what was handed in so far."""

    actions = process.STAFF
    template_name = "intake/desk/home.html"

    def _form(self, *data: Any) -> forms.HandInForm:
        purposes = [
            purpose.value
            for purpose, action in ((Batch.Purpose.DRAFT, DRAFT), (Batch.Purpose.OLD, LOAD))
            if action in self.authority.actions
        ]
        units = self.units(*process.STAFF)
        posts = [actor.post.unit_id for actor in self.authority.actors if actor.post]
        known = set(units.values_list("pk", flat=True))
        home = next((pk for pk in posts if pk in known), None)
        return forms.HandInForm(
            *data, units=units, purposes=purposes, initial={"unit": home, "purpose": purposes[0]}
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(self._form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST, request.FILES)
        if form.is_valid():
            data = form.cleaned_data
            try:
                handed = actions.hand_in(
                    self.authority,
                    data["unit"],
                    data["purpose"],
                    data["documents"],
                    data["attachments"],
                    data["pasted"],
                )
            except Invalid as refusal:
                take_errors(form, refusal)
            else:
                for words in handed.refused:
                    messages.warning(request, words)
                for words in handed.notes:
                    messages.info(request, words)
                return _onward(handed.batch)
        return self._show(form, 422)

    def _show(self, form: forms.HandInForm, status: int = 200) -> HttpResponse:
        batches = list(queries.visible_to(self.authority)[:SHOWN])
        rows = [
            {"batch": batch, "state": process.OUTCOMES.get(batch.case.outcome) or batch.case.current.label}
            for batch in batches
            if batch.case
        ]
        return self.render_to_response(self.get_context_data(form=form, rows=rows), status=status)


def _onward(batch: Batch) -> HttpResponse:
    """A single document that was read goes straight to its checking."""
    papers = list(queries.papers_of(batch)[:2])
    if len(papers) == 1 and papers[0].state == Paper.State.READ:
        return redirect("intake_desk:paper", batch.pk, papers[0].pk)
    return redirect("intake_desk:batch", batch.pk)


class BatchView(OneBatch):
    """Its documents, each with what became of it; while they are read, how far."""

    template_name = "intake/desk/batch.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case = self.batch.case
        assert case
        counts = queries.counts_of(self.batch)
        total = sum(counts.values())
        papers = queries.papers_of(self.batch)
        only = self.request.GET.get("state", "")
        if only in Paper.State.values:
            papers, total = papers.filter(state=only), counts.get(only, 0)
        page = slice_page(
            papers,
            total,
            page_number(self.request.GET.get("page", "")),
            kept=[("state", only)] if only else [],
        )
        return super().get_context_data(
            reading=case.state == "reading",
            checking=case.state == "checking",
            outcome=process.OUTCOMES.get(case.outcome, ""),
            page=page,
            rows=[{"paper": paper, "tone": _TONES[Paper.State(paper.state)]} for paper in page],
            counts=[(code, label, counts[code]) for code, label in Paper.State.choices if counts.get(code)],
            sure=self.batch.papers.filter(state=Paper.State.READ, doubts=0).count(),
            timeline=[
                {"title": item.title, "when": item.at, "who": item.who, "note": item.note, "state": "done"}
                for item in timeline(of_case(case.pk))[:50]
            ],
            **kwargs,
        )


class ProgressView(OneBatch):
    """How far reading has come, for the page's script."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        case = self.batch.case
        assert case
        reading = case.state == "reading"
        return JsonResponse({"reading": reading, "done": self.batch.done, "total": self.batch.total})


class SettleView(OneBatch):
    """Makes drafts of (or loads) all that was read without doubt, in the background."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("intake_desk:batch", self.batch.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actions.settle_all(self.authority, self.batch)
        messages.success(request, _("已开始办理没有疑问的文稿，办好一篇，这里就更新一篇。"))
        return redirect("intake_desk:batch", self.batch.pk)


class GiveUpView(OneBatch):
    """Ends a batch that is not wanted."""

    template_name = "intake/desk/give_up.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=forms.ReasonForm()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = forms.ReasonForm(request.POST)
        if form.is_valid():
            actions.give_up(self.authority, self.batch, self.act(reason=form.cleaned_data["reason"]))
            messages.success(request, _("这批文件不要了。已经存为草稿或载入的不受影响。"))
            return redirect("intake_desk:home")
        return self.render_to_response(self.get_context_data(form=form), status=422)
