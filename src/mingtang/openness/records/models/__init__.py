"""What is stored of records."""

from mingtang.openness.records.models.counts import IndexCounter, Tally, Visits
from mingtang.openness.records.models.record import (
    CONTENT_FIELDS,
    Attachment,
    OpenAttr,
    Record,
    ReleaseDecision,
    Revision,
    SecrecyItem,
    Stage,
    Validity,
    Withdrawal,
    as_text,
    is_over,
)

__all__ = [
    "CONTENT_FIELDS",
    "Attachment",
    "IndexCounter",
    "OpenAttr",
    "Record",
    "ReleaseDecision",
    "Revision",
    "SecrecyItem",
    "Stage",
    "Tally",
    "Validity",
    "Visits",
    "Withdrawal",
    "as_text",
    "is_over",
]
