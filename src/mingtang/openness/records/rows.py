"""A record as a line of a public list."""

from django.urls import reverse

from mingtang.foundation.web.slots import Row
from mingtang.openness.records import validity
from mingtang.openness.records.models import Record


def row_of(record: Record) -> Row:
    """A record as a line of a public list; a text that is not in force says so."""
    url = reverse("records:record", args=[record.pk])
    return Row(record.title, url, record.unit.short_name, record.published_at, validity.badge_beside(record))
