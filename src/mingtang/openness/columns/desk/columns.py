"""The list of columns with what is late, one column, setting it up and changing it."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mingtang.foundation.events.queries import of_subject, timeline
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.passing_forms import PassingForm
from mingtang.foundation.web.filters import chip_group
from mingtang.foundation.web.paging import page_number, slice_page
from mingtang.foundation.web.refusals import stand_on, take_errors
from mingtang.foundation.web.slots import Badge
from mingtang.kernel.refusals import Invalid, Stale
from mingtang.openness.columns import actions, listing, process, queries, selecting
from mingtang.openness.columns.actions.base import manager
from mingtang.openness.columns.defaults import templates
from mingtang.openness.columns.desk.base import ColumnsView, OneColumn
from mingtang.openness.columns.forms import ColumnForm
from mingtang.openness.columns.models import Column
from mingtang.openness.columns.queries import Standing

EVENTS_SHOWN = 20


def badge_of(standing: Standing, today: Any) -> Badge | None:
    column = standing.column
    if not column.is_open:
        return Badge("muted", _("未开放"))
    updated = timezone.localdate(standing.updated_at) if standing.updated_at else None
    if not column.is_late(updated, today):
        return None
    if updated is None:
        return Badge("late", _("空栏目"))
    late = (today - updated).days - (column.limit_days or 0)
    return Badge("late", _("超过更新时限 %(n)s 天") % {"n": late})


def _is_late(row: tuple[Standing, Badge | None]) -> bool:
    return row[1] is not None and row[1].tone == "late"


class ListView(ColumnsView):
    """The columns of the scope: those that are late first, then by unit and place."""

    template_name = "columns/desk/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.query("q", "unit")
        found = queries.visible_to(self.authority)
        for word in query["q"].split():
            found = found.filter(Q(name__icontains=word) | Q(code__icontains=word))
        counted = dict(found.order_by().values_list("unit").annotate(n=Count("pk")))
        units = list(Unit.objects.filter(pk__in=counted).order_by("path"))
        if query["unit"]:
            found = found.filter(unit__slug=query["unit"])
        today = self.authority.today
        rows = [
            (s, badge_of(s, today))
            for s in queries.standings(found.order_by("unit__path", "position", "code"))
        ]
        ordered = sorted(rows, key=_is_late, reverse=True)
        page = slice_page(
            ordered, len(ordered), page_number(self.request.GET.get("page", "")),
            kept=[(name, value) for name, value in query.items() if value],
        )  # fmt: skip
        numbers = queries.numbers(standing.column for standing, _badge in page)
        of_units = {unit.slug: counted[unit.pk] for unit in units}
        names = {unit.slug: unit.short_name for unit in units}
        groups = [chip_group(_("单位"), "unit", names, of_units, query)] if len(units) > 1 else []
        return super().get_context_data(
            page=page,
            rows=[(standing, badge, numbers[standing.column.pk]) for standing, badge in page],
            late=sum(map(_is_late, rows)),
            q=query["q"],
            kept=[("unit", query["unit"])] if query["unit"] else [],
            groups=groups,
            may_create=process.MANAGE in self.authority.actions,
            root=self.root,
            **kwargs,
        )


class ColumnView(OneColumn):
    """One column: its settings, what it shows now, the picked records, what happened."""

    template_name = "columns/desk/column.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standing = queries.standings([self.column])[0]
        shown = listing.page_of(self.column, None, page_number(self.request.GET.get("page", "")))
        events = timeline(of_subject(queries.SUBJECT, str(self.column.pk)))[-EVENTS_SHOWN:][::-1]
        steps = [
            {"title": e.title, "when": e.at, "who": e.who, "note": e.note, "state": "done"} for e in events
        ]
        return super().get_context_data(
            standing=standing,
            number=queries.numbers([self.column])[self.column.pk],
            badge=badge_of(standing, self.authority.today),
            shown=shown,
            page=shown.page,
            picks=queries.picks_of(self.column),
            timeline=steps,
            **kwargs,
        )


class FormView(ColumnsView):
    """The form of a column with the number of records that the conditions find now."""

    actions = (process.MANAGE,)
    template_name = "columns/desk/edit.html"

    def form(self, data: Any = None) -> ColumnForm:
        return ColumnForm(data, units=self.units(process.MANAGE), instance=self.instance())

    def instance(self) -> Column:
        mine = [actor.post.unit_id for actor in self.authority.actors if actor.post]
        units = self.units(process.MANAGE)
        return Column(unit=units.filter(pk__in=mine).first() or units.first())

    def keep_key(self) -> str:
        return f"column-{self.kwargs.get('pk', 'new')}-{self.authority.person.pk}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(keep_key=self.keep_key(), **kwargs)

    def save(self, form: ColumnForm) -> Column:
        return actions.create_column(self.authority, form.values(), passed=form.passed)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=self.form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        form.is_valid()
        if "preview" in request.POST:
            context = self.get_context_data(form=form, preview=preview(form))
            return self.render_to_response(context, status=200 if form.is_valid() else 422)
        if form.is_valid():
            try:
                column = self.save(form)
            except (Invalid, Stale) as refusal:
                take_errors(form, refusal)
                if isinstance(refusal, Stale):
                    stand_on(form, version=self.instance().version)
            else:
                request.session["kept_clear"] = self.keep_key()
                messages.success(request, _("已保存。"))
                return redirect("columns_desk:column", column.pk)
        return self.render_to_response(self.get_context_data(form=form), status=422)


class EditView(FormView, OneColumn):
    def instance(self) -> Column:
        # The form writes into its instance; the page goes on showing what is stored.
        return queries.visible_to(self.authority).get(pk=self.column.pk)

    def form(self, data: Any = None) -> ColumnForm:
        manager(self.authority, self.column.unit_id)
        return super().form(data)

    def save(self, form: ColumnForm) -> Column:
        version = form.cleaned_data.get("version") or 0
        return actions.change_column(
            self.authority, self.column, form.values(), version=version, passed=form.passed
        )


class PreviewView(ColumnsView):
    """How many records the conditions typed so far find, as a piece of the form's page."""

    actions = (process.MANAGE,)

    template_name = "columns/parts/preview.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ColumnForm(request.POST, units=self.units(process.MANAGE))
        form.is_valid()
        return render(request, "columns/parts/preview.html", {"preview": preview(form)})


