"""A person's open duties as iCalendar (RFC 5545): an all-day event on each due day, with a reminder before it."""

from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Max
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from mingtang.foundation.duties import queries, wording
from mingtang.foundation.duties.models import Duty
from mingtang.foundation.organisations.queries import Authority
from mingtang.foundation.workdays.queries import calendar as working_calendar
from mingtang.kernel.clock.days import ONE
from mingtang.kernel.clock.days import Calendar as WorkingCalendar

MOST = 1_000
"""More events than anybody reads in a calendar; the soonest are kept."""
REMINDS_AT = timedelta(hours=9)
READ_AGAIN = timedelta(hours=4)


def feed(who: Authority) -> bytes:
    """What the person owes today, in the posts held or acted for; what is closed or passed on is gone from it."""
    book = Calendar()
    book.add("prodid", "-//Mingtang//Duties//ZH")
    book.add("version", "2.0")
    book.add("method", "PUBLISH")
    book.add("name", _("政务公开任务"))
    book.add("x-wr-calname", _("政务公开任务"))
    book.add("refresh-interval", READ_AGAIN, parameters={"VALUE": "DURATION"})
    days = working_calendar()
    mine = queries.mine(who).filter(due_on__isnull=False)
    for duty in mine.annotate(happened=Count("events"), last=Max("events__at"))[:MOST]:
        assert duty.due_on
        book.add_component(_event(duty, duty.due_on, days))
    return bytes(book.to_ical())


def _event(duty: Duty, due: date, days: WorkingCalendar) -> Event:
    changed: datetime = max(duty.reckoned_at, duty.held_since, getattr(duty, "last", None) or duty.opened_at)
    event = Event()
    event.add("uid", f"duty-{duty.pk}@{urlsplit(settings.PUBLIC_URL).hostname or 'mingtang'}")
    event.add("dtstamp", changed.astimezone(UTC))
    event.add("last-modified", changed.astimezone(UTC))
    event.add("sequence", getattr(duty, "happened", 0))
    event.add("dtstart", due)
    event.add("dtend", due + ONE)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    summary = f"{wording.todo(duty)}：{duty.title}"
    event.add("summary", summary)
    url = settings.PUBLIC_URL + reverse("duties_desk:duty", args=[duty.pk])
    rule = "，".join(part for part in (duty.source, duty.article) if part)
    lines = [duty.unit.name, _("依据：%(rule)s") % {"rule": rule} if rule else "", url]
    event.add("description", "\n".join(line for line in lines if line))
    event.add("url", url)
    event.add_component(_reminder(summary, due, days))
    return event


def _reminder(summary: str, due: date, days: WorkingCalendar) -> Alarm:
    """At nine on the last working day before."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", REMINDS_AT - (due - days.last_working(due - ONE)))
    return alarm
