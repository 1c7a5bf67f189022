"""What was found in one paper: where, why, what to do; and letting it through by name."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mingtang.foundation.cases.actions import Place
from mingtang.foundation.guard import actions, kinds, queries, showing
from mingtang.foundation.guard.forms import OverrideForm
from mingtang.foundation.guard.models import MaskedCopy
from mingtang.foundation.guard.public_texts import PUBLIC_TEXTS, guarded
from mingtang.foundation.guard.queries import Standing
from mingtang.foundation.guard.showing import Group
from mingtang.foundation.guard.subjects import GUARDED, Paper
from mingtang.foundation.guard.wording import label_of
from mingtang.foundation.web.refusals import take_errors
from mingtang.foundation.web.scoped import DeskView
from mingtang.kernel.guard.hits import Severity
from mingtang.kernel.guard.masking import can_mask
from mingtang.kernel.refusals import Invalid

ROWS_SHOWN = 200


class SubjectView(DeskView):
    """Looks anew each time it is opened, so it always says how things stand now. Foreign papers answer 404."""

    template_name = "guard/desk/subject.html"

    @cached_property
    def paper(self) -> Paper:
        kind, pk = self.kwargs["kind"], self.kwargs["pk"]
        found = guarded(kind)
        if found is None or not found.visible(self.authority, pk):
            raise Http404
        paper = found.current(pk)
        if paper is None:
            raise Http404
        return paper

    @cached_property
    def standing(self) -> Standing:
        return queries.standing(actions.make_ready(self.paper))

    @cached_property
    def groups(self) -> list[Group]:
        return showing.groups_of(self.standing, self.paper)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=self._form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST)
        if form.is_valid():
            data = form.cleaned_data
            try:
                actions.override(self.authority, self.standing.check, data["hits"], data["reason"])
            except Invalid as refusal:
                take_errors(form, refusal)
            else:
                request.session["kept_clear"] = self._keep_key()
                messages.success(
                    request, _("已放行 %(n)s 处，记下了您的姓名和理由。") % {"n": len(data["hits"])}
                )
                return redirect(request.path)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _form(self, data: Any = None) -> OverrideForm:
        return OverrideForm(data, groups=self.groups)

    def _to_mask(self) -> bool:
        """Whether there is personal data still to be dealt with."""
        return any(
            one.override is None and one.hit.severity != Severity.INFORM and can_mask(one.hit.kind)
            for one in self.standing.marked
        )

    def _keep_key(self) -> str:
        return f"guard-{self.kwargs['kind']}-{self.kwargs['pk']}-{self.authority.person.pk}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        place = Place(self.paper.unit_id, self.paper.area_id)
        may_override = self.authority.actor_for(kinds.OVERRIDE, place) is not None
        data = kwargs["form"].data
        ticked = {*data.getlist("hits"), *data.getlist("bunches")} if kwargs["form"].is_bound else set()
        to_mask = self._to_mask()
        is_text = self.paper.kind in PUBLIC_TEXTS
        return super().get_context_data(
            paper=self.paper,
            groups=self.groups,
            counts=showing.counted(self.standing),
            check=self.standing.check,
            may_override=may_override,
            who_may="" if may_override else queries.who_may_override(place),
            ticked=ticked,
            to_mask=to_mask,
            mask_url=GUARDED[self.paper.kind].mask_url(self.authority, self.paper.id)
            if to_mask and not is_text
            else "",
            is_text=is_text,
            copies=[_shown(copy) for copy in queries.copies_of(self.paper.kind, self.paper.id)[:20]],
            keep_key=self._keep_key(),
            **kwargs,
        )


def _shown(copy: MaskedCopy) -> dict[str, Any]:
    """A copy with what was masked in it, in words."""
    return {
        "file": copy.file,
        "original": copy.original,
        "notes": copy.notes,
        "strict": copy.strict,
        "made_by": copy.made_by,
        "made_at": copy.made_at,
        "rows": copy.rows,
        "places": sum(row["count"] for row in copy.rows),
        "shown": [{**row, "label": label_of(row["kind"])} for row in copy.rows[:ROWS_SHOWN]],
    }
