"""The house list of a unit."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Place
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.guard import kinds
from mingtang.foundation.guard.models import HousePhrase, Level
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
    errors: dict[str, list[str]] = {}
    if len(text) < 2:
        errors["text"] = [_("请写不用的词，至少两个字。")]
    elif text == prefer:
        errors["prefer"] = [_("“改用”和“不用的词”一样。请写应该用的词，或留空。")]
    elif HousePhrase.objects.filter(unit=unit, text=text, ended_at=None).exists():
        errors["text"] = [_("用语表里已经有“%(text)s”。要改的，先停用原来的一条。") % {"text": text}]
    if not source:
        errors["source"] = [_("请写依据，例如：县政府办《公文用语规范》（2026年）。没有依据的不加入。")]
    if level not in (Level.BLOCK, Level.WARN, Level.INFORM):
        errors["level"] = [_("请选级别。")]
    if errors:
        raise Invalid(_("没有加入用语表"), fields=errors)
    try:
        with transaction.atomic():
            line = HousePhrase.objects.create(
                unit=unit,
                text=text[:60],
                prefer=prefer[:60],
                level=level,
                source=source[:200],
                note=note.strip()[:200],
                added_by=who.person,
                added_at=clock.now(),
            )
    except IntegrityError as error:
        message = _("刚才有人加入了同一个词。请刷新页面。")
        raise Invalid(message, fields={"text": [message]}) from error
    _tell(kinds.PHRASE_ADDED, actor, line)
    return line


@transaction.atomic
def end_phrase(who: Authority, line: HousePhrase) -> HousePhrase:
    """Takes a line out of use. Raises Forbidden, WrongState."""
    line = HousePhrase.objects.select_for_update(of=("self",)).select_related("unit").get(pk=line.pk)
    actor = _permitted(who, line.unit)
    if line.ended_at:
        raise WrongState(_("“%(text)s”已经停用了。") % {"text": line.text})
    line.ended_at, line.ended_by = clock.now(), who.person
    line.save(update_fields=["ended_at", "ended_by"])
    _tell(kinds.PHRASE_ENDED, actor, line)
    return line


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
