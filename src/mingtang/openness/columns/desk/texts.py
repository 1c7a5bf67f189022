"""The passages of explanation in the fixed entries, for those who manage the whole county's columns."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mingtang.foundation.web.refusals import take_errors
from mingtang.kernel.refusals import Invalid
from mingtang.openness.columns import actions, process
from mingtang.openness.columns.desk.base import ColumnsView
from mingtang.openness.columns.forms import TextForm
from mingtang.openness.columns.models import EntryText


class TextListView(ColumnsView):
    actions = (process.MANAGE,)
    template_name = "columns/desk/texts.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.county()
        return super().get_context_data(texts=EntryText.objects.all(), **kwargs)


class TextView(ColumnsView):
    actions = (process.MANAGE,)
    template_name = "columns/desk/text.html"

    def _passage(self) -> EntryText:
        # Whoever may not change any does not learn which there are.
        found = EntryText.objects.filter(code=self.kwargs["code"]).first() if self.root else None
        if found is None:
            raise Http404
        return found

    @property
    def keep_key(self) -> str:
        return f"column-text-{self.kwargs['code']}-{self.authority.person.pk}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(keep_key=self.keep_key, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=TextForm(instance=self._passage())))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        passage = self._passage()
        form = TextForm(request.POST, instance=self._passage())
        if form.is_valid():
            try:
                actions.change_text(
                    self.authority, self.county(), passage, passed=form.passed, **form.typed()
                )
            except Invalid as refusal:
                take_errors(form, refusal)
            else:
                request.session["kept_clear"] = self.keep_key
                messages.success(request, _("已保存，各单位的网页都用新的说明。"))
                return redirect("columns_desk:texts")
        return self.render_to_response(self.get_context_data(form=form), status=422)
