"""Set-up screens for system administrators: the column types and their freshness limits."""

from django.contrib import admin

from mingtang.foundation.organisations.admin import Shown, ShownForm
from mingtang.openness.columns.models import ColumnType
from mingtang.openness.columns.public_texts import TYPE


class TypeForm(ShownForm):
    text = TYPE
    shown = ("name",)


@admin.register(ColumnType)
class ColumnTypeAdmin(Shown):
    form = TypeForm
    list_display = ("name", "fresh_days", "source", "effective_from", "position")
