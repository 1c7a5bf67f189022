"""What the guard finds in a text while it is written: answered as data for the marks in the editor, kept nowhere."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from mingtang.foundation.cases.actions import permitted
from mingtang.foundation.guard.looking import hits_in
from mingtang.foundation.guard.marks import marks_of
from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.web.scoped import DeskView
from mingtang.openness.records import body, forms, process
from mingtang.openness.records.actions.drafting import open_draft_case
from mingtang.openness.records.desk.base import RecordView
from mingtang.openness.records.guarding import TEXT_FIELDS, paper_of
from mingtang.openness.records.models import Record, Revision

LONGEST = 500_000
"""Characters: what is looked through in half a second, each time somebody stops typing."""


def _marks(request: HttpRequest, record: Record, fields: Any) -> JsonResponse:
    """Of what stands in the form now, whether or not it could be saved like this."""
    given = request.POST
    if sum(len(given.get(name, "")) for name in ("title", "body", *TEXT_FIELDS)) > LONGEST:
        return JsonResponse({"marks": [], "too_long": True})
    text = {name: given.get(name, "") for name in ("title", "genre", "theme", *TEXT_FIELDS)}
    revision = Revision(record=record, body=body.clean(given.get("body", "")), **text)
    for name in ("doc_date", "formed_on"):
        try:
            setattr(revision, name, fields[name].clean(given.get(name, "")))
        except ValidationError:
            setattr(revision, name, None)
    return JsonResponse({"marks": marks_of(hits_in(paper_of(record, revision)))})


class MarksView(RecordView):
    """Of a record that is being drafted."""

    actions = (process.DRAFT,)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nothing to see: what is written comes along when it is asked about."""
        return redirect("records_desk:edit", self.record.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        case = open_draft_case(self.record)
        permitted(case.process.transition("submit"), case, self.authority)
        return _marks(request, self.record, forms.ContentForm(record=self.record).fields)


class NewMarksView(DeskView):
    """Of a record that was not saved yet."""

    actions = (process.DRAFT,)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return JsonResponse({"marks": []})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        units = self.units(process.DRAFT)
        chosen = request.POST.get("unit", "")
        unit: Unit | None = units.filter(pk=chosen).first() if chosen.isdecimal() else units.first()
        if unit is None:
            raise Http404
        area = request.POST.get("area", "")
        record = Record(unit=unit, area=Area.objects.filter(pk=area).first() if area.isdecimal() else None)
        return _marks(request, record, forms.ContentForm().fields)
