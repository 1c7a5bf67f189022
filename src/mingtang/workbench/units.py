"""Units and posts at the desk: officers against the minimum, posts and their holders, renames and mergers."""

from abc import abstractmethod
from functools import cached_property
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.foundation.cases.actions import Place
from mingtang.foundation.events.queries import of_subject, timeline
from mingtang.foundation.files import queries as files
from mingtang.foundation.files.actions import MEGABYTE
from mingtang.foundation.organisations import queries
from mingtang.foundation.organisations.actions import merge_unit, rename_unit, update_unit
from mingtang.foundation.organisations.grants import GRANT_ACTIONS
from mingtang.foundation.organisations.models import Post, PostHolding, Unit
from mingtang.foundation.organisations.passing_forms import Passable
from mingtang.foundation.organisations.queries import Actor, absent_on, holdings_on
from mingtang.foundation.web.refusals import take_errors
from mingtang.foundation.web.scoped import DeskView
from mingtang.kernel.refusals import Forbidden, Invalid
from mingtang.workbench.grants import UNIT_MANAGE, UNIT_VIEW

GRASS_ROOTS = (Unit.Kind.VILLAGE, Unit.Kind.COMMUNITY)


class ListView(DeskView):
    """Units of the scope with their officers counted against the minimum; what is short comes first on request."""

    actions = (UNIT_VIEW, UNIT_MANAGE)
    template_name = "workbench/units.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        day = self.authority.today
        found = queries.visible_to(self.authority).filter(Q(ended_on=None) | Q(ended_on__gt=day))
        counts = queries.officer_counts(day)
        liaisons = queries.units_with_role(Post.Role.LIAISON, day)
        space = files.space_by_unit()
        units = [
            (
                unit,
                counts.get(unit.pk, 0),
                unit.kind in GRASS_ROOTS and unit.pk not in liaisons,
                space.get(unit.pk, (0, 0))[1],
            )
            for unit in found.order_by("path")
        ]
        short = [row for row in units if row[1] < row[0].minimum_officers or row[2]]
        only_short = "short" in self.request.GET
        return super().get_context_data(
            units=short if only_short else units,
            short=len(short),
            total=len(units),
            only_short=only_short,
            **kwargs,
        )


class UnitBase(DeskView):
    actions: tuple[str, ...] = (UNIT_VIEW, UNIT_MANAGE)

    @cached_property
    def unit(self) -> Unit:
        found = queries.visible_to(self.authority).filter(slug=self.kwargs["slug"]).first()
        if found is None:
            raise Http404
        return found

    def manager(self) -> Actor:
        """The post in which the person may manage this unit. Raises Forbidden."""
        actor = self.authority.actor_for(UNIT_MANAGE, Place(self.unit.pk, None))
        if actor is None:
            raise Forbidden(_("您没有管理这个单位的权限。"))
        return actor

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may = self.authority.actor_for(UNIT_MANAGE, Place(self.unit.pk, None)) is not None
        return super().get_context_data(unit=self.unit, may_manage=may, **kwargs)


class UnitView(UnitBase):
    """One unit: contact data, leaders, lead group, posts with holders and grants, its past names, what changed."""

    template_name = "workbench/unit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        unit, day = self.unit, self.authority.today
        away = set(absent_on(day).values_list("person_id", flat=True))
        holders: dict[int, list[PostHolding]] = {}
        for holding in holdings_on(day).filter(post__unit=unit).select_related("person"):
            holders.setdefault(holding.post_id, []).append(holding)
        labels = {code: str(action.label) for code, action in GRANT_ACTIONS.items()}
        posts = [
            {
                "post": post,
                "holders": [(h.person, h.person_id in away) for h in holders.get(post.pk, [])],
                "grants": sorted({labels.get(g.action, g.action) for g in post.grants.all()}),
            }
            for post in Post.objects.filter(unit=unit, ended_on=None)
            .select_related("deputy_of__unit", "unit")
            .prefetch_related("grants")
        ]
        return super().get_context_data(
            posts=posts,
            officers=queries.officer_counts(day).get(unit.pk, 0),
            leaders=queries.leaders_on(unit, day),
            lead_group=unit.lead_group.filter(Q(until_day=None) | Q(until_day__gte=day)),
            names=unit.names.all(),
            successions=unit.successions.select_related("successor"),
            inheritances=unit.inheritances.select_related("predecessor"),
            timeline=timeline(of_subject("unit", str(unit.pk)))[-20:][::-1],
            space=files.space_by_unit(unit.pk).get(unit.pk, (0, 0)),
            space_most=settings.OPTIONS.unit_space_mb * MEGABYTE,
            **kwargs,
        )


