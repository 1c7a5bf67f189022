"""Registering what has to be disclosed: one by one, from a table, or sent by another system."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Place
from mingtang.foundation.events.actions import NewEvent, append_many
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Actor, Authority
from mingtang.kernel.identifiers.doc_number import DocNumberError, normalise
from mingtang.kernel.refusals import Forbidden, Invalid, WrongState
from mingtang.openness.catalogue.actions.claiming import SUBJECT as MATTER
from mingtang.openness.catalogue.models import Entry
from mingtang.openness.catalogue.queries import adopted_now_q
from mingtang.openness.obligations import kinds
from mingtang.openness.obligations.models import NUMBER_MOST, Fact
from mingtang.openness.records.models import Record

LONG_AGO = timedelta(days=5 * 366)
FAR_AHEAD = timedelta(days=2 * 366)


@dataclass(frozen=True)
class Line:
    """One fact to be registered; `place` names it in messages (第 3 行). `external_id` is the sender's own number."""

    matter_id: UUID
    title: str
    occurred_on: date
    doc_no: str = ""
    external_id: str = ""
    record_id: UUID | None = None
    place: str = ""


@transaction.atomic
def register_facts(
    who: Authority | Actor, unit: Unit, lines: Sequence[Line], *, source: str, sender: str = ""
) -> list[Fact]:
    """Registers facts of a unit, all or none. A fact that its sender sent before is changed if it differs, else left.

    `who` is a person's authority, or the actor of a machine that was let in for the unit. Raises Invalid with every
    faulty line named, Forbidden where the unit is not the person's.
    """
    areas = dict(
        Entry.objects.filter(adopted_now_q(), matter_id__in={line.matter_id for line in lines}).values_list(
            "matter_id", "version__catalogue__area_id"
        )
    )
    wrong = [message for line in lines for message in _faults(line, areas)]
    if wrong:
        raise Invalid(_("有的事实没有填对，都没有登记"), fields={"lines": wrong})
    actors = {area: _actor(who, unit.pk, area) for area in set(areas.values())}
    known = {
        fact.external_id: fact
        for fact in Fact.objects.select_for_update(of=("self",)).filter(
            sender=sender, external_id__in=[line.external_id for line in lines if line.external_id]
        )
    }
    now, told, found = clock.now(), list[NewEvent](), list[Fact]()
    for line in lines:
        area = areas[line.matter_id]
        fact = known.get(line.external_id) if line.external_id else None
        number = _number(line.doc_no)
        values: dict[str, Any] = {
            "matter_id": line.matter_id,
            "area_id": area,
            "unit_id": unit.pk,
            "title": line.title.strip(),
            "doc_no": number,
            "occurred_on": line.occurred_on,
            "record_id": line.record_id or _record_of(number, unit.pk),
        }
        if fact and all(
            getattr(fact, name) == value for name, value in values.items() if name != "record_id"
        ):
            found.append(fact)
            continue
        if fact is None:
            fact = Fact(source=source, sender=sender, external_id=line.external_id)
            fact.entered_by, fact.entered_at = actors[area].person, now
        for name, value in values.items():
            setattr(fact, name, value)
        fact.withdrawn_at, fact.withdrawn_reason = None, ""
        fact.save()
        found.append(fact)
        told.append(_event(kinds.FACT_REGISTERED, actors[area], fact, line.title))
    append_many(told)
    return found


@transaction.atomic
def link_fact(who: Authority, fact: Fact, record: Record | None) -> Fact:
    """Says which record discloses a fact; none takes that back."""
    fact = Fact.objects.select_for_update(of=("self",)).get(pk=fact.pk)
    actor = _actor(who, fact.unit_id, fact.area_id)
    if fact.withdrawn_at:
        raise WrongState(_("这条登记已经撤销，不能再关联信息。"))
    if record and record.unit_id != fact.unit_id:
        message = _("这条信息不是%(unit)s的，请选本单位公开这件事的信息。") % {"unit": fact.unit.short_name}
        raise Invalid(message, fields={"record": [message]})
    fact.record = record
    fact.save(update_fields=["record"])
    append_many([_event(kinds.FACT_LINKED, actor, fact, record.title if record else "")])
    return fact


@transaction.atomic
def withdraw_fact(who: Authority, fact: Fact, reason: str) -> Fact:
    """Takes a registration back that was wrong, with the reason; its open duty is voided."""
    fact = Fact.objects.select_for_update(of=("self",)).get(pk=fact.pk)
    actor = _actor(who, fact.unit_id, fact.area_id)
    if fact.withdrawn_at:
        raise WrongState(_("这条登记已经撤销过了。"))
    if not reason.strip():
        message = _("请写明为什么撤销，例如：同一份文件登记了两次。")
        raise Invalid(message, fields={"reason": [message]})
    fact.withdrawn_at, fact.withdrawn_reason = clock.now(), reason.strip()[:200]
    fact.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    append_many([_event(kinds.FACT_WITHDRAWN, actor, fact, reason)])
    return fact


def _faults(line: Line, areas: dict[UUID, int]) -> list[str]:
    today = clock.today()
    said = []
    if line.matter_id not in areas:
        said.append(_("这个公开事项不在现行目录里"))
    if not line.title.strip():
        said.append(_("没有写名称"))
    elif len(line.title.strip()) > 200:
        said.append(_("名称超过 200 字"))
    if line.occurred_on < today - LONG_AGO or line.occurred_on > today + FAR_AHEAD:
        said.append(_("日期%(day)s不合理，请核对年份") % {"day": line.occurred_on.isoformat()})
    if len(line.doc_no) > NUMBER_MOST:
        said.append(_("文号超过 %(n)s 字") % {"n": NUMBER_MOST})
    return [f"{line.place}{'：' if line.place else ''}{message}" for message in said]


def _number(text: str) -> str:
    try:
        return normalise(text) if text.strip() else ""
    except DocNumberError:
        return text.strip()


def _record_of(number: str, unit_id: int) -> UUID | None:
    """The unit's record of the same number, where there is exactly one."""
    if not number:
        return None
    found = list(Record.objects.filter(doc_no=number, unit_id=unit_id).values_list("pk", flat=True)[:2])
    return found[0] if len(found) == 1 else None


def _actor(who: Authority | Actor, unit_id: int, area_id: int) -> Actor:
    if isinstance(who, Actor):
        return who
    actor = who.actor_for(kinds.REGISTER, Place(unit_id, area_id))
    if actor is None:
        raise Forbidden(
            _("您不能替这个单位登记应公开的事实。"),
            rule=_("由本单位有“登记应公开的事实”权限的岗位登记。"),
        )
    return actor


def _event(kind: str, actor: Actor, fact: Fact, note: str) -> NewEvent:
    return NewEvent(
        kind,
        actor,
        MATTER,
        str(fact.matter_id),
        unit_id=fact.unit_id,
        area_id=fact.area_id,
        detail={"note": note, "fact": str(fact.pk)},
    )
