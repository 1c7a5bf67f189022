"""A record as a line of a public list."""

from django.urls import reverse

from mingtang.foundation.web.slots import Badge, Row
from mingtang.openness.records.models import Record, Validity

_VALIDITY_TONES = {Validity.REPEALED: "late", Validity.EXPIRED: "late", Validity.AMENDED: "soon"}


def row_of(record: Record) -> Row:
    """A record as a line of a public list; a text no longer in force says so."""
    tone = _VALIDITY_TONES.get(Validity(record.validity))
    badge = Badge(tone, record.get_validity_display()) if tone else None
    url = reverse("records:record", args=[record.pk])
    return Row(record.title, url, record.unit.short_name, record.published_at, badge)
