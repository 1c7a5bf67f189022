"""What a written text is: its fields and attachments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AttachmentSpec:
    """An attachment: ``.docx`` lines are paragraphs, ``.xlsx`` lines are rows with cells parted by tabs."""

    title: str
    filename: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordText:
    """Everything a record needs to say. Codes are those of the kernel's classification and of ``areas``.

    ``doc_no`` is normal form (``明民发〔2025〕12号``) or empty; ``reason_code`` (E14a … E16c) and ``reason_text``
    are filled when ``open_attr`` is ``closed``; ``display_days`` counts working days of public display; ``area`` is
    empty outside the pilot areas. ``body_html`` holds only plain structural tags.
    """

    family: str
    title: str
    doc_no: str
    genre: str
    theme: str
    keywords: tuple[str, ...]
    summary: str
    body_html: str
    issuer: str
    addressees: str
    signature: str
    doc_date: date
    formed_on: date
    effective_on: date | None
    expires_on: date | None
    display_days: int | None
    open_attr: str
    reason_code: str
    reason_text: str
    audience: str
    area: str
    is_policy: bool
    attachments: tuple[AttachmentSpec, ...]