def preview(form: ColumnForm) -> dict[str, Any] | None:
    """What the conditions find: the number and the newest titles. None while a condition cannot be read."""
    cleaned = getattr(form, "cleaned_data", {})
    if any(name in form.errors for name in ("unit", "reach", "themes", "genre", "area", "words", "year")):
        return None
    if not cleaned.get("unit") or not cleaned.get("by_filter"):
        return {"number": 0, "rows": [], "by_hand": True}
    values = {name: value for name, value in form.values().items() if name in form.cleaned_data}
    column = Column(**{name: value for name, value in values.items() if value is not None})
    chosen = queries.Reaches().chosen(column)
    return {
        "number": selecting.counts({"all": chosen})["all"],
        "rows": chosen.newest(5),
        "each": column.reach == Column.Reach.EACH,
    }


class SwitchView(EditView):
    """Opens or closes a column, as the button said; pressing it twice leaves it so. What does not let it be opened is
    told where it is mended.
    """

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("columns_desk:column", self.column.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = request.POST.get("to")
        if wanted == "closed":
            actions.close_column(self.authority, self.column)
            messages.success(request, _("栏目已关闭，公众看不到了。里面的信息本身不受影响。"))
        elif wanted == "open":
            form = PassingForm(request.POST)
            form.is_valid()
            try:
                actions.open_column(self.authority, self.column, passed=form.passed)
            except Invalid as refusal:
                take_errors(form, refusal)
                context = self.get_context_data(form=self.form(), opening=form)
                return self.render_to_response(context, status=422)
            messages.success(request, _("栏目已开放。"))
        return redirect("columns_desk:column", self.column.pk)


class DefaultsView(ColumnsView):
    """Sets up the statutory columns for all units, after showing which there would be."""

    actions = (process.MANAGE,)
    template_name = "columns/desk/defaults.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.county()
        have = set(Column.objects.values_list("code", flat=True))
        rows = [(row, row["code"] in have) for row in templates()]
        missing = sum(not there for _row, there in rows)
        return super().get_context_data(rows=rows, missing=missing, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = PassingForm(request.POST)
        form.is_valid()
        try:
            made = actions.install_defaults(self.authority, self.county(), passed=form.passed)
        except Invalid as refusal:
            take_errors(form, refusal)
            return self.render_to_response(self.get_context_data(form=form), status=422)
        if made:
            messages.success(
                request, _("装好了 %(n)s 个法定栏目，每个单位的网页都用它们。") % {"n": len(made)}
            )
        else:
            messages.info(request, _("法定栏目都有了，没有改动。"))
        return redirect("columns_desk:list")
