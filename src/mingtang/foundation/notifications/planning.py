"""By which channels a notice goes out, and when."""

from collections.abc import Collection
from datetime import datetime

from django.utils import timezone
from django_q.tasks import async_task

from mingtang.foundation.notifications import queries
from mingtang.foundation.notifications.channels import CHANNELS, installed
from mingtang.foundation.notifications.models import Dispatch, Notice, Preference
from mingtang.foundation.notifications.quiet import Quiet
from mingtang.foundation.workdays.queries import calendar
from mingtang.kernel.clock.days import Calendar


def wake() -> None:
    """Asks the worker to send; a row of the current transaction, so nothing is sent before the commit."""
    async_task("mingtang.foundation.notifications.tasks.send_pending")


def quiet_of(preference: Preference, days: Calendar) -> Quiet:
    start, end = preference.quiet_from, preference.quiet_until
    return Quiet(start, end, preference.quiet_on_rest_days, lambda day: not days.working(day))


def opens(preference: Preference, urgent: bool, now: datetime, days: Calendar) -> datetime:
    """When from `now` on something that waits for nothing else may go out."""
    if urgent and preference.urgent_in_quiet:
        return now
    return quiet_of(preference, days).opens(timezone.localtime(now))


def plan(notice: Notice, preference: Preference, now: datetime, days: Calendar) -> tuple[bool, datetime]:
    """Whether the notice waits for the digest of the day, and when it may go out.

    Urgent ones wait for no digest; the quiet hours hold for them too, unless the person chose otherwise.
    """
    daily = preference.warnings_daily if notice.group == Notice.Group.WARNING else preference.cases_daily
    if daily and not notice.urgent:
        return True, quiet_of(preference, days).daily(timezone.localtime(now), preference.digest_at)
    return False, opens(preference, notice.urgent, now, days)


def put_down(notices: Collection[Notice], now: datetime, *, waited: bool = False) -> list[Notice]:
    """Writes notices with their dispatches, in the caller's transaction; returns those that were new.

    What has `waited` for a digest already, such as that of an absent colleague, does not wait for another.
    """
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    # Another transaction may have told the same people of the same event meanwhile: its notices stay.
    written = set(Notice.objects.filter(pk__in=[n.pk for n in notices]).values_list("pk", flat=True))
    fresh = [notice for notice in notices if notice.pk in written]
    preferences = queries.preferences([notice.person for notice in fresh])
    dispatches: list[Dispatch] = []
    days = calendar()
    for notice in fresh:
        preference = preferences[notice.person_id]
        daily, due_at = plan(notice, preference, now, days)
        if waited:
            due_at = opens(preference, notice.urgent, now, days)
        dispatches += (
            Dispatch(notice=notice, channel=channel.code, daily=daily, due_at=due_at)
            for channel in installed()
            if channel.code not in preference.off and not channel.obstacle(notice.person)
        )
    Dispatch.objects.bulk_create(dispatches)
    if any(dispatch.due_at <= now for dispatch in dispatches):
        wake()
    return fresh


def replan(preference: Preference, now: datetime) -> None:
    """What the person still has to get follows the new wishes, unless its sending has begun."""
    rows = Dispatch.objects.select_for_update(of=("self",)).select_related("notice").order_by("pk")
    changed, days = [], calendar()
    for dispatch in rows.filter(
        notice__person=preference.person_id, state=Dispatch.State.PENDING, attempts=0
    ):
        if dispatch.channel in preference.off or dispatch.channel not in CHANNELS:
            dispatch.state = Dispatch.State.DROPPED
        else:
            dispatch.daily, dispatch.due_at = plan(dispatch.notice, preference, now, days)
        changed.append(dispatch)
    Dispatch.objects.bulk_update(changed, ["state", "daily", "due_at"], batch_size=200)
