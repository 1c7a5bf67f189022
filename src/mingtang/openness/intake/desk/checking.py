"""Side by side: the document as it was read, and what it becomes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mingtang.foundation.web.refusals import take_errors
from mingtang.kernel.refusals import Invalid
from mingtang.openness.intake import actions, queries
from mingtang.openness.intake.desk.base import OneBatch
from mingtang.openness.intake.drafting import PARTS, content_of_paper, origins_of, parts_of, published_on
from mingtang.openness.intake.forms import CheckForm
from mingtang.openness.intake.models import Paper, PaperFile
from mingtang.openness.records import body, editor_labels
from mingtang.openness.records.desk.drafting import after_save, editor_media


class CheckView(OneBatch):
    """The form begins with what was recognised; saving makes the draft, submitting sends it on."""

    template_name = "intake/desk/paper.html"

    def _form(self, *data: Any) -> CheckForm:
        return CheckForm(*data, unsure=self._unsure(), old=self.is_old, initial=self._initial())

    def _unsure(self) -> dict[str, Any]:
        fields = self.paper.found.get("fields", {})
        given = self.paper.given
        return {
            name: PARTS[name]
            for name, g in fields.items()
            if not g["sure"] and name in PARTS and not given.get(name)
        }

    def _initial(self) -> dict[str, Any]:
        content = content_of_paper(self.paper)
        return {"audience": "everyone", **content, "published_on": published_on(self.paper)}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.paper.state != Paper.State.READ:
            return self._gone()
        return self.render_to_response(self.get_context_data(form=self._form()))

    def _gone(self) -> HttpResponse:
        """Back button after saving: the record is where to go on."""
        if self.paper.record_id:
            return redirect("records_desk:record", self.paper.record_id)
        return redirect("intake_desk:batch", self.batch.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.paper.state != Paper.State.READ:
            return self._gone()
        form = self._form(request.POST)
        valid = form.is_valid()
        if valid and ("submit" in request.POST or self.is_old):
            for name, label in form.unticked().items():
                form.add_error(
                    name,
                    _("“%(field)s”是推测的，请对照左边的原文核对，对了就打勾，不对就改。") % {"field": label},
                )
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            record = self._settle(form)
        except Invalid as refusal:
            take_errors(form, refusal)
            return self.render_to_response(self.get_context_data(form=form), status=422)
        if self.is_old:
            messages.success(request, _("已载入，群众现在就能看到。"))
        else:
            return after_save(request, self.authority, record)
        following = queries.open_papers(self.batch).filter(state=Paper.State.READ).first()
        if following:
            return redirect("intake_desk:paper", self.batch.pk, following.pk)
        return redirect("intake_desk:batch", self.batch.pk)

    def _settle(self, form: CheckForm) -> Any:
        area = form.cleaned_data.get("area")
        content = form.content()
        words = {picture.file_id: alt.strip()[:300] for picture, alt in self._pictures() if alt.strip()}
        content["body"] = body.with_alt(content["body"], words)
        if self.is_old:
            published = form.cleaned_data["published_on"]
            return actions.load_paper(
                self.authority, self.paper, area, content, published, self._titles(), form.passed
            )
        return actions.draft_paper(self.authority, self.paper, area, content, self._titles())

    def _pictures(self) -> list[tuple[PaperFile, str]]:
        """The pictures of the text with their words, as typed so far."""
        typed = self.request.POST
        return [
            (p, typed.get(f"alt-{p.pk}", p.title).replace("\x00", ""))
            for p in queries.pictures_of(self.paper)
        ]

    def _titles(self) -> dict[int, str]:
        return {
            beside.pk: self.request.POST.get(f"title-{beside.pk}", "").replace("\x00", "")
            for beside in queries.attachments_of(self.paper)
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            paper=self.paper,
            parts=parts_of(self.paper),
            origins=origins_of(self.paper),
            attachments=[
                (beside, self.request.POST.get(f"title-{beside.pk}", beside.title))
                for beside in queries.attachments_of(self.paper)
            ],
            named=self.paper.found.get("fields", {}).get("attachments", {}).get("value", "").split("\n"),
            pictures=self._pictures(),
            others=queries.open_papers(self.batch).exclude(pk=self.paper.pk).count(),
            keep_key=f"paper-{self.paper.pk}-{self.authority.person.pk}",
            editor_media=editor_media(self.request, kwargs["form"]),
            editor_labels=editor_labels.as_json(),
            **kwargs,
        )


class LeaveOutView(OneBatch):
    """A document that is not wanted."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("intake_desk:batch", self.batch.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actions.leave_out(self.authority, self.paper)
        messages.success(request, _("这一篇不要了。"))
        return redirect("intake_desk:batch", self.batch.pk)
