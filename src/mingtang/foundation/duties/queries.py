"""The readers of duties. `visible_to()` is the one truth on who sees them at the desk."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from mingtang.foundation import clock
from mingtang.foundation.duties import terms
from mingtang.foundation.duties.kinds import MANAGE, VIEW
from mingtang.foundation.duties.models import ClockEvent, Duty, Outcome
from mingtang.foundation.organisations.queries import Authority
from mingtang.foundation.workdays.queries import calendar
from mingtang.kernel.clock.days import Calendar
from mingtang.kernel.clock.model import Reckoning

WARN_WORKDAYS = 5
"""Working days before its due day from which an open duty counts as due soon."""


def visible_q(who: Authority, of: str = "") -> Q:
    """Duties of the person's grants, and those of the posts the person acts in. `of` is the way to the duty from other
    rows, such as `duty__`.
    """
    scope = who.scope(VIEW, MANAGE)
    if scope.everything:
        # An empty condition means all, but `Q() | Q(…)` is only the other one.
        return Q()
    return scope.q(f"{of}unit_id", f"{of}area_id") | Q(**{f"{of}post_id__in": who.acting_post_ids})


def visible_to(who: Authority) -> QuerySet[Duty]:
    return Duty.objects.filter(visible_q(who)).select_related("unit", "area", "post__unit")


def mine(who: Authority) -> QuerySet[Duty]:
    """Open duties of the posts the person acts in today, the soonest first, those without a day last."""
    found = Duty.objects.filter(post_id__in=who.acting_post_ids, closed_at=None)
    return in_order(found.select_related("unit", "area", "post"))


def in_order(rows: QuerySet[Duty]) -> QuerySet[Duty]:
    """Dated ones first, by their day."""
    from django.db.models import F

    return rows.order_by(F("due_on").asc(nulls_last=True), "pk")


def overdue_q(day: date | None = None) -> Q:
    """Open duties whose day is over; soft ones never are."""
    return Q(closed_at=None, soft=False, due_on__lt=day or clock.today())


def soon_until(day: date | None = None, days: Calendar | None = None) -> date:
    """The last due day that counts as soon: so many working days from a day. `days` spares asking for the calendar."""
    last = day or clock.today()
    days = days or calendar()
    for _n in range(WARN_WORKDAYS):
        last = days.next_working(date.fromordinal(last.toordinal() + 1))
    return last


def events_of(duty: Duty) -> list[ClockEvent]:
    return list(duty.events.select_related("by", "post").order_by("pk"))


def reckoning(duty: Duty, events: Iterable[ClockEvent] | None = None) -> Reckoning | None:
    """The account of the stored due day, with the calendar of the moment it was reckoned."""
    happened = list(duty.events.order_by("pk")) if events is None else list(events)
    return terms.account(duty, calendar(duty.reckoned_at), happened)


def of_subject(kind: str, subject_id: UUID) -> QuerySet[Duty]:
    return Duty.objects.filter(subject_kind=kind, subject_id=subject_id)


def of_cause(cause_id: UUID) -> QuerySet[Duty]:
    """What was set off by a record or a fact."""
    return in_order(Duty.objects.filter(cause_id=cause_id).select_related("unit", "area", "post"))


def titles(ids: list[UUID]) -> dict[UUID, str]:
    return dict(Duty.objects.filter(pk__in=ids).values_list("pk", "title"))


COUNTED = (Outcome.ON_TIME, Outcome.LATE, Outcome.DECLARED, Outcome.WAIVED, Outcome.DONE, Outcome.CUT_SHORT)
"""Outcomes that statistics count; what was voided never was."""
