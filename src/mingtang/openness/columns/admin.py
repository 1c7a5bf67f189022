"""Set-up screens for system administrators: the column types and their freshness limits."""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin

from mingtang.foundation.organisations.admin import ShownForm
from mingtang.foundation.organisations.audited import Audited
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import root_unit
from mingtang.openness.columns.models import ColumnType


class TypeForm(ShownForm):
    shown = ("name",)

    def unit_of(self, data: Mapping[str, Any]) -> Unit | None:
        return root_unit()


@admin.register(ColumnType)
class ColumnTypeAdmin(Audited):
    form = TypeForm
    list_display = ("name", "fresh_days", "source", "effective_from", "position")
