"""A revision's content as data: for hashing, comparing, and checking at submission."""

from collections.abc import Iterable
from typing import Any

from mingtang.foundation.files.models import StoredFile
from mingtang.kernel.canonical import content_hash
from mingtang.openness.records.body import figures
from mingtang.openness.records.models import CONTENT_FIELDS, Attachment, Revision, as_text


def content_of(revision: Revision) -> dict[str, Any]:
    """What a person typed in a revision, by field name."""
    return {name: getattr(revision, name) for name in CONTENT_FIELDS}


def hash_of(revision: Revision, attachments: Iterable[Attachment]) -> str:
    """The content hash of a revision: all fields, the record, each attachment's title and SHA-256 in order,
    and the SHA-256 of each picture in the body.

    What is empty is left out, so that a field added later changes no hash of before.
    """
    data: dict[str, Any] = {name: as_text(value) for name, value in content_of(revision).items() if value}
    data["record"] = str(revision.record_id)
    data["attachments"] = [
        {"title": a.title, "name": a.file.name, "sha256": a.file.sha256}
        | ({"captions": a.captions.sha256} if a.captions else {})
        for a in attachments
    ]
    shown = figures(revision.body)
    if shown:
        files = StoredFile.objects.filter(pk__in=shown).order_by("pk")
        data["figures"] = {str(pk): sha256 for pk, sha256 in files.values_list("pk", "sha256")}
    return content_hash(data)


def differences(old: Revision, new: Revision) -> list[tuple[str, Any, Any]]:
    """The fields that differ between two revisions, with both values."""
    return [
        (name, getattr(old, name), getattr(new, name))
        for name in CONTENT_FIELDS
        if getattr(old, name) != getattr(new, name)
    ]
