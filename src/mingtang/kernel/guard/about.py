"""What is known of a paper as a whole while its text is looked through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Writer(StrEnum):
    """Who wrote it. On what citizens write, the guard protects personal data and nothing else."""

    OFFICIAL = "official"
    CITIZEN = "citizen"


@dataclass(frozen=True)
class About:
    """`dated` is the day of the paper (成文日期), `today` that of the check. `unit` is the full name of the unit that
    publishes. Only what a detector asks for: whatever stands here and changes, all files are looked into again.
    """

    today: date
    title: str = ""
    unit: str = ""
    dated: date | None = None
    writer: Writer = Writer.OFFICIAL
