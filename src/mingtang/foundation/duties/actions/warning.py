"""Warnings before a duty is due, and up the ladder once it is not done: who is told, when, in which words.

A duty climbs one step at a time and never twice; what moves its due day sets it back to the foot. Each post is told of
all its duties on a step in one line. Soft duties are reminded of, never passed up.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.duties import wording
from mingtang.foundation.duties.kinds import DUTY_KINDS, WARNED
from mingtang.foundation.duties.models import Duty
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.notifications.actions import tell
from mingtang.foundation.organisations.models import Post, Unit
from mingtang.foundation.organisations.queries import (
    SYSTEM,
    head_posts,
    is_held,
    openness_office_posts,
    people_in_posts,
)
from mingtang.foundation.workdays.queries import calendar as working_calendar
from mingtang.kernel.clock.days import Calendar

A, B, HEAD, OFFICE = "a", "b", "head", "office"
NAMED = 3
"""How many duties a line names before it only counts."""


@dataclass(frozen=True)
class Step:
    """`days` working days before the due day, or after it where negative; `told` are the rungs that hear of it."""

    days: int
    told: tuple[str, ...]


def ladder() -> tuple[Step, ...]:
    """The steps in order, from the settings: days before (5, 3, 1), then days after for each rung above."""
    before = sorted(settings.OPTIONS.duty_warning_days, reverse=True)
    late_a, late_head, late_office = settings.OPTIONS.duty_ladder_days
    steps = [Step(days, (A,)) for days in before[:-1]]
    steps += [Step(days, (A, B)) for days in before[-1:]]
    steps.append(Step(-late_a, (A, B)))
    steps.append(Step(-late_head, (A, HEAD)))
    steps.append(Step(-late_office, (A, HEAD, OFFICE)))
    return tuple(steps)


def step_of(duty: Duty, today: date, calendar: Calendar, steps: tuple[Step, ...]) -> int:
    """How far up the ladder a duty belongs today, counted from 1; 0 for not yet."""
    if duty.due_on is None:
        return 0
    left = calendar.working_between(today, duty.due_on)
    reached = sum(left <= step.days for step in steps)
    return min(reached, sum(step.days >= 0 for step in steps)) if duty.soft else reached


def warn() -> int:
    """Tells everybody what is new since the last run; returns how many lines were told. Not on days of rest."""
    today, calendar, steps = clock.today(), working_calendar(), ladder()
    if not calendar.working(today):
        return 0
    quiet = [code for code, kind in DUTY_KINDS.items() if not kind.warns]
    rows = Duty.objects.filter(
        closed_at=None, due_on__lte=_horizon(today, calendar, steps), warned__lt=len(steps)
    )
    due = rows.exclude(kind__in=quiet).select_related("unit", "post").order_by("due_on", "pk")
    climbing: dict[tuple[int, int | None, int], list[Duty]] = {}
    for duty in due.iterator(chunk_size=1000):
        step = step_of(duty, today, calendar, steps)
        if step > duty.warned:
            climbing.setdefault((duty.unit_id, duty.post_id, step), []).append(duty)
    return sum(_tell(duties, step, steps[step - 1]) for (_unit, _post, step), duties in climbing.items())


def _horizon(today: date, calendar: Calendar, steps: tuple[Step, ...]) -> date:
    day = today
    for _n in range(max(step.days for step in steps)):
        day = calendar.next_working(date.fromordinal(day.toordinal() + 1))
    return day


@transaction.atomic
def _tell(duties: list[Duty], number: int, step: Step) -> int:
    """One line for the duties of one post on one step, to every rung of it."""
    open_ones = Duty.objects.filter(warned__lt=number, closed_at=None)
    mine = [duty for duty in duties if open_ones.filter(pk=duty.pk).update(warned=number)]
    if not mine:
        return 0
    unit, post = mine[0].unit, mine[0].post
    told = 0
    for rung, posts in _rungs(step.told, unit, post):
        people = people_in_posts([each.pk for each in posts], clock.today())
        if not people:
            continue
        event = append(
            NewEvent(
                WARNED,
                SYSTEM,
                "post",
                str(posts[0].pk),
                unit_id=unit.pk,
                detail={"step": number, "rung": rung, "duties": [str(duty.pk) for duty in mine[:100]]},
            )
        )
        tell(
            people,
            event=event,
            text=_line(mine, unit, rung),
            url=_url(mine),
            urgent=step.days <= 0 and rung in (A, B),
            group="warning",
            post=posts[0] if rung == A else None,
        )
        told += 1
    return told


def _rungs(told: Iterable[str], unit: Unit, post: Post | None) -> Iterator[tuple[str, list[Post]]]:
    """The posts of each rung. A duty without a post, or with one that nobody holds, goes to the head of the unit from
    the first step on; where nobody is head either, to the openness office.
    """
    seen: set[int] = set()
    for rung in told:
        if rung == A:
            held = post is not None and post.ended_on is None and is_held([post])
            posts = [post] if post and held else head_posts(unit) or openness_office_posts(unit)
        elif rung == B:
            posts = list(post.deputies.filter(ended_on=None)) if post else []
        elif rung == HEAD:
            posts = head_posts(unit)
        else:
            posts = openness_office_posts(unit)
        fresh = [each for each in posts if each.pk not in seen]
        seen.update(each.pk for each in fresh)
        if fresh:
            yield rung, fresh


def _line(duties: list[Duty], unit: Unit, rung: str) -> str:
    """What and when, the soonest first; for those above, whose it is."""
    who = f"{unit.short_name}：" if rung in (HEAD, OFFICE) else ""
    first, late = duties[0], not _coming(duties[0])
    assert first.due_on
    day = formats.date_format(first.due_on, "DATE_FORMAT")
    if len(duties) == 1:
        return who + _("“%(name)s”%(day)s到期，%(left)s") % {
            "name": first.title,
            "day": day,
            "left": wording.badge(first, working_calendar()).word,
        }
    names = "、".join(f"“{duty.title}”" for duty in duties[:NAMED])
    values = {"n": len(duties), "day": day, "names": names}
    if late:
        return who + _("%(n)s 项任务已逾期，最早的%(day)s到期：%(names)s") % values
    return who + _("%(n)s 项任务快到期，最早的%(day)s到期：%(names)s") % values


def _coming(duty: Duty) -> bool:
    return duty.due_on is None or duty.due_on >= clock.today()


def _url(duties: list[Duty]) -> str:
    if len(duties) == 1:
        return reverse("duties_desk:duty", args=[duties[0].pk])
    state = "soon" if _coming(duties[0]) else "overdue"
    return f"{reverse('duties_desk:list')}?unit={duties[0].unit.slug}&state={state}"
