"""Follows the working calendar by the outbox."""

from datetime import date

from django.utils.translation import gettext as _

from mingtang.foundation.duties.actions.recounting import recount
from mingtang.foundation.events.models import Event
from mingtang.foundation.events.outbox import CONSUMERS, Consumer
from mingtang.foundation.workdays import kinds
from mingtang.foundation.workdays.models import HolidayNotice

CALENDAR = "workdays."


def handle(event: Event) -> None:
    """The event tells from which to which day the calendar is another now; nothing where no day is."""
    detail = event.detail.data if hasattr(event, "detail") else {}
    if "first" not in detail:
        return
    notice = HolidayNotice.objects.filter(pk=event.subject_id).first()
    reason = _("采用了这份放假安排")
    if event.kind == kinds.WITHDRAWN:
        reason = _("这份放假安排停用了：%(why)s") % {"why": detail.get("note", "")}
    recount(
        [date.fromisoformat(detail["first"]), date.fromisoformat(detail["last"])],
        reason=reason,
        source=str(notice or ""),
    )


def register() -> None:
    CONSUMERS.register(
        "duties_calendar", Consumer("duties_calendar", lambda kind: kind.startswith(CALENDAR), handle)
    )
