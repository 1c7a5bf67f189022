"""At the desk: a revision as PDF or DOCX, and what an attachment shows, before anybody outside may see it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from mingtang.openness.records import previews, printing
from mingtang.openness.records.desk.base import RecordView
from mingtang.openness.records.models import Attachment


class PaperView(RecordView):
    """One revision in official layout, for whoever signs it off on paper."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        revision = self.record.revisions.filter(number=kwargs["number"]).first()
        if revision is None or kwargs["form"] not in printing.FORMS:
            raise Http404
        return printing.answer(request, self.record, revision, kwargs["form"])


class AttachmentView(RecordView):
    """Its picture, tables and words; of any revision, since reviewers look at the frozen one."""

    template_name = "records/desk/attachment.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry = (
            Attachment.objects.filter(revision__record=self.record, file=self.kwargs["file_id"])
            .select_related("file", "captions")
            .order_by("-revision__number")
            .first()
        )
        if entry is None:
            raise Http404
        return super().get_context_data(**previews.context_of(self.request, entry), **kwargs)
