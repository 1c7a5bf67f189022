"""Set-up screens for system administrators: units, posts, grants and the accounts that hold them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.organisations.actions import SHOWN, create_unit
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
from mingtang.foundation.organisations.outgoing import AREA, LEADER, POST, UNIT, let_out
from mingtang.foundation.organisations.passing_forms import FIELDS, Passable
from mingtang.foundation.organisations.queries import Actor, authority
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


class ShownForm(Passable, forms.ModelForm):  # type: ignore[type-arg]
    """What everybody reads of a row, a public text of the kind `text` with the fields `shown`, passes the guard before
    it is kept. `person` is who signed in.
    """

    person: Person
    text = ""
    shown: tuple[str, ...] = ()

    def _post_clean(self) -> None:
        """Saving is tried and undone: only a row that is there can be looked through as everybody will read it."""
        super()._post_clean()  # type: ignore[misc]  # part of every model form
        if self.errors:
            return
        row, is_new = self.instance, self.instance._state.adding
        try:
            with transaction.atomic():
                self.keep()
                transaction.set_rollback(True)
        except Invalid as refusal:
            self.take_refusal(refusal)
            for name, notes in refusal.fields.items():
                self.add_error(name if name in self.fields else None, [str(note) for note in notes])
        finally:
            if is_new:
                row.pk, row._state.adding = None, True

    def keep(self) -> None:
        self.instance.save()
        self.let_out()

    def let_out(self) -> None:
        fields = {name: name for name in self.shown if name in self.fields}
        let_out(self.text, self.instance, authority(self.person), self.passed, fields)


class Shown(Audited):
    """The base of set-up screens for what everybody reads."""

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        # The fields of the guard are in every form, and in no model.
        wanted = (
            kwargs["fields"] if "fields" in kwargs else flatten_fieldsets(self.get_fieldsets(request, obj))
        )
        kwargs["fields"] = wanted and [name for name in wanted if name not in FIELDS]
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.person = request.user
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*super().get_fieldsets(request, obj), (None, {"fields": FIELDS})]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        form.let_out()


class LeaderForm(ShownForm):
    text = LEADER
    shown = ("name", "title", "functions")


class PostForm(ShownForm):
    text = POST
    shown = ("title",)


class AreaForm(ShownForm):
    text = AREA
    shown = ("name",)


class UnitForm(ShownForm):
    """Codes are checked in the form, so that nothing typed is lost."""

    text = UNIT
    shown = SHOWN

    def keep(self) -> None:
        if self.instance._state.adding:
            self.create()
        else:
            super().keep()

    def create(self) -> Unit:
        return create_unit(Actor(self.person), passed=self.passed, **self.typed())

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
class UnitAdmin(Shown):
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
        created = form.create()
        obj.pk, obj.path = created.pk, created.path
        obj._state.adding = False


@admin.register(Post)
class PostAdmin(Shown):
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
class AreaAdmin(Shown):
    form = AreaForm
    list_display = ("code", "name", "position", "source")


@admin.register(Leader)
class LeaderAdmin(Shown):
    form = LeaderForm
    list_display = ("name", "title", "unit", "term_from", "term_until")
    search_fields = ("name", "unit__name")
    autocomplete_fields = ("unit",)


@admin.register(LeadGroupMember)
class LeadGroupMemberAdmin(Audited):
    list_display = ("name", "function", "unit", "from_day", "until_day")
    autocomplete_fields = ("unit",)
