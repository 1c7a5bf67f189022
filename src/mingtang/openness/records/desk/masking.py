"""一键脱敏: makes the publishable copy of a draft, text and attachments at once."""

from collections import Counter
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.foundation.cases.actions import permitted
from mingtang.foundation.guard import queries as guard
from mingtang.foundation.guard.actions import make_ready
from mingtang.foundation.guard.queries import Marked
from mingtang.foundation.guard.wording import words_for
from mingtang.foundation.web.refusals import take_errors
from mingtang.kernel.guard.hits import Severity
from mingtang.kernel.guard.masking import can_mask
from mingtang.kernel.refusals import Invalid
from mingtang.openness.records import actions, process
from mingtang.openness.records.actions.drafting import StaleDraft, attachments_listed, open_draft_case
from mingtang.openness.records.desk.base import RecordView
from mingtang.openness.records.guarding import paper_of


class MaskForm(forms.Form):
    strict = forms.BooleanField(
        label=gettext_lazy("从严遮盖"),
        required=False,
        help_text=gettext_lazy("号码只留首尾各一位，姓名也遮盖；涉及未成年人、受害人的用这个"),
    )
    kept = forms.MultipleChoiceField(
        label=gettext_lazy("这些不遮盖"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("依法应当公开的才勾选，例如行政处罚决定里的当事人姓名"),
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput)


class MaskView(RecordView):
    """Shows what would be masked; one press does it and saves it as a new revision."""

    actions = (process.DRAFT,)
    template_name = "records/desk/mask.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._demand()
        head = self.record.head
        return self._show(self._form(initial={"based_on": head.number if head else 0}))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._demand()
        form = self._form(request.POST)
        if form.is_valid():
            data = form.cleaned_data
            try:
                made = actions.mask_personal_data(
                    self.authority,
                    self.record,
                    based_on=data["based_on"],
                    strict=data["strict"],
                    kept=frozenset(data.get("kept", ())),
                )
            except Invalid as refusal:
                take_errors(form, refusal)
            except StaleDraft as stale:
                messages.warning(request, stale.message)
                return redirect(request.path)
            else:
                messages.success(
                    request,
                    _("已遮盖 %(n)s 处，%(f)s 个附件换成了副本，存为新的一稿。原件不公开。请看一遍结果。")
                    % {"n": made.places, "f": made.files},
                )
                for why in made.refused:
                    messages.warning(request, why)
                return redirect("guard_desk:subject", "record", self.record.pk)
        return self._show(form, 422)

    def _demand(self) -> None:
        """Raises WrongState or Forbidden where the text is not this person's to change now."""
        case = open_draft_case(self.record)
        permitted(case.process.transition("submit"), case, self.authority)

    @cached_property
    def _marked(self) -> list[Marked]:
        assert self.record.head
        standing = guard.standing(make_ready(paper_of(self.record, self.record.head)))
        return [
            one
            for one in standing.marked
            if one.override is None and one.hit.severity != Severity.INFORM and can_mask(one.hit.kind)
        ]

    def _form(self, data: Any = None, **kwargs: Any) -> MaskForm:
        form = MaskForm(data, **kwargs)
        # What blocks is either masked or let through by name; it is not kept with a tick.
        kinds = dict.fromkeys(one.hit.kind for one in self._marked if one.hit.severity != Severity.BLOCK)
        choices: Any = form.fields["kept"]
        choices.choices = [(kind, words_for(kind).label) for kind in kinds]
        if not kinds:
            del form.fields["kept"]
        return form

    def _show(self, form: MaskForm, status: int = 200) -> HttpResponse:
        names = {str(entry.file.pk): entry.file.name for entry in attachments_listed(self.record.head)}
        counts = Counter((one.hit.kind, names.get(one.hit.file, "")) for one in self._marked)
        found = [(words_for(kind).label, number, name) for (kind, name), number in counts.items()]
        return self.render_to_response(self.get_context_data(form=form, found=found), status=status)
