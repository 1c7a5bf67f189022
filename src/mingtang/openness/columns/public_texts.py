"""Which texts of columns everybody reads."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.guard.public_texts import PublicText, key_of, labels_of, register_rows
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import root_unit
from mingtang.openness.columns.models import Column, ColumnType, EntryText

COLUMN, ENTRY_TEXT, TYPE = "column_text", "entry_passage", "column_type"
_COLUMN, _PASSAGE = ("name", "description", "keywords", "source"), ("title", "text", "source")


def register() -> None:
    register_rows(COLUMN, _("栏目"), _open_columns, of_column, labels_of(Column, *_COLUMN))
    register_rows(
        ENTRY_TEXT, _("固定栏目的说明文字"), _passages, of_entry_text, labels_of(EntryText, *_PASSAGE)
    )
    register_rows(TYPE, _("栏目类型"), _types, _of_type, labels_of(ColumnType, "name"))


def _open_columns() -> QuerySet[Column]:
    """Templates too: they show on the pages of units."""
    return Column.objects.filter(is_open=True)


def _passages() -> QuerySet[EntryText]:
    return EntryText.objects.all() if root_unit() else EntryText.objects.none()


def _types() -> QuerySet[ColumnType]:
    return ColumnType.objects.all() if root_unit() else ColumnType.objects.none()


def of_column(column: Column) -> PublicText:
    template = column.reach == Column.Reach.EACH
    return PublicText(
        key_of(column),
        column.unit_id,
        column.name,
        column.unit.get_absolute_url() if template else reverse("columns:column", args=[column.code]),
        {name: getattr(column, name) for name in _COLUMN},
        area_id=None,
        desk_url=reverse("columns_desk:column", args=[column.pk]),
    )


def of_entry_text(passage: EntryText, root: Unit | None = None) -> PublicText:
    root = root or root_unit()
    assert root
    return PublicText(
        key_of(passage),
        root.pk,
        passage.title,
        root.get_absolute_url(),
        {name: getattr(passage, name) for name in _PASSAGE},
        desk_url=reverse("columns_desk:text", args=[passage.code]),
    )


def _of_type(kind: ColumnType) -> PublicText:
    root = root_unit()
    assert root
    return PublicText(key_of(kind), root.pk, kind.name, reverse("columns:columns"), {"name": kind.name})
