"""Set-up screens for system administrators: units, posts, grants and the accounts that hold them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.translation import gettext as _

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.organisations.actions import create_unit
from mingtang.foundation.organisations.audited import Audited
from mingtang.foundation.organisations.grants import GRANT_ACTIONS
from mingtang.foundation.organisations.models import (
    Area,
    Grant,
    Leader,
    LeadGroupMember,
    Post,
    PostHolding,
    Unit,
)
from mingtang.foundation.organisations.outgoing import refuse
from mingtang.foundation.organisations.queries import Actor, root_unit
from mingtang.kernel.identifiers.credit_code import CreditCodeError, credit_code
from mingtang.kernel.identifiers.division import DivisionError, parse
from mingtang.kernel.refusals import Invalid

admin.site.unregister(Group)


@admin.register(Person)
class PersonAdmin(Audited, UserAdmin):  # type: ignore[type-arg]
    """Accounts; what a person may do follows from posts, so the rights of Django are left out."""

    list_display = ("username", "name", "email", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff")
    search_fields = ("username", "name")
    ordering = ("username",)
    filter_horizontal = ()
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "username",
                    "password",
                    "name",
                    "email",
                    "phone",
                    "is_active",
                    "is_staff",
                    "is_superuser",
                )
            },
        ),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "name", "email", "usable_password", "password1", "password2")}),
    )


class ShownForm(forms.ModelForm):  # type: ignore[type-arg]
    """What everybody reads of it, named in `shown`, is looked through before it is kept."""

    shown: tuple[str, ...] = ()

    def unit_of(self, data: Mapping[str, Any]) -> Unit | None:
        unit: Unit | None = data.get("unit")
        return unit

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        unit = self.unit_of(data)
        if unit is not None:
            try:
                refuse(unit.pk, {name: data.get(name) or "" for name in self.shown})
            except Invalid as refusal:
                for name, notes in refusal.fields.items():
                    self.add_error(name, notes)
        return data


class LeaderForm(ShownForm):
    shown = ("name", "title", "functions")


class MemberForm(ShownForm):
    shown = ("title", "function")


class PostForm(ShownForm):
    shown = ("title",)


class AreaForm(ShownForm):
    shown = ("name",)

    def unit_of(self, data: Mapping[str, Any]) -> Unit | None:
        return root_unit()


class UnitForm(ShownForm):
    """Codes are checked in the form, so that nothing typed is lost."""

    shown = ("name", "short_name", "functions", "address", "phone", "fax", "email", "office_hours")

    def unit_of(self, data: Mapping[str, Any]) -> Unit | None:
        found: Unit | None = self.instance if self.instance.pk else data.get("parent")
        return found

    def clean_division_code(self) -> str:
        try:
            return parse(self.cleaned_data["division_code"]).code
        except DivisionError as error:
            raise forms.ValidationError(_("区划代码应为 12 位数字，例如 990121000000。")) from error

    def clean_credit_code(self) -> str:
        given: str = self.cleaned_data["credit_code"]
        try:
            return credit_code(given) if given else ""
        except CreditCodeError as error:
            raise forms.ValidationError(_("应为 18 位且末位校验相符，请照登记证书核对。")) from error


@admin.register(Unit)
class UnitAdmin(Audited):
    """A new unit goes through the action that gives it its place in the tree; parents do not change afterwards."""

    list_display = ("name", "slug", "kind", "division_code", "ended_on")
    list_filter = ("kind",)
    search_fields = ("name", "slug", "division_code")
    form = UnitForm
    exclude = ("ended_on",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("parent", "name", "short_name", "slug") if obj else ()

    def save_model(self, request: HttpRequest, obj: Unit, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        created = create_unit(Actor(request.user), **form.cleaned_data)  # type: ignore[arg-type]
        obj.pk, obj.path = created.pk, created.path
        obj._state.adding = False


@admin.register(Post)
class PostAdmin(Audited):
    form = PostForm
    list_display = ("code", "title", "unit", "role", "deputy_of", "full_time_officer", "ended_on")
    list_filter = ("role", "full_time_officer")
    search_fields = ("code", "title", "unit__name")
    autocomplete_fields = ("unit", "deputy_of")


@admin.register(PostHolding)
class PostHoldingAdmin(Audited):
    list_display = ("post", "person", "from_day", "until_day")
    search_fields = ("person__name", "person__username", "post__code")
    autocomplete_fields = ("post", "person")


class GrantForm(forms.ModelForm):  # type: ignore[type-arg]
    """The action is chosen from those that sections registered."""

    action = forms.ChoiceField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["action"]
        field.choices = [(code, f"{action.label}（{code}）") for code, action in GRANT_ACTIONS.items()]


@admin.register(Grant)
class GrantAdmin(Audited):
    """A grant is taken back by deleting it, which is announced like the rest."""

    form = GrantForm
    list_display = ("post", "action", "unit", "area")
    list_filter = ("action",)
    search_fields = ("post__code", "unit__name")
    autocomplete_fields = ("post", "unit")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return admin.ModelAdmin.has_delete_permission(self, request, obj)

    def delete_model(self, request: HttpRequest, obj: Grant) -> None:
        self._announce(request, obj, ["deleted"])
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        for given in queryset:
            self._announce(request, given, ["deleted"])
        super().delete_queryset(request, queryset)


@admin.register(Area)
class AreaAdmin(Audited):
    form = AreaForm
    list_display = ("code", "name", "position", "source")


@admin.register(Leader)
class LeaderAdmin(Audited):
    form = LeaderForm
    list_display = ("name", "title", "unit", "term_from", "term_until")
    search_fields = ("name", "unit__name")
    autocomplete_fields = ("unit",)


@admin.register(LeadGroupMember)
class LeadGroupMemberAdmin(Audited):
    form = MemberForm
    list_display = ("name", "function", "unit", "from_day", "until_day")
    autocomplete_fields = ("unit",)
