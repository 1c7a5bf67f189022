"""Brings the worker's schedule table in line with the registry."""

from django.db import transaction
from django_q.models import Schedule as Row

from mingtang.config import heartbeat
from mingtang.foundation.events.schedules import SCHEDULES, every

# Only rows of this prefix are ours; what an administrator added by hand stays.
OURS = "mingtang."

every(1, heartbeat.beat)


def ensure_schedules() -> int:
    """Creates, changes and removes rows so that the table says what the registry says; returns how many changed."""
    changed = 0
    with transaction.atomic():
        rows = {row.name: row for row in Row.objects.select_for_update().filter(name__startswith=OURS)}
        for entry in SCHEDULES:
            row = rows.pop(entry.name, None) or Row(name=entry.name)
            wanted = {
                "func": entry.func,
                "minutes": entry.minutes,
                "schedule_type": Row.MINUTES,
                "repeats": -1,
            }
            if row.pk and all(getattr(row, field) == value for field, value in wanted.items()):
                continue
            for field, value in wanted.items():
                setattr(row, field, value)
            row.save()
            changed += 1
        gone: int = Row.objects.filter(pk__in=[row.pk for row in rows.values()]).delete()[0]
    return changed + gone