class ContactForm(Passable, forms.ModelForm):  # type: ignore[type-arg]  # takes no parameter at run time
    reason = forms.CharField(
        label=gettext_lazy("为什么修改"),
        error_messages={"required": gettext_lazy("请写一句为什么修改，会留在记录里。")},
    )

    class Meta:
        model = Unit
        fields = (
            "functions",
            "address",
            "postcode",
            "phone",
            "fax",
            "email",
            "office_hours",
            "minimum_officers",
        )
        widgets = {"functions": forms.Textarea(attrs={"rows": 6})}


class RenameForm(Passable, forms.Form):
    name = forms.CharField(label=gettext_lazy("新的全称"), max_length=100)
    short_name = forms.CharField(label=gettext_lazy("新的简称"), max_length=40)
    slug = forms.SlugField(
        label=gettext_lazy("新的网址名"),
        max_length=60,
        help_text=gettext_lazy("小写字母和连字符；旧网址会自动转到新网址"),
    )
    on_day = forms.DateField(label=gettext_lazy("起用日期"), widget=forms.DateInput(attrs={"type": "date"}))
    basis = forms.CharField(
        label=gettext_lazy("依据"), max_length=200, help_text=gettext_lazy("如：明编发〔2026〕3号")
    )


class MergeForm(forms.Form):
    successor = forms.ModelChoiceField(label=gettext_lazy("并入哪个单位"), queryset=Unit.objects.none())
    on_day = forms.DateField(label=gettext_lazy("日期"), widget=forms.DateInput(attrs={"type": "date"}))
    basis = forms.CharField(label=gettext_lazy("依据"), max_length=200)


class ChangeView(UnitBase):
    """A form that changes the unit; each subclass names its form and action."""

    actions = (UNIT_MANAGE,)
    template_name = "workbench/unit_change.html"
    heading: Any = ""

    @abstractmethod
    def form(self, data: Any = None) -> forms.BaseForm: ...

    @abstractmethod
    def run(self, actor: Actor, form: Any) -> None: ...

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.manager()
        return self.render_to_response(self.get_context_data(form=self.form(), heading=self.heading))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actor = self.manager()
        form = self.form(request.POST)
        if form.is_valid():
            try:
                self.run(actor, form)
            except Invalid as refusal:
                take_errors(form, refusal)
                # What was refused stands in it, and the page goes on showing what is stored.
                self.unit.refresh_from_db()
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("已保存。"))
                self.unit.refresh_from_db()
                return redirect("workbench:unit", self.unit.slug)
        context = self.get_context_data(form=form, heading=self.heading)
        return self.render_to_response(context, status=422)


class EditView(ChangeView):
    heading = gettext_lazy("修改联系方式和职责")

    def form(self, data: Any = None) -> forms.BaseForm:
        return ContactForm(data, instance=Unit.objects.get(pk=self.unit.pk))

    def run(self, actor: Actor, form: Any) -> None:
        data = form.typed()
        update_unit(actor, self.unit, data.pop("reason"), passed=form.passed, **data)


class RenameView(ChangeView):
    heading = gettext_lazy("单位更名")

    def form(self, data: Any = None) -> forms.BaseForm:
        return RenameForm(data)

    def run(self, actor: Actor, form: Any) -> None:
        rename_unit(actor, self.unit, passed=form.passed, **form.typed())


class MergeView(ChangeView):
    heading = gettext_lazy("并入其他单位")

    def form(self, data: Any = None) -> forms.BaseForm:
        form = MergeForm(data)
        field: Any = form.fields["successor"]
        field.queryset = queries.visible_to(self.authority).exclude(pk=self.unit.pk).filter(ended_on=None)
        return form

    def run(self, actor: Actor, form: Any) -> None:
        data = form.cleaned_data
        merge_unit(actor, self.unit, data["successor"], on_day=data["on_day"], basis=data["basis"])
