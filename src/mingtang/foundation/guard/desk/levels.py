"""What the county decides on each kind of hit: how grave it is, and whether it takes a public page off line."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mingtang.foundation.cases.queries import county
from mingtang.foundation.guard import actions, kinds
from mingtang.foundation.guard.forms import LevelForm
from mingtang.foundation.guard.levels import KindLine, kind_line, kind_lines
from mingtang.foundation.guard.wording import words_for
from mingtang.foundation.web.refusals import take_errors
from mingtang.foundation.web.scoped import DeskView
from mingtang.kernel.guard.hits import KINDS
from mingtang.kernel.refusals import Forbidden, Invalid


class LevelsView(DeskView):
    template_name = "guard/desk/levels.html"
    actions = (kinds.MANAGE,)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(groups=kind_lines(), **kwargs)


class LevelView(DeskView):
    """One kind: how it is taken now and was before, and a form to decide anew."""

    template_name = "guard/desk/level.html"
    actions = (kinds.MANAGE,)

    def _line(self) -> KindLine:
        if self.kwargs["kind"] not in KINDS:
            raise Http404
        if self.authority.actor_for(kinds.MANAGE, county()) is None:
            raise Forbidden(
                _("您不能调整检查规则的级别。"), rule=_("检查规则全县统一，由有全县权限的岗位调整。")
            )
        return kind_line(self.kwargs["kind"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        line = self._line()
        form = LevelForm(initial={"level": line.level, "takes_down": line.takes_down})
        return self.render_to_response(self.get_context_data(line=line, form=form))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        line = self._line()
        form = LevelForm(request.POST)
        if form.is_valid():
            try:
                actions.set_level(self.authority, line.kind, **form.cleaned_data)
            except Invalid as refusal:
                take_errors(form, refusal)
            else:
                messages.success(request, _("已调整：%(label)s。") % {"label": words_for(line.kind).label})
                return redirect("guard_desk:levels")
        return self.render_to_response(self.get_context_data(line=line, form=form), status=422)
