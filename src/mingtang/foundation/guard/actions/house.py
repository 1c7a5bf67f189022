"""The house list of a unit."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Place
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.guard import kinds
from mingtang.foundation.guard.models import HousePhrase, Level
from mingtang.foundation.guard.phrase_tables import Row, level_of
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Actor, Authority
from mingtang.kernel.refusals import Forbidden, Invalid, WrongState

SUBJECT = "house_phrase"


@transaction.atomic
def add_phrase(
    who: Authority,
    unit: Unit,
    *,
    text: str,
    prefer: str = "",
    level: str = Level.WARN,
    source: str,
    note: str = "",
) -> HousePhrase:
    """Adds a line for a unit and those below it. Raises Forbidden, Invalid by field."""
    actor = _permitted(who, unit)
    text, prefer, source = text.strip(), prefer.strip(), source.strip()
    errors = _faults(text, prefer, level, source)
    if not errors and HousePhrase.objects.filter(unit=unit, text=text, ended_at=None).exists():
        errors["text"] = [_("用语表里已经有“%(text)s”。要改的，先停用原来的一条。") % {"text": text}]
    if errors:
        raise Invalid(_("没有加入用语表"), fields=errors)
    try:
        with transaction.atomic():
            return _add(actor, unit, text[:60], prefer[:60], level, source[:200], note.strip()[:200])
    except IntegrityError as error:
        message = _("刚才有人加入了同一个词。请刷新页面。")
        raise Invalid(message, fields={"text": [message]}) from error


@transaction.atomic
def end_phrase(who: Authority, line: HousePhrase) -> HousePhrase:
    """Takes a line out of use. Raises Forbidden, WrongState."""
    line = HousePhrase.objects.select_for_update(of=("self",)).select_related("unit").get(pk=line.pk)
    actor = _permitted(who, line.unit)
    if line.ended_at:
        raise WrongState(_("“%(text)s”已经停用了。") % {"text": line.text})
    _end(actor, line)
    return line


@dataclass
class Imported:
    """How many lines came new, changed, or were there already; or, then nothing is written, the faults by row."""

    new: int = 0
    changed: int = 0
    same: int = 0
    faults: list[tuple[int, list[str]]] = field(default_factory=list)


@transaction.atomic
def import_phrases(who: Authority, unit: Unit, rows: Sequence[Row]) -> Imported:
    """Takes the rows of a table into a unit's list, all or none. A line that is there with other particulars is ended
    and added anew; lines that the table does not have stay. Raises Forbidden.
    """
    actor = _permitted(who, unit)
    made = Imported()
    first: dict[str, int] = {}
    for row in rows:
        faults = [
            text
            for texts in _faults(row.text, row.prefer, level_of(row.level), row.source).values()
            for text in texts
        ]
        for label, value, most in (
            (_("不用的词"), row.text, 60),
            (_("改用"), row.prefer, 60),
            (_("依据"), row.source, 200),
            (_("说明"), row.note, 200),
        ):
            if len(value) > most:
                faults.append(
                    _("“%(label)s”有 %(n)s 个字，最多 %(most)s 个。请缩短。")
                    % {"label": label, "n": len(value), "most": most}
                )
        if row.text and first.setdefault(row.text, row.number) != row.number:
            faults.append(
                _("“%(text)s”和第 %(n)s 行重复。请只留一行。") % {"text": row.text, "n": first[row.text]}
            )
        if faults:
            made.faults.append((row.number, faults))
    if made.faults:
        return made
    there = {
        line.text: line for line in HousePhrase.objects.select_for_update().filter(unit=unit, ended_at=None)
    }
    for row in rows:
        new = (row.prefer, level_of(row.level), row.source, row.note)
        line = there.get(row.text)
        if line and (line.prefer, line.level, line.source, line.note) == new:
            made.same += 1
            continue
        if line:
            _end(actor, line)
            made.changed += 1
        else:
            made.new += 1
        _add(actor, unit, row.text, *new)
    return made


def _faults(text: str, prefer: str, level: str, source: str) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {}
    if len(text) < 2:
        errors["text"] = [_("请写不用的词，至少两个字。")]
    elif text == prefer:
        errors["prefer"] = [_("“改用”和“不用的词”一样。请写应该用的词，或留空。")]
    if not source:
        errors["source"] = [_("请写依据，例如：县政府办《公文用语规范》（2026年）。没有依据的不加入。")]
    if level not in (Level.BLOCK, Level.WARN, Level.INFORM):
        errors["level"] = [_("级别读不懂。请写“必须处理”“提醒”或“提示”。")]
    return errors


def _add(actor: Actor, unit: Unit, text: str, prefer: str, level: str, source: str, note: str) -> HousePhrase:
    line = HousePhrase.objects.create(
        unit=unit,
        text=text,
        prefer=prefer,
        level=level,
        source=source,
        note=note,
        added_by=actor.person,
        added_at=clock.now(),
    )
    _tell(kinds.PHRASE_ADDED, actor, line)
    return line


def _end(actor: Actor, line: HousePhrase) -> None:
    line.ended_at, line.ended_by = clock.now(), actor.person
    line.save(update_fields=["ended_at", "ended_by"])
    _tell(kinds.PHRASE_ENDED, actor, line)


def _permitted(who: Authority, unit: Unit) -> Actor:
    actor = who.actor_for(kinds.PHRASES, Place(unit.pk, None))
    if actor is None:
        raise Forbidden(
            _("您不能改这个单位的用语表。"), rule=_("用语表由本单位或上级有“管理用语表”权限的岗位维护。")
        )
    return actor


def _tell(kind: str, actor: Actor, line: HousePhrase) -> None:
    note = f"{line.text} → {line.prefer}" if line.prefer else line.text
    append(NewEvent(kind, actor, SUBJECT, str(line.pk), unit_id=line.unit_id, detail={"note": note}))
