"""The record's case at the desk: what it is, what happened, what can be done next."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from mingtang.foundation.cases.actions import Act
from mingtang.foundation.cases.models import Case, Countersign
from mingtang.foundation.events.queries import of_subject, timeline
from mingtang.foundation.guard import queries as guard
from mingtang.foundation.guard import showing
from mingtang.foundation.guard.actions import make_ready
from mingtang.foundation.guard.queries import Standing
from mingtang.foundation.guard.refusals import GuardStop
from mingtang.foundation.web.refusals import take_errors
from mingtang.foundation.web.slots import DESK_SUBJECT_PANELS
from mingtang.kernel.refusals import Forbidden, Invalid, Stale, WrongState
from mingtang.openness.records import act_forms, actions, content, facts, kinds, process, queries
from mingtang.openness.records.actions.review import frozen_revision
from mingtang.openness.records.desk.acts import BY_NAME, Offer, demand, offers
from mingtang.openness.records.desk.base import STAFF, RecordView
from mingtang.openness.records.guarding import paper_of
from mingtang.openness.records.models import ReleaseDecision, Revision, SecrecyItem


class CaseView(RecordView):
    """One record: its newest text, its history, and the buttons for what can be done now."""

    template_name = "records/desk/record.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        record = self.record
        cases = list(queries.cases_of(record))
        open_cases = [case for case in cases if case.is_open]
        shown = _shown(record.head, open_cases)
        signs = list(
            Countersign.objects.filter(case__in=cases).select_related("case", "post__unit", "answered_by")
        )
        mine = set(self.authority.acting_post_ids)
        return super().get_context_data(
            shown=shown,
            facts=facts.desk_facts(record, shown) if shown else [],
            attachments=queries.attachments_of(shown),
            open_cases=open_cases,
            actions=self._buttons(open_cases),
            timeline=_history(record.pk, open_cases),
            secrecy=_secrecy(cases),
            decisions=ReleaseDecision.objects.filter(case__in=cases).select_related("decided_by"),
            countersigns=signs,
            my_countersigns=[
                row for row in signs if row.post_id in mine and not row.answer and row.case.is_open
            ],
            panels=[
                panel
                for show in DESK_SUBJECT_PANELS
                if (panel := show(self.authority, queries.SUBJECT, record.pk))
            ],
            revisions=record.revisions.select_related("author").order_by("-number")[:50],
            **kwargs,
        )

    def _buttons(self, open_cases: list[Case]) -> list[dict[str, Any]]:
        buttons: list[dict[str, Any]] = []
        states = {(case.process_id, case.state): case for case in open_cases}
        drafting = states.get(("correction", "draft")) or states.get(("publication", "draft"))
        if drafting and self.authority.actor_for(process.DRAFT, drafting):
            buttons.append(
                self._button(_("继续起草"), reverse("records_desk:edit", args=[self.pk]), "primary")
            )
        reviewing = states.get(("correction", "secrecy")) or states.get(("publication", "secrecy"))
        if reviewing and self.authority.actor_for(process.SECRECY, reviewing):
            url = reverse("records_desk:secrecy", args=[self.pk])
            buttons.append(self._button(_("逐项保密审查"), url, "primary"))
        for offer in offers(self.authority, self.record, open_cases):
            buttons.append(self._offer_button(offer))
        return buttons

    def _offer_button(self, offer: Offer) -> dict[str, Any]:
        url = reverse("records_desk:act", args=[self.pk, offer.act.name])
        if offer.refusal:
            rule = offer.refusal.rule or offer.refusal.message
            return {"label": str(offer.transition.verb), "url": "", "kind": "off", "help": rule}
        return self._button(str(offer.transition.verb), url, offer.act.tone, offer.act.hint)

    @staticmethod
    def _button(label: str, url: str, kind: str, hint: Any = "") -> dict[str, Any]:
        return {"label": label, "url": url, "kind": kind, "help": hint}


class ActView(RecordView):
    """One act: its form, then the action. Back button and double clicks meet the version of the case."""

    template_name = "records/desk/act.html"

    def _keep_key(self) -> str:
        return f"act-{self.pk}-{self.kwargs['name']}-{self.authority.person.pk}"

    def _offer(self) -> Offer:
        if self.kwargs["name"] not in BY_NAME:
            raise Http404
        return demand(self.kwargs["name"], self.authority, self.record)

    def _found(self, offer: Offer) -> Standing | None:
        """What the guard says of the revision that would go out."""
        if not offer.act.guarded or offer.case is None:
            return None
        return guard.standing(make_ready(paper_of(self.record, frozen_revision(offer.case))))

    def _form(self, offer: Offer, *args: Any, **kwargs: Any) -> act_forms.ActForm:
        form = offer.act.form(*args, **kwargs)
        self.found = self._found(offer)
        only_warnings = self.found and self.found.warning and not self.found.stopping
        if self.found and only_warnings and isinstance(form, act_forms.ApproveForm):
            form.ask_for_warnings(len(self.found.warning))
        return form

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        offer = self._offer()
        head = self.record.head
        initial = {
            "lock_version": offer.case.lock_version if offer.case else None,
            "based_on": head.number if head else 0,
        }
        return self._show(offer, self._form(offer, initial=initial))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        seen = request.POST.get("lock_version", "")
        if seen and seen not in {
            str(case.lock_version) for case in queries.cases_of(self.record) if case.is_open
        }:
            raise Stale(_("刚才有人先办理了这件事，您的操作没有生效。请回到这件事，看清现状后再办。"))
        offer = self._offer()
        form = self._form(offer, request.POST)
        if form.is_valid():
            data = form.cleaned_data
            act = Act(data.get("lock_version"), data.get("reason", ""), data.get("reason_code", ""))
            try:
                offer.act.run(self.authority, self.record, act, data)
            except Invalid as refusal:
                if offer.act.name == "submit":
                    messages.warning(request, refusal.message)
                    return redirect(reverse("records_desk:edit", args=[self.pk]) + "?check=1")
                take_errors(form, refusal)
            except GuardStop as stop:
                messages.warning(request, stop.message)
                return redirect("guard_desk:subject", stop.kind, stop.id)
            else:
                request.session["kept_clear"] = self._keep_key()
                messages.success(request, _("已办理：%(verb)s。") % {"verb": offer.transition.verb})
                return _next(self)
        return self._show(offer, form, 422)

    def _show(self, offer: Offer, form: Any, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            form=form,
            keep_key=self._keep_key(),
            verb=offer.transition.verb,
            hint=offer.act.hint,
            tone=offer.act.tone,
            guard=showing.counted(self.found) if self.found else None,
        )
        return self.render_to_response(context, status=status)


class SecrecyView(RecordView):
    """保密审查 item by item, each with conclusion and basis, signed by the reviewer's post."""

    actions = (process.SECRECY,)
    template_name = "records/desk/secrecy.html"

    def _case(self) -> Case:
        case = queries.cases_of(self.record).filter(closed_at=None, state="secrecy").first()
        if case is None:
            raise WrongState(_("这件事现在不在保密审查这一步。"))
        if self.authority.actor_for(process.SECRECY, case) is None:
            raise Forbidden(_("您没有保密审查的权限。"))
        return case

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        case = self._case()
        form = act_forms.SecrecyForm(items=_items(case), initial={"lock_version": case.lock_version})
        return self.render_to_response(self.get_context_data(form=form, case=case))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        case = self._case()
        form = act_forms.SecrecyForm(request.POST, items=_items(case))
        if form.is_valid():
            try:
                case = actions.conclude_secrecy(
                    self.authority, self.record, form.conclusions(), Act(form.cleaned_data["lock_version"])
                )
            except Invalid as refusal:
                take_errors(form, refusal)
            else:
                done = case.state != "secrecy"
                messages.success(request, _("保密审查通过，已转审核。") if done else _("审查结论已保存。"))
                return _next(self)
        return self.render_to_response(self.get_context_data(form=form, case=case), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = frozen_revision(kwargs["case"])
        pairs = [
            (kwargs["form"][f"conclusion-{item.pk}"], kwargs["form"][f"basis-{item.pk}"], item)
            for item in kwargs["form"].items
        ]
        return super().get_context_data(
            shown=shown,
            facts=facts.desk_facts(self.record, shown),
            attachments=queries.attachments_of(shown),
            pairs=pairs,
            **kwargs,
        )


class CountersignView(RecordView):
    """Answers one counter-sign in the post that was asked."""

    template_name = "records/desk/countersign.html"

    def _row(self) -> Countersign:
        row = Countersign.objects.select_related("case", "post__unit").filter(
            pk=self.kwargs["row"], case__subject_id=self.record.pk
        )
        found = row.first()
        if found is None:
            raise Http404
        if self.authority.actor_of_post(found.post_id) is None:
            raise Forbidden(_("这份会签不是发给您的岗位的。"))
        return found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(self._row(), act_forms.AnswerCountersignForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self._row()
        form = act_forms.AnswerCountersignForm(request.POST)
        if form.is_valid():
            data = form.cleaned_data
            try:
                actions.answer_countersign(
                    self.authority,
                    self.record,
                    row,
                    agrees=data["answer"] == "agreed",
                    opinion=data["opinion"],
                )
            except Invalid as refusal:
                take_errors(form, refusal)
            else:
                request.session["kept_clear"] = f"countersign-{row.pk}-{self.authority.person.pk}"
                messages.success(request, _("会签意见已提交。"))
                return redirect(settings.LOGIN_REDIRECT_URL)
        return self._show(row, form, 422)

    def _show(self, row: Countersign, form: Any, status: int = 200) -> HttpResponse:
        shown = frozen_revision(row.case)
        context = self.get_context_data(
            form=form,
            keep_key=f"countersign-{row.pk}-{self.authority.person.pk}",
            row=row,
            shown=shown,
            facts=facts.desk_facts(self.record, shown),
            attachments=queries.attachments_of(shown),
        )
        return self.render_to_response(context, status=status)


class RevisionView(RecordView):
    """One earlier save, and what it changed."""

    actions = STAFF
    template_name = "records/desk/revision.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        revision = self.record.revisions.select_related("author").filter(number=self.kwargs["number"]).first()
        if revision is None:
            raise Http404
        before = self.record.revisions.filter(number__lt=revision.number).order_by("-number").first()
        labels = {
            field.name: field.verbose_name
            for field in Revision._meta.get_fields()
            if hasattr(field, "verbose_name")
        }
        changes = (
            [
                (labels[n], facts.in_words(n, old), facts.in_words(n, new))
                for n, old, new in content.differences(before, revision)
            ]
            if before
            else []
        )
        return super().get_context_data(
            shown=revision,
            before=before,
            changes=changes,
            facts=facts.desk_facts(self.record, revision),
            attachments=queries.attachments_of(revision),
            **kwargs,
        )


def _next(view: RecordView) -> HttpResponse:
    """Back to the record where it may still be seen, else to the desk."""
    if queries.visible_to(view.authority).filter(pk=view.kwargs["pk"]).exists():
        return redirect("records_desk:record", view.kwargs["pk"])
    return redirect(settings.LOGIN_REDIRECT_URL)


def _items(case: Case) -> list[SecrecyItem]:
    return list(SecrecyItem.objects.filter(case=case, revision=frozen_revision(case)))


def _shown(head: Revision | None, open_cases: list[Case]) -> Revision | None:
    """What the case is about: the frozen revision on its way, else the newest save."""
    for case in open_cases:
        if case.revision_id and case.state != "draft":
            return Revision.objects.select_related("author").filter(pk=case.revision_id).first()
    return head


def _secrecy(cases: list[Case]) -> list[SecrecyItem]:
    """The newest round of the secrecy review."""
    rows = list(SecrecyItem.objects.filter(case__in=cases).select_related("reviewer").order_by("pk"))
    return [row for row in rows if (row.case_id, row.revision_id) == (rows[-1].case_id, rows[-1].revision_id)]


def _history(pk: Any, open_cases: list[Case]) -> list[dict[str, Any]]:
    """What happened, then where it stands now."""
    items: list[dict[str, Any]] = []
    saved_by = ""
    for event in timeline(of_subject(queries.SUBJECT, str(pk))):
        # Ten saves in a row are one line, that of the last.
        if event.kind == kinds.SAVED and saved_by == event.who:
            items.pop()
        saved_by = event.who if event.kind == kinds.SAVED else ""
        returned = ".return" in event.kind or event.kind.endswith((".recall", ".refuse"))
        items.append(
            {
                "title": event.title,
                "when": date_format(localtime(event.at), "Y-m-d H:i"),
                "who": event.who,
                "note": event.note,
                "state": "returned" if returned else "done",
            }
        )
    for case in open_cases:
        state = case.current
        items.append(
            {
                "title": state.label,
                "when": date_format(localtime(case.state_since), "Y-m-d H:i"),
                "who": "",
                "note": "",
                "state": "current",
            }
        )
    return items
