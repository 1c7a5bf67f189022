"""Writing at the desk: a new record, further revisions, attachments, figures."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.foundation.cases.actions import Act, permitted
from mingtang.foundation.organisations.queries import Authority
from mingtang.foundation.web.refusals import take_errors
from mingtang.foundation.web.scoped import DeskView
from mingtang.kernel.refusals import Invalid
from mingtang.openness.records import actions, editor_labels, forms, process, queries, rules
from mingtang.openness.records.actions.drafting import StaleDraft, open_draft_case
from mingtang.openness.records.desk.base import RecordView
from mingtang.openness.records.facts import in_words
from mingtang.openness.records.models import CONTENT_FIELDS, Record, Revision


class NewView(DeskView):
    """起草: the first save makes the record, even when it is far from complete."""

    actions = (process.DRAFT,)
    template_name = "records/desk/edit.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        home = (
            self.authority.actors[0].post.unit_id
            if self.authority.actors and self.authority.actors[0].post
            else None
        )
        form = forms.NewRecordForm(
            units=self.units(process.DRAFT), initial={"unit": home, "issuer": "", "audience": "everyone"}
        )
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = forms.NewRecordForm(request.POST, units=self.units(process.DRAFT))
        if form.is_valid():
            try:
                record = actions.create_record(
                    self.authority, form.cleaned_data["unit"], form.cleaned_data["area"], form.content()
                )
            except Invalid as refusal:
                take_errors(form, refusal)
            else:
                return after_save(request, self.authority, record)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            keep_key=f"record-new-{self.authority.person.pk}",
            editor_media=editor_media(self.request, kwargs["form"]),
            editor_labels=editor_labels.as_json(),
            **kwargs,
        )


class EditView(RecordView):
    """Writing on. A stale save shows both texts and loses neither."""

    actions = (process.DRAFT,)
    template_name = "records/desk/edit.html"

    def _form(self, data: Any = None, **kwargs: Any) -> forms.ContentForm:
        case = open_draft_case(self.record)
        permitted(case.process.transition("submit"), case, self.authority)
        correcting = case.process_id == process.CORRECTION.id
        return forms.ContentForm(data, record=self.record, correcting=correcting, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        assert self.record.head
        initial = forms.initial_of(self.record.head, self.record)
        form = self._form(initial=initial)
        if "check" in request.GET:
            form = self._checked(initial)
        return self.render_to_response(self.get_context_data(form=form))

    def _checked(self, initial: dict[str, Any]) -> forms.ContentForm:
        """The form as saved, with every rule that submission would refuse beside its field."""
        data = {name: value for name, value in initial.items() if value not in (None, False)}
        form = self._form(data)
        form.is_valid()
        assert self.record.head
        errors, _warnings = rules.check_submission(
            self.record, self.record.head, self.authority.today, correcting="public_note" in form.fields
        )
        take_errors(form, Invalid("", fields=errors))
        return form

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            actions.save_draft(
                self.authority,
                self.record,
                form.content(),
                based_on=form.cleaned_data["based_on"] or 0,
                area=form.cleaned_data.get("area"),
            )
        except StaleDraft as stale:
            return self._both_texts(form, stale)
        except Invalid as refusal:
            take_errors(form, refusal)
            return self.render_to_response(self.get_context_data(form=form), status=422)
        return after_save(request, self.authority, self.record)

    def _both_texts(self, form: forms.ContentForm, stale: StaleDraft) -> HttpResponse:
        data = self.request.POST.copy()
        data["based_on"] = str(stale.newest.number)
        fresh = self._form(data)
        fresh.is_valid()
        context = self.get_context_data(
            form=fresh, stale=stale, differing=differing(form, stale.newest, form.content())
        )
        return self.render_to_response(context, status=409)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        head = self.record.head
        return super().get_context_data(
            attachments=queries.attachments_of(head),
            attachment_form=kwargs.pop("attachment_form", None)
            or forms.AttachmentForm(initial={"based_on": head.number if head else 0}),
            figures=queries.figures_of(self.record),
            figure_form=kwargs.pop("figure_form", None) or forms.FigureForm(),
            keep_key=f"record-{self.record.pk}-{self.authority.person.pk}",
            editor_media=editor_media(self.request, kwargs["form"]),
            editor_labels=editor_labels.as_json(),
            **kwargs,
        )


def after_save(request: HttpRequest, authority: Authority, record: Record) -> HttpResponse:
    """Says what was saved; where asked, submits at once and shows what still stops it."""
    record.refresh_from_db()
    assert record.head
    person = authority.person.pk
    request.session["kept_clear"] = f"record-new-{person} record-{record.pk}-{person}"
    if "submit" not in request.POST:
        messages.success(request, _("已保存为第 %(n)s 稿。") % {"n": record.head.number})
        return redirect("records_desk:edit", record.pk)
    try:
        actions.submit(authority, record, Act(), based_on=record.head.number)
    except Invalid:
        messages.warning(request, _("已保存，但还没有提交：有内容要补充，见下面的提示。"))
        return redirect(reverse("records_desk:edit", args=[record.pk]) + "?check=1")
    messages.success(request, _("已提交初审。"))
    _errors, warnings = rules.check_submission(record, record.head, authority.today, correcting=False)
    for words in warnings:
        messages.warning(request, _("提醒：%(words)s") % {"words": words})
    return redirect("records_desk:record", record.pk)


def editor_media(request: HttpRequest, form: Form) -> Any:
    """The editor's scripts and styles; its import map carries the nonce that the content policy asks for."""
    return form.media.with_nonce(request.csp_nonce)  # type: ignore[attr-defined]


def differing(form: Form, newest: Revision, mine: dict[str, Any]) -> list[tuple[Any, Any, Any]]:
    """The fields in which two texts differ: label, theirs, mine."""
    return [
        (form.fields[name].label, in_words(name, getattr(newest, name)), in_words(name, mine[name]))
        for name in CONTENT_FIELDS
        if name in mine and mine[name] != getattr(newest, name)
    ]
