"""The only writers of the working calendar: a notice is adopted, replaced, withdrawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.cases.queries import county
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.organisations.queries import Actor, Authority
from mingtang.foundation.workdays import kinds, problems, queries
from mingtang.foundation.workdays.models import SUBJECT, HolidayNotice, HolidayRow
from mingtang.foundation.workdays.process import MANAGE
from mingtang.kernel.clock.arrangements import Arrangement, Line, check, read_lines
from mingtang.kernel.clock.days import Calendar
from mingtang.kernel.refusals import Forbidden, Invalid, WrongState


@dataclass(frozen=True)
class Facts:
    """What a notice says about itself."""

    year: int
    title: str
    source: str
    doc_number: str = ""
    issued_on: date | None = None
    announces_year: bool = True


def permitted(who: Authority) -> Actor:
    """The post that acts. Raises Forbidden without the grant for the whole county."""
    actor = who.actor_for(MANAGE, county())
    if actor is None:
        raise Forbidden(
            _("您不能改工作日历。"),
            rule=_("全县只有一份工作日历，改它要有全县范围的“管理工作日历”权限，一般在政务公开办。"),
        )
    return actor


def preview(facts: Facts, lines: Iterable[Line], replaces: HolidayNotice | None = None) -> Arrangement:
    """What the lines say and all that is wrong with them. Writes nothing."""
    found = read_lines(lines, facts.year)
    kept = queries.calendar_without(replaces)
    return check(found, facts.year, kept, queries.taken(replaces), whole_year=facts.announces_year)


@transaction.atomic
def adopt(
    who: Authority,
    facts: Facts,
    lines: Iterable[Line],
    *,
    replaces: HolidayNotice | None = None,
    reason: str = "",
) -> HolidayNotice:
    """Puts the days of a notice into the calendar; all or none. With `replaces`, that notice ends for a `reason`.

    Raises Forbidden, Invalid on `lines` with all that is wrong, WrongState where `replaces` has ended meanwhile.
    """
    actor = permitted(who)
    if replaces is not None:
        _end(actor, replaces, reason)
    found = preview(facts, lines)
    if found.blocked:
        blocking = [problems.text(problem) for problem in found.problems if problem.blocks]
        raise Invalid(_("放假安排还不能采用"), fields={"lines": blocking})
    before = queries.calendar()
    notice = HolidayNotice.objects.create(
        year=facts.year,
        title=facts.title.strip(),
        doc_number=facts.doc_number.strip(),
        issued_on=facts.issued_on,
        source=facts.source.strip(),
        announces_year=facts.announces_year,
        replaces=replaces,
        adopted_at=clock.now(),
        adopted_by=actor.person,
    )
    rows = [
        HolidayRow(notice=notice, day=day, working=stretch.working, name=stretch.name)
        for day, stretch in found.days().items()
    ]
    try:
        with transaction.atomic():
            HolidayRow.objects.bulk_create(rows)
    except IntegrityError as error:
        message = _("刚才有人采用了另一份安排，里面有同样的日子。请刷新页面，核对后再办。")
        raise Invalid(message, fields={"lines": [message]}) from error
    _note(kinds.ADOPTED, actor, notice, before, str(notice))
    return notice


@transaction.atomic
def withdraw(who: Authority, notice: HolidayNotice, reason: str) -> HolidayNotice:
    """Ends a notice and its days; they are again what they were without it. Raises Invalid without a reason."""
    return _end(permitted(who), notice, reason)


def _end(actor: Actor, notice: HolidayNotice, reason: str) -> HolidayNotice:
    reason = reason.strip()
    if not reason:
        message = _("请写原因，例如：国务院办公厅调整了放假安排。")
        raise Invalid(message, fields={"reason": [message]})
    before = queries.calendar()
    notice = HolidayNotice.objects.select_for_update().get(pk=notice.pk)
    if notice.ended_at:
        raise WrongState(_("“%(title)s”已经停用了。请回到放假安排的列表看现在的情况。") % {"title": notice})
    notice.ended_at, notice.ended_by, notice.ended_reason = clock.now(), actor.person, reason[:500]
    notice.save(update_fields=["ended_at", "ended_by", "ended_reason"])
    notice.rows.update(ended_at=notice.ended_at)
    _note(kinds.WITHDRAWN, actor, notice, before, reason)
    return notice


def _note(kind: str, actor: Actor, notice: HolidayNotice, before: Calendar, text: str) -> None:
    after = queries.calendar()
    days = changed_days(before, after)
    reached = [*days]
    for year in before.announced ^ after.announced:
        reached += [date(year, 1, 1), date(year, 12, 31)]
    detail: dict[str, Any] = {"note": text, "days": [day.isoformat() for day in days]}
    if reached:
        detail |= {"first": min(reached).isoformat(), "last": max(reached).isoformat()}
    append(NewEvent(kind, actor, SUBJECT, str(notice.pk), unit_id=county().unit_id or None, detail=detail))


def changed_days(before: Calendar, after: Calendar) -> list[date]:
    """Days that are something else than before, or for another festival; not those that are only settled now."""
    found = []
    for day in sorted({*before.special, *after.special}):
        was, now = before.fact(day), after.fact(day)
        if (was.kind, was.name) != (now.kind, now.name):
            found.append(day)
    return found
