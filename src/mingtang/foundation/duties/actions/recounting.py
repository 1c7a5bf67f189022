"""A change of the working calendar: open duties that count over its days are reckoned anew, each with what moved."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.duties.actions.reconciling import BATCH, events_of
from mingtang.foundation.duties.models import ClockEvent, Duty, Mode
from mingtang.foundation.duties.terms import set_due
from mingtang.foundation.workdays.queries import calendar as working_calendar


def recount(days: Iterable[date], *, reason: str, source: str = "") -> int:
    """Reckons the open duties anew that count over any of the changed days; returns how many moved.

    Running it twice moves nothing the second time. Closed duties stay as they were closed.
    """
    changed = sorted(days)
    if not changed:
        return 0
    moved = 0
    ids = list(_touched(changed[0], changed[-1]).values_list("pk", flat=True))
    for n in range(0, len(ids), BATCH):
        moved += _recount(ids[n : n + BATCH], reason, source)
    return moved


def recount_settled() -> int:
    """Reckons the provisional duties anew whose years are announced by now: the library knows a new year after an
    upgrade, and no notice tells of it. Returns how many moved.
    """
    calendar, reason = working_calendar(), _("放假安排已经公布")
    rows = Duty.objects.filter(provisional=True, closed_at=None, due_on__isnull=False)
    ids = [
        pk
        for pk, start, due in rows.order_by("pk").values_list("pk", "start_on", "due_on")
        if start and due and all(year in calendar.announced for year in range(start.year, due.year + 1))
    ]
    return sum(_recount(ids[n : n + BATCH], reason, "") for n in range(0, len(ids), BATCH))


def _touched(first: date, last: date) -> QuerySet[Duty]:
    """Those whose stretch from start to due day meets the days; a clock that stands has no due day yet.

    A due day can move from the day before the change on (it was moved to there), or beyond.
    """
    forward = Q(mode=Mode.FORWARD, start_on__lte=last) & (Q(due_on=None) | Q(due_on__gte=first))
    backward = Q(mode=Mode.BACKWARD, start_on__gte=first, due_on__lte=last)
    return Duty.objects.filter(forward | backward | Q(provisional=True), closed_at=None).order_by("pk")


@transaction.atomic
def _recount(ids: list[UUID], reason: str, source: str) -> int:
    calendar, now = working_calendar(), clock.now()
    rows = list(
        Duty.objects.select_for_update(of=("self",)).filter(pk__in=ids, closed_at=None).order_by("pk")
    )
    events = events_of(rows)
    told = []
    for duty in rows:
        before, unsure = duty.due_on, duty.provisional
        set_due(duty, calendar, events.get(duty.pk, ()))
        duty.reckoned_at = now
        if duty.due_on != before:
            duty.warned = 0
        if duty.due_on != before or duty.provisional != unsure:
            told.append(
                ClockEvent(
                    duty=duty,
                    kind=ClockEvent.Kind.MOVED,
                    at=now,
                    due_before=before,
                    due_after=duty.due_on,
                    reason=reason[:400],
                    source=source[:300],
                )
            )
    Duty.objects.bulk_update(rows, ["due_on", "due_at", "provisional", "reckoned_at", "warned"])
    ClockEvent.objects.bulk_create(told)
    return sum(event.due_before != event.due_after for event in told)
