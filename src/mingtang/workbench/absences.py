"""Being away: registering it hands the work to the B post."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.organisations.actions import cancel_absence, register_absence
from mingtang.foundation.organisations.models import Absence, Unit
from mingtang.foundation.organisations.queries import Actor, Authority, holdings_on
from mingtang.foundation.web.refusals import take_errors
from mingtang.foundation.web.scoped import DeskView
from mingtang.kernel.refusals import Invalid
from mingtang.workbench.grants import ABSENCE_MANAGE


def people_of(who: Authority) -> Any:
    """The person, and where granted the people in the posts of the scope."""
    mine = Person.objects.filter(pk=who.person.pk)
    scope = who.scope(ABSENCE_MANAGE)
    if not scope:
        return mine
    units = Unit.objects.filter(scope.units_q())
    held = holdings_on(who.today).filter(post__unit__in=units)
    return (mine | Person.objects.filter(pk__in=held.values("person"))).order_by("name")


class AbsenceForm(forms.Form):
    person = forms.ModelChoiceField(
        label=gettext_lazy("谁离岗"), queryset=Person.objects.none(), empty_label=None
    )
    first_day = forms.DateField(
        label=gettext_lazy("第一天"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": gettext_lazy("请填离岗的第一天。")},
    )
    last_day = forms.DateField(
        label=gettext_lazy("最后一天"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("这一天也算离岗"),
        error_messages={"required": gettext_lazy("请填离岗的最后一天。")},
    )
    reason = forms.CharField(
        label=gettext_lazy("事由"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("如：休假、出差、学习"),
    )


class AbsencesView(DeskView):
    """My absences, and those of the people I look after."""

    template_name = "workbench/absences.html"

    def _form(self, data: Any = None) -> AbsenceForm:
        form = AbsenceForm(data, initial={"person": self.authority.person})
        field: Any = form.fields["person"]
        field.queryset = people_of(self.authority)
        return form

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=self._form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST)
        if form.is_valid():
            actor = self.authority.actors[0] if self.authority.actors else Actor(self.authority.person)
            try:
                register_absence(actor, form.cleaned_data.pop("person"), **form.cleaned_data)
            except Invalid as refusal:
                take_errors(form, refusal)
            else:
                messages.success(request, _("已登记。离岗期间，B岗可以代为办理。"))
                return redirect("workbench:absences")
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = Absence.objects.filter(
            person__in=people_of(self.authority), last_day__gte=self.authority.today
        ).select_related("person")
        return super().get_context_data(absences=found.order_by("first_day"), **kwargs)


class CancelView(DeskView):
    """Takes an absence back."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("workbench:absences")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        absence = Absence.objects.filter(pk=self.kwargs["pk"], person__in=people_of(self.authority)).first()
        if absence is None:
            raise Http404
        actor = self.authority.actors[0] if self.authority.actors else Actor(self.authority.person)
        cancel_absence(actor, absence)
        messages.success(request, _("已取消离岗登记。"))
        return redirect("workbench:absences")
