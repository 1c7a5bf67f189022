"""Follows the working calendar by the outbox."""

from datetime import date

from django.utils.translation import gettext as _

from mingtang.foundation.duties.recounting import recount
from mingtang.foundation.events.models import Event
from mingtang.foundation.events.outbox import CONSUMERS, Consumer

CALENDAR = "workdays."


def handle(event: Event) -> None:
    """The event's detail holds the changed days; without them nothing can be counted anew."""
    detail = event.detail.data if hasattr(event, "detail") else {}
    days = [date.fromisoformat(day) for day in detail.get("days", ())]
    recount(
        days,
        reason=_("工作日历变更：%(title)s") % {"title": detail.get("title", "")},
        source=detail.get("source", ""),
    )


def register() -> None:
    CONSUMERS.register(
        "duties_calendar", Consumer("duties_calendar", lambda kind: kind.startswith(CALENDAR), handle)
    )
