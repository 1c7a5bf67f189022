"""Keeps the days of inspections. They are the whole county's, so the grant on the county itself is asked for."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Place
from mingtang.foundation.duties.kinds import MANAGE
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.organisations.queries import Actor, Authority, root_unit
from mingtang.kernel.refusals import Forbidden, Invalid, WrongState
from mingtang.openness.obligations.kinds import INSPECTION_ENDED, INSPECTION_ENTERED
from mingtang.openness.obligations.models import Inspection

SUBJECT = "inspection"


def keeper(who: Authority) -> Actor | None:
    """In which post the person may keep the days of inspections, if in any."""
    root = root_unit()
    return who.actor_for(MANAGE, Place(root.pk, None)) if root else None


@transaction.atomic
def enter_inspection(who: Authority, *, name: str, day: date, source: str) -> Inspection:
    """Raises Forbidden, and Invalid for one that is there already."""
    actor = _allowed(who)
    name = name.strip()
    if Inspection.objects.filter(name=name, day=day, ended_at=None).exists():
        raise Invalid(
            _("这次检查已经登记过了。"),
            fields={"name": [_("%(day)s的“%(name)s”已经在表里。") % {"day": day.isoformat(), "name": name}]},
            rule=_("同一天、同一个名称的检查只登记一次。"),
        )
    made = Inspection.objects.create(
        name=name, day=day, source=source.strip(), entered_by=who.person, entered_at=clock.now()
    )
    append(_event(INSPECTION_ENTERED, actor, made, ""))
    return made


@transaction.atomic
def end_inspection(who: Authority, pk: int, reason: str) -> Inspection:
    """Takes one out of the table. Raises Forbidden, and WrongState for one that is out already."""
    actor = _allowed(who)
    row = Inspection.objects.select_for_update().get(pk=pk)
    if row.ended_at is not None:
        raise WrongState(_("这次检查已经删除了。"))
    row.ended_at, row.ended_reason = clock.now(), reason.strip()
    row.save(update_fields=["ended_at", "ended_reason"])
    append(_event(INSPECTION_ENDED, actor, row, reason))
    return row


def _allowed(who: Authority) -> Actor:
    actor = keeper(who)
    if actor is None:
        raise Forbidden(
            _("您的岗位不能登记检查日期。"),
            rule=_("检查日期全县通用，由政务公开办登记。"),
        )
    return actor


def _event(kind: str, actor: Actor, row: Inspection, reason: str) -> NewEvent:
    detail = {"title": row.name, "day": row.day.isoformat(), "source": row.source, "reason": reason.strip()}
    root = root_unit()
    return NewEvent(kind, actor, SUBJECT, str(row.pk), unit_id=root.pk if root else None, detail=detail)
