from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ColumnsConfig(AppConfig):
    name = "mingtang.openness.columns"
    label = "openness_columns"
    verbose_name = _("栏目")

    def ready(self) -> None:
        from mingtang.openness.columns import slots

        slots.register()
        post_migrate.connect(_fill, sender=self)


def _fill(using: str, **_: Any) -> None:
    """A new database starts with the column types and the texts of the fixed entries; later they are the county's."""
    from mingtang.openness.columns.defaults import TEXTS, TYPES
    from mingtang.openness.columns.models import ColumnType, EntryText

    if not ColumnType.objects.using(using).exists():
        ColumnType.objects.using(using).bulk_create(
            ColumnType(name=name, fresh_days=days, source=source, position=n)
            for n, (name, days, source) in enumerate(TYPES, start=1)
        )
    if not EntryText.objects.using(using).exists():
        EntryText.objects.using(using).bulk_create(
            EntryText(code=code, entry=entry, title=title, text=text, source=source, position=n)
            for n, (code, entry, title, text, source) in enumerate(TEXTS, start=1)
        )
