"""Set-up screens for system administrators: the column types and their freshness limits."""

from django.contrib import admin

from mingtang.foundation.organisations.audited import Audited
from mingtang.openness.columns.models import ColumnType


@admin.register(ColumnType)
class ColumnTypeAdmin(Audited):
    list_display = ("name", "fresh_days", "source", "effective_from", "position")
