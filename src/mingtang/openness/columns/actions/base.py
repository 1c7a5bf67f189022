"""What the writers of columns share."""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from mingtang.foundation.cases.actions import Place
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.organisations.queries import Actor, Authority
from mingtang.kernel.refusals import Forbidden
from mingtang.openness.columns.models import Column
from mingtang.openness.columns.process import MANAGE
from mingtang.openness.columns.queries import SUBJECT


def manager(who: Authority, unit_id: int) -> Actor:
    """The post in which the person may set up columns of a unit."""
    actor = who.actor_for(MANAGE, Place(unit_id, None))
    if actor is None:
        raise Forbidden(
            _("您不能设置这个单位的栏目。"), rule=_("栏目由本单位有“设置栏目”权限的岗位或政务公开办设置。")
        )
    return actor


def tell(kind: str, actor: Actor, column: Column, **detail: Any) -> None:
    append(
        NewEvent(
            kind,
            actor,
            SUBJECT,
            str(column.pk),
            unit_id=column.unit_id,
            area_id=column.area_id,
            detail={"name": column.name, **detail},
        )
    )


def locked(column: Column) -> Column:
    return Column.objects.select_for_update(of=("self",)).get(pk=column.pk)


def label_of(model: type[Model], name: str) -> str:
    """What people call a field, for the history."""
    field: Any = model._meta.get_field(name)
    return str(field.verbose_name)
