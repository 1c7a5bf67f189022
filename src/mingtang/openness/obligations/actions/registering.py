"""Registering what has to be disclosed: one by one, from a table, or sent by another system; all or nothing."""

from collections.abc import Iterator, Sequence
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
from mingtang.foundation.organisations.queries import SYSTEM, Actor, Authority, Scope, scope_of_post
from mingtang.kernel.disclosure.owing import part_for
from mingtang.kernel.identifiers.doc_number import DocNumberError, normalise
from mingtang.kernel.refusals import Forbidden, Invalid
from mingtang.openness.catalogue.actions.claiming import SUBJECT as MATTER
from mingtang.openness.obligations import kinds
from mingtang.openness.obligations.models import NUMBER_MOST, SENDER_NUMBER_MOST, TITLE_MOST, Fact
from mingtang.openness.obligations.owing.evidence import DEAD
from mingtang.openness.obligations.owing.rows import Duties, Units, claimed
from mingtang.openness.records.models import Record, Stage

LONG_AGO = timedelta(days=5 * 366)
FAR_AHEAD = timedelta(days=2 * 366)
NO_ANSWER = (*DEAD, Stage.WITHDRAWN)
"""Stages of records that disclose nothing and never will."""


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


@dataclass(frozen=True)
class Fault:
    """What is wrong with one line: its number from 0, the field of `Line` (`matter` for its matter), the rule."""

    n: int
    field: str
    rule: str


class Faulty(Invalid):
    """Lines that break rules; nothing was registered."""

    def __init__(self, faults: Sequence[Fault], places: Sequence[str]) -> None:
        told = [f"{places[f.n]}：{f.rule}" if places[f.n] else f.rule for f in faults]
        super().__init__(_("有的事实没有填对，都没有登记。请改好后再交。"), fields={"lines": told})
        self.faults = list(faults)


@transaction.atomic
def register_facts(
    who: Authority | Actor, unit: Unit, lines: Sequence[Line], *, source: str, sender: str = ""
) -> list[Fact]:
    """Registers facts of a unit, all or none; each says by `came` whether it is new, changed or the same as before.

    A fact that its sender sent before is changed if it differs, else left. `who` is a person's authority, or the actor
    of a machine in a post. Raises Forbidden where neither may register for the unit, and Faulty.
    """
    scope = scope_of(who)
    if scope is not None and not _touches(scope, unit.pk):
        raise _forbidden(unit)
    if sender:
        # Two sendings of the same number at once would both find none.
        Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    rows = claimed(matter_ids={line.matter_id for line in lines})
    known = _known(lines, sender)
    wrong = list(_faults(unit, lines, rows, known))
    if wrong:
        raise Faulty(wrong, [line.place for line in lines])
    actors = {area: actor_in(who, unit, area) for area in {rows[line.matter_id].area_id for line in lines}}
    found, told = list[Fact](), list[NewEvent]()
    for line in lines:
        area = rows[line.matter_id].area_id
        sent_as = line.external_id.strip()
        fact = known.get(sent_as) if sent_as else None
        number = _number(line.doc_no)
        values: dict[str, Any] = {
            "matter_id": line.matter_id,
            "area_id": area,
            "unit_id": unit.pk,
            "title": line.title.strip(),
            "doc_no": number,
            "occurred_on": line.occurred_on,
        }
        if fact and all(getattr(fact, name) == value for name, value in values.items()):
            fact.came = Fact.Came.SAME
            found.append(fact)
            continue
        if fact is None:
            fact = Fact(source=source, sender=sender, external_id=sent_as)
            fact.entered_by, fact.entered_at = actors[area].person, clock.now()
            fact.came = Fact.Came.NEW
        else:
            actor_in(who, unit, fact.area_id)
            if fact.matter_id != line.matter_id:
                # So that its duty under the old matter is looked at as well.
                told.append(event(kinds.FACT_WITHDRAWN, actors[area], fact, _("改登记到别的事项")))
            fact.came = Fact.Came.CHANGED
        for name, value in values.items():
            setattr(fact, name, value)
        fact.record_id = line.record_id or fact.record_id or _record_of(number, unit.pk)
        fact.withdrawn_at, fact.withdrawn_reason = None, ""
        fact.save()
        found.append(fact)
        told.append(event(kinds.FACT_REGISTERED, actors[area], fact, line.title))
    append_many(told)
    return found


def faults(unit: Unit, lines: Sequence[Line], sender: str = "") -> list[Fault]:
    """What `register_facts` would refuse, without registering anything."""
    rows = claimed(matter_ids={line.matter_id for line in lines})
    return list(_faults(unit, lines, rows, _known(lines, sender)))


def _known(lines: Sequence[Line], sender: str) -> dict[str, Fact]:
    """What the sender sent before, by its own number."""
    numbers = [line.external_id.strip() for line in lines if line.external_id.strip()]
    rows = Fact.objects.select_for_update(of=("self",)) if sender and numbers else Fact.objects.none()
    with transaction.atomic():
        return {fact.external_id: fact for fact in rows.filter(sender=sender, external_id__in=numbers)}


