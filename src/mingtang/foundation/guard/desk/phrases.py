"""The house list at the desk: what holds for one's units, a form for a new line, taking one out of use."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mingtang.foundation.cases.actions import Place
from mingtang.foundation.guard import actions, kinds
from mingtang.foundation.guard.forms import PhraseForm
from mingtang.foundation.guard.models import HousePhrase
from mingtang.foundation.web.paging import page_number, slice_page
from mingtang.foundation.web.refusals import take_errors
from mingtang.foundation.web.scoped import DeskView
from mingtang.kernel.refusals import Invalid


class PhrasesView(DeskView):
    template_name = "guard/desk/phrases.html"
    actions = (kinds.PHRASES,)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        home = self.authority.actors[0].post if self.authority.actors else None
        form = PhraseForm(
            units=self.units(kinds.PHRASES), initial={"unit": home.unit_id if home else None, "level": "warn"}
        )
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = PhraseForm(request.POST, units=self.units(kinds.PHRASES))
        if form.is_valid():
            try:
                line = actions.add_phrase(self.authority, **form.cleaned_data)
            except Invalid as refusal:
                take_errors(form, refusal)
            else:
                messages.success(request, _("已加入“%(text)s”，马上生效。") % {"text": line.text})
                return redirect("guard_desk:phrases")
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = self.query("q")["q"]
        found = HousePhrase.objects.filter(
            self.authority.scope(kinds.PHRASES).units_q("unit_id"), ended_at=None
        ).select_related("unit")
        if words:
            found = found.filter(Q(text__icontains=words) | Q(prefer__icontains=words))
        page = slice_page(
            found.order_by("unit__path", "text", "pk"),
            found.count(),
            page_number(self.request.GET.get("page", "")),
            kept=[("q", words)] if words else [],
        )
        return super().get_context_data(page=page, q=words, **kwargs)


class EndPhraseView(DeskView):
    """Takes a line out of use; asked once more, for it changes what every paper is checked by."""

    template_name = "guard/desk/end_phrase.html"
    actions = (kinds.PHRASES,)

    def _line(self, pk: int) -> HousePhrase:
        line = HousePhrase.objects.select_related("unit").filter(pk=pk).first()
        if line is None or self.authority.actor_for(kinds.PHRASES, Place(line.unit_id, None)) is None:
            raise Http404
        return line

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(line=self._line(kwargs["pk"]), **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        line = actions.end_phrase(self.authority, self._line(pk))
        messages.success(request, _("已停用“%(text)s”。") % {"text": line.text})
        return redirect("guard_desk:phrases")
