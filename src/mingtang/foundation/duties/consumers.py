"""Follows the working calendar by the outbox."""

from datetime import date

from django.utils.translation import gettext as _

from mingtang.foundation.duties.recounting import recount
from mingtang.foundation.events.models import Event
from mingtang.foundation.events.outbox import CONSUMERS, Consumer
from mingtang.foundation.workdays.models import HolidayNotice

CALENDAR = "workdays."


def handle(event: Event) -> None:
    """The event tells from which to which day the calendar is another now; nothing where no day is."""
    detail = event.detail.data if hasattr(event, "detail") else {}
    if "first" not in detail:
        return
    notice = HolidayNotice.objects.filter(pk=event.subject_id).first()
    recount(
        [date.fromisoformat(detail["first"]), date.fromisoformat(detail["last"])],
        reason=_("工作日历变更：%(why)s") % {"why": detail.get("note") or notice or ""},
        source=str(notice or ""),
    )


def register() -> None:
    CONSUMERS.register(
        "duties_calendar", Consumer("duties_calendar", lambda kind: kind.startswith(CALENDAR), handle)
    )