def _there(unit: Unit, lines: Sequence[Line]) -> set[tuple[UUID, str, date]]:
    """What is registered already of what the lines name: matter, title, day."""
    rows = Fact.objects.filter(unit=unit, withdrawn_at=None, matter_id__in={line.matter_id for line in lines})
    return set(rows.values_list("matter_id", "title", "occurred_on"))


def _faults(
    unit: Unit, lines: Sequence[Line], rows: dict[UUID, Duties], known: dict[str, Fact]
) -> Iterator[Fault]:
    path, seen, there = Units().path(unit.pk), dict[str, str](), _there(unit, lines)
    for n, line in enumerate(lines):
        row, title, number = rows.get(line.matter_id), line.title.strip(), line.external_id.strip()
        same = (line.matter_id, title, line.occurred_on)
        if row is None:
            yield Fault(
                n, "matter", _("这个公开事项不在现行目录里，或者还没有单位认领。请换一个，或先认领。")
            )
        elif row.holder_of(path) is None:
            yield Fault(
                n, "matter", _("%(unit)s没有认领这个公开事项。请先认领。") % {"unit": unit.short_name}
            )
        elif part_for(title, row.rules) is None:
            yield Fault(n, "matter", _("这个公开事项是长期或定期公开的，不按件计算期限，不用逐件登记。"))
        if not title:
            yield Fault(n, "title", _("没有写名称。请写文件名或事项名。"))
        elif len(title) > TITLE_MOST:
            yield Fault(n, "title", _("名称超过 %(n)s 字，请缩短。") % {"n": TITLE_MOST})
        elif not number and same in there:
            yield Fault(n, "title", _("同一事项、名称和日期已经登记过，不用再登记。"))
        there.add(same)
        today = clock.today()
        if not today - LONG_AGO <= line.occurred_on <= today + FAR_AHEAD:
            day = line.occurred_on.isoformat()
            yield Fault(
                n, "occurred_on", _("日期 %(day)s 离今天太远，请核对年份（五年内到两年后）。") % {"day": day}
            )
        if len(line.doc_no.strip()) > NUMBER_MOST:
            yield Fault(n, "doc_no", _("文号超过 %(n)s 字，请核对。") % {"n": NUMBER_MOST})
        if len(number) > SENDER_NUMBER_MOST:
            yield Fault(n, "external_id", _("来源编号超过 %(n)s 字，请核对。") % {"n": SENDER_NUMBER_MOST})
        elif number in seen:
            yield Fault(
                n,
                "external_id",
                _("来源编号和前面的%(place)s重复，一个编号只登记一条。") % {"place": seen[number]},
            )
        elif number and known.get(number) and known[number].unit_id != unit.pk:
            yield Fault(n, "external_id", _("这个来源编号已经用在别的单位的事实上，请换一个编号。"))
        if number:
            seen.setdefault(number, line.place or _("第 %(n)s 条") % {"n": n + 1})


def scope_of(who: Authority | Actor) -> Scope | None:
    """Where facts may be registered; None for the house itself, which may everywhere."""
    if not isinstance(who, Actor):
        return who.scope(kinds.REGISTER)
    if who == SYSTEM:
        return None
    return scope_of_post(who.post, kinds.REGISTER) if who.post else Scope()


def _touches(scope: Scope, unit_id: int) -> bool:
    ids = scope.unit_ids()
    return ids is None or unit_id in ids


def actor_in(who: Authority | Actor, unit: Unit, area_id: int) -> Actor:
    """Who registers there. Raises Forbidden."""
    if isinstance(who, Actor):
        scope = scope_of(who)
        if scope is not None and not scope.covers(unit.pk, area_id):
            raise _forbidden(unit)
        return who
    actor = who.actor_for(kinds.REGISTER, Place(unit.pk, area_id))
    if actor is None:
        raise _forbidden(unit)
    return actor


def _forbidden(unit: Unit) -> Forbidden:
    return Forbidden(
        _("不能替%(unit)s登记应公开的事实。") % {"unit": unit.short_name},
        rule=_("由本单位有“登记应公开的事实”权限的岗位登记。"),
    )


def _number(text: str) -> str:
    try:
        return normalise(text) if text.strip() else ""
    except DocNumberError:
        return text.strip()


def _record_of(number: str, unit_id: int) -> UUID | None:
    """The unit's record of the same number, where there is exactly one that can answer."""
    if not number:
        return None
    rows = Record.objects.filter(doc_no=number, unit_id=unit_id).exclude(stage__in=NO_ANSWER)
    found = list(rows.values_list("pk", flat=True)[:2])
    return found[0] if len(found) == 1 else None


def event(kind: str, actor: Actor, fact: Fact, note: str) -> NewEvent:
    """An event of a fact's matter, which duties follow."""
    return NewEvent(
        kind,
        actor,
        MATTER,
        str(fact.matter_id),
        unit_id=fact.unit_id,
        area_id=fact.area_id,
        detail={"note": note, "fact": str(fact.pk)},
    )
