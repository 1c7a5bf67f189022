"""Keeping what a publishable copy masked."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from mingtang.foundation import clock
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.guard import kinds
from mingtang.foundation.guard.models import MaskedCopy
from mingtang.foundation.guard.subjects import Paper
from mingtang.foundation.organisations.queries import Actor


@transaction.atomic
def keep_copies(
    actor: Actor,
    paper: Paper,
    made: Sequence[tuple[StoredFile | None, StoredFile | None, Sequence[Mapping[str, Any]], Sequence[str]]],
    *,
    strict: bool,
) -> list[MaskedCopy]:
    """Of each copy: itself and its original (both None for the text), its rows, its notes."""
    now = clock.now()
    copies = [
        MaskedCopy(
            subject_kind=paper.kind,
            subject_id=paper.id,
            text_id=paper.text_id,
            file=copy,
            original=original,
            rows=[dict(row) for row in rows],
            notes=list(notes),
            strict=strict,
            made_by=actor.person,
            made_at=now,
        )
        for copy, original, rows, notes in made
    ]
    MaskedCopy.objects.bulk_create(copies)
    masked = sum(row["count"] for copy in copies for row in copy.rows)
    append(
        NewEvent(
            kinds.DEIDENTIFIED,
            actor,
            paper.kind,
            str(paper.id),
            unit_id=paper.unit_id,
            area_id=paper.area_id,
            detail={"note": f"{masked}", "strict": strict},
        )
    )
    return copies
