"""Picking records into a column by hand, and their order."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Place
from mingtang.foundation.organisations.queries import Actor, Authority
from mingtang.foundation.organisations.tree import ancestors
from mingtang.kernel.refusals import Forbidden, WrongState
from mingtang.openness.columns import kinds
from mingtang.openness.columns.actions.base import locked, tell
from mingtang.openness.columns.models import Column, Pick
from mingtang.openness.columns.process import MANAGE
from mingtang.openness.columns.queries import PICKS_MOST
from mingtang.openness.records import queries as records
from mingtang.openness.records.models import Record

_GONE = gettext_lazy("这一条刚被拿掉了。请刷新页面后再看。")


def picker(who: Authority, column: Column, record: Record) -> Actor | None:
    """The post in which a person may pick: who manages the column; for a template, who manages the record's unit."""
    template = column.reach == Column.Reach.EACH
    return who.actor_for(MANAGE, Place(record.unit_id if template else column.unit_id, None))


@transaction.atomic
def pick(who: Authority, column: Column, record: Record, *, pinned: bool = False) -> Pick:
    """Puts a public record into a column; picking it again changes nothing."""
    actor = _may(who, column, record)
    column = locked(column)
    if not records.public().filter(pk=record.pk).exists():
        raise WrongState(_("只有已经公开的信息才能放进栏目。请等它公开以后再选。"))
    template = column.reach == Column.Reach.EACH
    if template and column.unit_id not in [unit.pk for unit in ancestors(record.unit)]:
        raise WrongState(_("这个栏目只收本单位和下属单位的信息。"))
    found = column.picks.filter(record=record).first()
    if found is not None:
        return found
    # A template is filled by all units: each has the room of one column.
    beside = column.picks.filter(record__unit=record.unit_id) if template else column.picks.all()
    if beside.count() >= PICKS_MOST:
        raise WrongState(
            _("一个栏目最多手工挑选 %(n)s 条。请先去掉一些，或改用条件自动收。") % {"n": PICKS_MOST}
        )
    last = column.picks.aggregate(last=Max("position"))["last"] or 0
    made = Pick.objects.create(
        column=column, record=record, position=last + 1, is_pinned=pinned, picked_at=clock.now()
    )
    tell(kinds.PICKED, actor, column, record=str(record.pk))
    return made


@transaction.atomic
def unpick(who: Authority, picked: Pick) -> None:
    """Takes a record out of a column; taking it out again changes nothing."""
    actor = _may(who, picked.column, picked.record)
    column = locked(picked.column)
    if column.picks.filter(pk=picked.pk).delete()[0]:
        tell(kinds.UNPICKED, actor, column, record=str(picked.record_id))


@transaction.atomic
def pin(who: Authority, picked: Pick, *, pinned: bool) -> None:
    """Puts a pick on top of the column, or takes it down."""
    actor = _may(who, picked.column, picked.record)
    column = locked(picked.column)
    found = column.picks.filter(pk=picked.pk).first()
    if found is None:
        raise WrongState(_GONE)
    if found.is_pinned == pinned:
        return
    found.is_pinned = pinned
    found.save(update_fields=["is_pinned"])
    words: Any = _("置顶") if pinned else _("取消置顶")
    tell(kinds.ARRANGED, actor, column, record=str(picked.record_id), note=str(words))


@transaction.atomic
def arrange(who: Authority, picked: Pick, *, up: bool) -> None:
    """Moves a pick one place up or down; at the end nothing changes."""
    actor = _may(who, picked.column, picked.record)
    column = locked(picked.column)
    rows = list(column.picks.order_by("position", "pk"))
    place = next((n for n, row in enumerate(rows) if row.pk == picked.pk), None)
    if place is None:
        raise WrongState(_GONE)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    for n, row in enumerate(rows, start=1):
        row.position = n
    Pick.objects.bulk_update(rows, ["position"])
    tell(kinds.ARRANGED, actor, column, record=str(picked.record_id))


def _may(who: Authority, column: Column, record: Record) -> Actor:
    actor = picker(who, column, record)
    if actor is None:
        raise Forbidden(
            _("您不能往这个栏目里放信息，也不能拿掉。"), rule=_("由设置这个栏目的岗位或政务公开办办理。")
        )
    return actor
