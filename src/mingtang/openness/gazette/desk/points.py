"""Reading points at the desk."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from mingtang.foundation.organisations.passing_forms import PassingForm
from mingtang.foundation.web.paging import page_number, slice_page
from mingtang.foundation.web.refusals import take_errors
from mingtang.foundation.web.scoped import DeskView
from mingtang.kernel.refusals import Invalid
from mingtang.openness.gazette import actions, forms, process, queries
from mingtang.openness.gazette.actions.points import FIELDS
from mingtang.openness.gazette.models import ReadingPoint


class PointsView(DeskView):
    template_name = "gazette/desk/points.html"
    actions = (process.EDIT,)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = queries.points_visible_to(self.authority)
        page = slice_page(found, found.count(), page_number(self.request.GET.get("page", "")))
        return super().get_context_data(page=page, **kwargs)


class NewPointView(DeskView):
    """A new point, and the base for changing one."""

    template_name = "gazette/desk/point.html"
    actions = (process.EDIT,)

    @cached_property
    def point(self) -> ReadingPoint:
        return ReadingPoint()

    def _form(self, data: Any = None) -> forms.PointForm:
        point = self.point
        initial = {name: getattr(point, name) for name in FIELDS if name != "unit"} | {"unit": point.unit_id}
        return forms.PointForm(data, units=self.units(process.EDIT), initial=initial)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(self._form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        point, form = self.point, self._form(request.POST)
        if form.is_valid():
            try:
                actions.save_point(self.authority, point, passed=form.passed, **form.typed())
            except Invalid as refusal:
                take_errors(form, refusal)
            else:
                request.session["kept_clear"] = self.keep_key
                messages.success(request, _("已保存“%(name)s”。") % {"name": point.name})
                return redirect("gazette_desk:points")
        return self._show(form, 422)

    @property
    def keep_key(self) -> str:
        return f"point-{self.kwargs.get('pk', 'new')}-{self.authority.person.pk}"

    def _show(self, form: forms.PointForm, status: int = 200, **kwargs: Any) -> HttpResponse:
        context = self.get_context_data(form=form, point=self.point, keep_key=self.keep_key, **kwargs)
        return self.render_to_response(context, status=status)


class PointView(NewPointView):
    @cached_property
    def point(self) -> ReadingPoint:
        found = queries.points_visible_to(self.authority).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found


class SwitchView(PointView):
    """Closes a point or opens it again, as the button said; pressing it twice leaves it so."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("gazette_desk:point", self.point.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        point = self.point
        wanted = request.POST.get("to")
        if wanted == "closed":
            actions.close_point(self.authority, point)
            messages.success(request, _("已停用“%(name)s”，网站上不再显示。") % {"name": point.name})
        elif wanted == "open":
            form = PassingForm(request.POST)
            form.is_valid()
            try:
                actions.open_point(self.authority, point, passed=form.passed)
            except Invalid as refusal:
                take_errors(form, refusal)
                return self._show(self._form(), 422, opening=form)
            messages.success(request, _("“%(name)s”又显示在网站上了。") % {"name": point.name})
        return redirect("gazette_desk:points")
