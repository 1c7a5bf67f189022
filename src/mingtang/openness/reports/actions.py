"""The writers: packs that are asked for and made, indicators, and the news that a report can be read."""

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_q.tasks import async_task

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Place
from mingtang.foundation.duties.kinds import VIEW
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.files import actions as files
from mingtang.foundation.files.checks import Checked
from mingtang.foundation.notifications.actions import tell
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import SYSTEM, Actor, Authority
from mingtang.kernel.clock.cycles import Period
from mingtang.kernel.refusals import Forbidden, Invalid, WrongState
from mingtang.openness.obligations.wording import period_words
from mingtang.openness.reports import addresses, kinds, packing, periods, queries
from mingtang.openness.reports.asked import asked
from mingtang.openness.reports.kinds import MANAGE
from mingtang.openness.reports.measures import MEASURES
from mingtang.openness.reports.models import Indicator, Pack

log = logging.getLogger(__name__)
AGAIN_AFTER = timedelta(minutes=30)
"""A pack that is being made for less is not asked for a second time."""
FIELDS = ("name", "group", "demand", "measure", "source", "verified", "position")


def start_pack(who: Authority, unit: Unit, period: Period) -> Pack:
    """Asks the worker for a pack; the one that is being made, if there is one. Raises Forbidden."""
    actor = who.actor_for(VIEW, Place(unit.pk, None))
    if actor is None:
        raise Forbidden(_("您不能制作这个单位的迎检材料。"), rule=_("要有查看这个单位任务的权限。"))
    with transaction.atomic():
        # Two presses at once meet at the lock of the unit.
        Unit.objects.select_for_update().get(pk=unit.pk)
        code, now = periods.code_of(period), clock.now()
        making = Pack.objects.filter(
            unit=unit, period=code, state=Pack.State.MAKING, asked_at__gt=now - AGAIN_AFTER
        )
        if known := making.first():
            return known
        pack = Pack.objects.create(unit=unit, period=code, asked_by=actor.person, asked_at=now)
        _note(kinds.PACK_ASKED, actor, pack)
        async_task("mingtang.openness.reports.tasks.make_pack", str(pack.pk))
    return pack


def make_pack(pack_id: UUID | str) -> None:
    """What the worker does: gathers, packs, keeps. Does nothing for a pack that is made; a failure is told."""
    pack = Pack.objects.select_related("unit", "asked_by").filter(pk=pack_id).first()
    if pack is None or pack.state != Pack.State.MAKING:
        return
    period = periods.read(pack.period)
    assert period
    try:
        with override(settings.LANGUAGE_CODE):
            data = packing.packed(asked(pack.unit, period), _Progress(pack))
            _keep(pack, data)
    except Exception:
        log.exception("pack %s was not made", pack.pk)
        _fail(pack, _("制作时出错，系统管理员可以在服务器日志里看到原因。请稍后再做一次。"))


class _Progress:
    """Notes how far it has come, in transactions of its own, so that the page can show it."""

    def __init__(self, pack: Pack) -> None:
        self.pk = pack.pk

    def __call__(self, done: int, total: int) -> None:
        Pack.objects.filter(pk=self.pk).update(done=done, total=total)


@transaction.atomic
def _keep(pack: Pack, data: bytes) -> None:
    locked = Pack.objects.select_for_update().get(pk=pack.pk)
    if locked.state != Pack.State.MAKING:
        return
    name = f"{pack.unit.short_name}{packing.name_of(pack.period)}.zip"
    checked = Checked("", "application/zip", "zip", data)
    # It takes no unit's space: it is gone after a month.
    stored = files.keep(SYSTEM, files.Examined(name, checked), files.Owner(queries.PACK, pack.pk, None))
    locked.file, locked.state = stored, Pack.State.READY
    locked.save(update_fields=["file", "state"])
    event = _note(kinds.PACK_READY, SYSTEM, pack, sha256=stored.sha256)
    _tell_asker(pack, event, _("%(what)s做好了，可以下载。") % {"what": name.removesuffix(".zip")})


@transaction.atomic
def _fail(pack: Pack, why: str) -> None:
    if Pack.objects.filter(pk=pack.pk, state=Pack.State.MAKING).update(state=Pack.State.FAILED, problem=why):
        _tell_asker(
            pack, _note(kinds.PACK_FAILED, SYSTEM, pack), _("迎检材料没有做成：%(why)s") % {"why": why}
        )


def _tell_asker(pack: Pack, event: Any, text: str) -> None:
    if pack.asked_by:
        tell([pack.asked_by], event=event, text=text, url=reverse("reports_desk:pack", args=[pack.pk]))


def _note(kind: str, actor: Actor, pack: Pack, **detail: Any) -> Any:
    return append(
        NewEvent(
            kind,
            actor,
            queries.PACK,
            str(pack.pk),
            unit_id=pack.unit_id,
            detail={"note": pack.period, **detail},
        )
    )


@transaction.atomic
def save_indicator(who: Authority, code: str, given: Mapping[str, Any]) -> Indicator:
    """A new indicator, or a changed one: the row in force ends yesterday and another begins today.

    A row of today is written over, since nothing was made by it yet that a date could tell apart.
    """
    actor, today = _manager(who), clock.today()
    if given["measure"] not in MEASURES:
        message = _("没有这项数据。请从列表里选。")
        raise Invalid(message, fields={"measure": [message]})
    now = Indicator.objects.select_for_update().filter(code=code, effective_to=None).first()
    values = {name: given[name] for name in FIELDS}
    if now and all(getattr(now, name) == value for name, value in values.items()):
        return now
    if now and now.effective_from < today:
        now.effective_to = today - timedelta(days=1)
        now.save(update_fields=["effective_to"])
        now = None
    row = now or Indicator(code=code, effective_from=today)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    _note_indicator(kinds.INDICATOR_SAVED, actor, row)
    return row


@transaction.atomic
def end_indicator(who: Authority, code: str) -> None:
    """It is asked for no longer, from today on. Raises WrongState for one that ended."""
    actor, today = _manager(who), clock.today()
    row = Indicator.objects.select_for_update().filter(code=code, effective_to=None).first()
    if row is None:
        raise WrongState(_("这个指标已经停用。"))
    if row.effective_from < today:
        row.effective_to = today - timedelta(days=1)
        row.save(update_fields=["effective_to"])
    else:
        row.delete()
    _note_indicator(kinds.INDICATOR_ENDED, actor, row)


def _manager(who: Authority) -> Actor:
    root = Unit.objects.filter(parent=None).order_by("path").first()
    actor = who.actor_for(MANAGE, Place(root.pk, None)) if root else None
    if actor is None:
        raise Forbidden(
            _("您不能修改迎检指标。"), rule=_("全县共用一份指标，由有“维护迎检指标”权限的岗位维护。")
        )
    return actor


def _note_indicator(kind: str, actor: Actor, row: Indicator) -> None:
    append(NewEvent(kind, actor, "report_indicator", row.code, detail={"note": row.name}))


@transaction.atomic
def announce(unit: Unit, period: Period, people: list[Any]) -> int:
    """Tells that the report of a period that is over can be read; once for each unit and period."""
    code = periods.code_of(period)
    event = append(
        NewEvent(kinds.READY, SYSTEM, "report", f"{code}-{unit.pk}", unit_id=unit.pk, detail={"note": code})
    )
    text = _("%(unit)s%(period)s政务公开工作报告已自动生成，可以查看和下载。") % {
        "unit": unit.short_name,
        "period": period_words(period),
    }
    return len(tell(people, event=event, text=text, url=addresses.report_of(unit.slug, code)))
