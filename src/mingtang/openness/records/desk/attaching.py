"""Files beside a draft: adding, naming, ordering and taking off attachments; subtitles; figures."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.foundation.web.refusals import take_errors
from mingtang.kernel.refusals import Invalid
from mingtang.openness.records import actions, forms
from mingtang.openness.records.desk.drafting import EditView


class FilesView(EditView):
    """A form below the text; it shows the whole page again when something is wrong."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("records_desk:edit", self.record.pk)

    def back_to(self, anchor: str) -> HttpResponse:
        return redirect(reverse("records_desk:edit", args=[self.record.pk]) + f"#{anchor}")

    def again(self, **forms_with_errors: Any) -> HttpResponse:
        assert self.record.head
        form = self._form(initial=forms.initial_of(self.record.head, self.record))
        return self.render_to_response(self.get_context_data(form=form, **forms_with_errors), status=422)

    def based_on(self) -> int:
        seen = self.request.POST.get("based_on", "")
        return int(seen) if seen.isdecimal() and len(seen) < 9 else 0


class AttachmentsView(FilesView):
    """Every change of the list is a revision of its own."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "file" in request.FILES or "add" in request.POST:
            return self._add(request)
        self._edit_list(request)
        messages.success(request, _("附件列表已更新。"))
        return self.back_to("attachments")

    def _add(self, request: HttpRequest) -> HttpResponse:
        form = forms.AttachmentForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.again(attachment_form=form)
        data = form.cleaned_data
        added = actions.add_attachments(
            self.authority, self.record, data["file"], title=data["title"], based_on=data["based_on"]
        )
        if added.number:
            messages.success(request, _("已添加 %(n)s 个附件。") % {"n": added.number})
        for note in added.notes:
            messages.info(request, note)
        if not added.refused:
            return self.back_to("attachments")
        # What was added has made a new revision; the form goes on from it.
        del self.record
        fresh = forms.AttachmentForm({**request.POST.dict(), "based_on": self._newest()}, request.FILES)
        fresh.is_valid()
        take_errors(fresh, Invalid("", fields={"file": list(added.refused)}))
        return self.again(attachment_form=fresh)

    def _newest(self) -> int:
        return self.record.head.number if self.record.head else 0

    def _edit_list(self, request: HttpRequest) -> None:
        wanted = []
        for n, raw in enumerate(dict.fromkeys(request.POST.getlist("id"))):
            if f"drop-{raw}" in request.POST:
                continue
            position = request.POST.get(f"position-{raw}", "")
            wanted.append((int(position) if position.isdecimal() and len(position) < 4 else n, n, raw))
        order = [
            (raw, request.POST.get(f"title-{raw}", "").replace("\x00", "")) for _p, _n, raw in sorted(wanted)
        ]
        actions.edit_attachments(self.authority, self.record, order, based_on=self.based_on())


class CaptionsView(FilesView):
    """Subtitles for an audio or video attachment."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        given = request.FILES.get("captions")
        if given is None:
            messages.warning(request, _("请先选择字幕文件（.vtt 或 .srt）。"))
            return self.back_to("attachments")
        try:
            actions.add_captions(
                self.authority, self.record, str(kwargs["file_id"]), given, based_on=self.based_on()
            )
        except Invalid as refusal:
            for found in refusal.fields.get("captions", [refusal.message]):
                messages.warning(request, found)
        else:
            messages.success(request, _("字幕已添加。"))
        return self.back_to("attachments")


class FiguresView(FilesView):
    """Uploads a picture for the body and shows the address to insert."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = forms.FigureForm(request.POST, request.FILES)
        if form.is_valid():
            data = form.cleaned_data
            try:
                actions.add_figure(self.authority, self.record, data["figure"], data["alt"])
            except Invalid as refusal:
                take_errors(form, refusal)
            else:
                messages.success(request, _("插图已上传。在正文里放好光标，再点它旁边的“插入正文”。"))
                return self.back_to("figures")
        return self.again(figure_form=form)
